// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

namespace nectar::cli {

/// Help that fits a terminal of 80 columns: descriptions are broken into lines beside or below the flag.
class WrappedHelp final : public CLI::Formatter {
public:
    std::string make_option(const CLI::Option* option, bool isPositional) const override;
    std::string make_subcommand(const CLI::App* verb) const override;
};

} // namespace nectar::cli
