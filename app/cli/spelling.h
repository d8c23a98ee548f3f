// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace nectar::cli {

/// "help", "help VERB" and "version" in the form that the parser knows: "--help", "VERB --help", "--version".
std::vector<std::string> verbFirst(std::vector<std::string> arguments);

/// What is wrong with the first verb or flag that does not exist, with the nearest that does; "" if all exist. Looked
/// for before parsing and before verbFirst(), because a mistyped flag would else be reported as a required one that is
/// missing.
std::string unknownWord(const CLI::App& program, const std::vector<std::string>& arguments);

/// Throws CLI::ValidationError for a value that is given and empty, as an unset variable of a shell gives it.
void refuseEmptyValues(const CLI::App& program);

/// One line that says what is wrong, which value was given and which are allowed, and one that says where help is.
std::string failureMessage(const CLI::App* program, const CLI::Error& error);

} // namespace nectar::cli
