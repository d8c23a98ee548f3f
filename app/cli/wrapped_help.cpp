// SPDX-License-Identifier: Apache-2.0
#include "app/cli/wrapped_help.h"

#include <sstream>

namespace nectar::cli {

namespace {

constexpr std::size_t kWidth = 79;
constexpr std::size_t kNameColumn = 24;

/// Name at the left, the text broken at spaces from kNameColumn on; a long name gets a line of its own.
std::string entry(const std::string& name, const std::string& text)
{
    std::string out = "  " + name;
    if (out.size() + 1 >= kNameColumn)
        out += "\n" + std::string(kNameColumn, ' ');
    else
        out.resize(kNameColumn, ' ');
    std::size_t column = kNameColumn;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        if (column > kNameColumn && column + 1 + word.size() > kWidth) {
            out += "\n" + std::string(kNameColumn, ' ');
            column = kNameColumn;
        }
        if (column > kNameColumn) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
    }
    return out + "\n";
}

} // namespace

std::string WrappedHelp::make_option(const CLI::Option* option, bool isPositional) const
{
    std::string name = make_option_name(option, isPositional);
    const std::string type = option->get_type_name();
    if (!type.empty() && option->get_items_expected_max() > 0)
        name += " " + type;
    std::string text = make_option_desc(option);
    if (option->get_required())
        text += " (required)";
    if (!option->get_default_str().empty())
        text += " [default: " + option->get_default_str() + "]";
    return entry(name, text);
}

std::string WrappedHelp::make_subcommand(const CLI::App* verb) const
{
    return entry(verb->get_name(), verb->get_description());
}

} // namespace nectar::cli
