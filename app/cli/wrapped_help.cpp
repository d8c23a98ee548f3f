// SPDX-License-Identifier: Apache-2.0
#include "app/cli/wrapped_help.h"

#include <algorithm>
#include <sstream>

namespace nectar::cli {

namespace {

constexpr std::size_t kWidth = 77; // --help-all indents by two more
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

namespace {

/// What stands for the value: of "TEXT:{a,b}" the choices, of "INT:INT in [0 - 9]" the letter N.
std::string valueName(const std::string& type)
{
    const std::size_t colon = type.find(':');
    std::string name = type.substr(0, colon);
    if (colon != std::string::npos && type.compare(colon + 1, 1, "{") == 0) {
        name = type.substr(colon + 2, type.find('}') - colon - 2);
        std::ranges::replace(name, ',', '|');
    }
    if (name == "INT" || name == "UINT")
        return "N";
    return name == "FLOAT" ? "NUMBER" : name;
}

} // namespace

std::string WrappedHelp::make_option(const CLI::Option* option, bool isPositional) const
{
    std::string name = make_option_name(option, isPositional);
    const std::string type = valueName(option->get_type_name());
    if (!type.empty() && option->get_items_expected_max() > 0)
        name += " " + type;
    std::string text = make_option_desc(option);
    if (option->get_required())
        text += " (required)";
    std::string usual = option->get_default_str();
    std::erase_if(usual, [](char c) { return c == '[' || c == ']'; }); // how CLI11 writes lists
    if (option->get_expected_min() == 0)
        usual.clear(); // it is what the flag means without a value, not what holds without the flag
    if (!usual.empty())
        text += " [default: " + usual + "]";
    return entry(name, text);
}

std::string WrappedHelp::make_subcommand(const CLI::App* verb) const
{
    return entry(verb->get_name(), verb->get_description());
}

} // namespace nectar::cli
