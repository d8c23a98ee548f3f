// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nectar {

/// One field of an options struct as data: the command line, the forms, JSON and range checks read this list.
struct OptionField {
    enum class Kind { Integer, Real, Choice, Flag };
    std::string name; ///< "neighbours"
    Kind kind = Kind::Integer;
    double value = 0; ///< current value; index of the choice; 0 or 1 for a flag
    double low = 0;   ///< inclusive range
    double high = 0;
    std::string help;
    std::vector<std::string> choices;
};

namespace detail {

/// Calls onField(OptionField, setter) for each visit() entry; the one place that knows C++ types.
template <class OnField>
struct OptionVisitor {
    OnField onField;

    template <class Number>
    void field(const char* name, Number& value, Number low, Number high, const char* help)
    {
        constexpr auto kind = std::is_floating_point_v<Number> ? OptionField::Kind::Real : OptionField::Kind::Integer;
        onField(
            OptionField{
                name, kind, static_cast<double>(value), static_cast<double>(low), static_cast<double>(high), help, {}},
            [&value](double number) { value = static_cast<Number>(number); });
    }
    template <class Enum>
    void choice(const char* name, Enum& value, std::span<const char* const> names, const char* help)
    {
        onField(OptionField{name,
                            OptionField::Kind::Choice,
                            static_cast<double>(value),
                            0,
                            static_cast<double>(names.size()) - 1,
                            help,
                            {names.begin(), names.end()}},
                [&value](double number) { value = static_cast<Enum>(static_cast<int>(number)); });
    }
    void flag(const char* name, bool& value, const char* help)
    {
        onField(OptionField{name, OptionField::Kind::Flag, value ? 1. : 0., 0, 1, help, {}},
                [&value](double number) { value = number != 0; });
    }
};

template <class OnField>
OptionVisitor(OnField) -> OptionVisitor<OnField>;

} // namespace detail

/// The fields of an options struct (one with a visit(Visitor&&) list) with their current values.
template <class Options>
std::vector<OptionField> optionFields(Options options)
{
    std::vector<OptionField> fields;
    options.visit(detail::OptionVisitor{[&](OptionField field, auto&&) { fields.push_back(std::move(field)); }});
    return fields;
}

/// "1 to 256".
std::string fieldRange(const OptionField& field);
/// What is wrong with one field, or "": "neighbours is 0; it must be from 1 to 256". NaN is out of every range.
std::string fieldIssue(const OptionField& field);

template <class Options>
std::vector<std::string> optionIssues(const Options& options)
{
    std::vector<std::string> issues;
    for (const OptionField& field : optionFields(options))
        if (std::string issue = fieldIssue(field); !issue.empty())
            issues.push_back(std::move(issue));
    return issues;
}

/// Throws Error(BadOption) with every issue; nothing when all is well.
void throwIfIssues(const std::vector<std::string>& issues);

/// Number that a text means for a field (the name of a choice, "true"/"false", a number). Throws BadOption naming both.
double fieldValueFromText(const OptionField& field, std::string_view text);
/// The current value as text: the name of the choice, "true"/"false", the shortest number that reads back the same.
std::string fieldText(const OptionField& field);

/// Sets one field by name from text. Throws BadOption for an unknown name, an unreadable or out-of-range value.
template <class Options>
void setOption(Options& options, std::string_view name, std::string_view text)
{
    bool found = false;
    options.visit(detail::OptionVisitor{[&](OptionField field, auto&& set) {
        if (field.name != name)
            return;
        found = true;
        field.value = fieldValueFromText(field, text);
        throwIfIssues(fieldIssue(field).empty() ? std::vector<std::string>{}
                                                : std::vector<std::string>{fieldIssue(field)});
        set(field.value);
    }});
    if (!found)
        throwIfIssues({"there is no option named " + std::string(name)});
}

} // namespace nectar
