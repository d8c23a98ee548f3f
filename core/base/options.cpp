// SPDX-License-Identifier: Apache-2.0
#include "core/base/options.h"

#include "core/base/error.h"

#include <fmt/format.h>

#include <cmath>

namespace nectar {

namespace {

/// As people write it: 0.0001 for the float nearest to it, whole numbers without an exponent.
std::string numberText(const OptionField& field, double number)
{
    if (field.kind == OptionField::Kind::Real)
        return fmt::format("{}", static_cast<float>(number));
    return std::abs(number) < 1e15 ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

} // namespace

std::string fieldRange(const OptionField& field)
{
    return numberText(field, field.low) + " to " + numberText(field, field.high);
}

std::string fieldIssue(const OptionField& field)
{
    if (field.low <= field.value && field.value <= field.high) // false for NaN
        return {};
    return fmt::format("{} is {}; it must be from {}", field.name, numberText(field, field.value), fieldRange(field));
}

void throwIfIssues(const std::vector<std::string>& issues)
{
    if (issues.empty())
        return;
    std::string text;
    for (const std::string& issue : issues)
        text += (text.empty() ? "" : "; ") + issue;
    throw Error(ErrorCode::BadOption, text);
}

double fieldValueFromText(const OptionField& field, std::string_view text)
{
    if (field.kind == OptionField::Kind::Flag) {
        if (text == "true" || text == "1")
            return 1;
        if (text == "false" || text == "0")
            return 0;
        throw Error(ErrorCode::BadOption, fmt::format("{} is '{}'; it must be true or false", field.name, text));
    }
    if (field.kind == OptionField::Kind::Choice) {
        for (std::size_t i = 0; i < field.choices.size(); ++i)
            if (field.choices[i] == text)
                return static_cast<double>(i);
        throw Error(ErrorCode::BadOption,
                    fmt::format("{} is '{}'; it must be one of {}", field.name, text, fmt::join(field.choices, ", ")));
    }
    try {
        std::size_t used = 0;
        const double value = std::stod(std::string(text), &used);
        if (used == text.size() && (field.kind == OptionField::Kind::Real || value == std::floor(value)))
            return value;
    } catch (const std::exception&) {
        // falls through to the message that names the field
    }
    throw Error(ErrorCode::BadOption,
                fmt::format("{} is '{}'; it must be a {}number from {}", field.name, text,
                            field.kind == OptionField::Kind::Integer ? "whole " : "", fieldRange(field)));
}

std::string fieldText(const OptionField& field)
{
    switch (field.kind) {
    case OptionField::Kind::Choice:
        return field.choices.at(static_cast<std::size_t>(field.value));
    case OptionField::Kind::Flag:
        return field.value != 0 ? "true" : "false";
    case OptionField::Kind::Integer:
        return fmt::format("{}", static_cast<std::int64_t>(field.value));
    case OptionField::Kind::Real:
        return fmt::format("{}", static_cast<float>(field.value));
    }
    return {};
}

} // namespace nectar
