// SPDX-License-Identifier: Apache-2.0
#include "app/cli/spelling.h"

#include "core/base/short_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <span>
#include <tuple>

namespace nectar::cli {

namespace {

/// Letters to insert, delete, replace or swap with their neighbour to get from a to b.
std::size_t editDistance(const std::string& a, const std::string& b)
{
    std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::exchange(last, row);
    }
    return last.back();
}

std::string nearest(const std::string& word, const std::vector<std::string>& known)
{
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : known)
        if (const std::size_t distance = editDistance(word, candidate); distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    return best;
}

std::vector<std::string> verbNames(const CLI::App& program)
{
    std::vector<std::string> names;
    for (const CLI::App* verb : program.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(verb->get_name());
    return names;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known)
{
    const std::string near = nearest(word, known);
    return near.empty() ? "" : fmt::format(" (did you mean {}?)", near);
}

bool contains(const std::vector<std::string>& words, const std::string& word)
{
    return std::ranges::find(words, word) != words.end();
}

/// What is wrong with a flag of a verb, or of the program itself.
std::string unknownFlag(const CLI::App& verb, std::span<const std::string> arguments, const std::string& helpOf)
{
    std::vector<std::string> flags, letters, withoutValue;
    for (const CLI::Option* option : verb.get_options()) {
        for (const std::string& letter : option->get_snames())
            letters.push_back("-" + letter);
        for (const std::string& name : option->get_lnames()) {
            flags.push_back("--" + name);
            if (option->get_items_expected_max() == 0)
                withoutValue.push_back("--" + name);
        }
    }
    for (const std::string& argument : arguments) {
        if (argument == "--")
            break;
        const std::string flag = argument.substr(0, argument.find('='));
        const bool isFlag = flag.size() > 1 && flag[0] == '-' && flag[1] != '.' &&
                            !std::isdigit(static_cast<unsigned char>(flag[1])); // not -1 and -.5
        if (isFlag && !contains(flags, flag) && !contains(letters, flag))
            return fmt::format("there is no flag '{}'{}; nectar {}--help lists them", shortText(flag),
                               suggestion(flag, flags), helpOf);
        if (flag != argument && contains(withoutValue, flag))
            return fmt::format("the flag '{}' takes no value; leave out '{}'", flag,
                               shortText(argument.substr(flag.size())));
    }
    return {};
}

// The parser's own sentences, and what they mean to somebody who gave a flag.

/// "N (processor threads to use)".
std::string expectedValue(const CLI::Option& option)
{
    const std::string type = option.get_type_name();
    const char* number = type.find("INT") != std::string::npos     ? "a whole number"
                         : type.find("FLOAT") != std::string::npos ? "a number"
                                                                   : nullptr;
    return fmt::format("{} ({})", number ? number : type.substr(0, type.find(':')), option.get_description());
}

/// "Value 9 not in range 0 to 4", "x not in {a,b}", or a sentence of ours.
std::string invalidValue(const std::string& flag, const CLI::Option& option, const std::string& why)
{
    constexpr std::string_view kValue = "Value ", kRange = " not in range ", kSet = " not in {";
    if (const std::size_t at = why.rfind(kRange); at != std::string::npos && why.starts_with(kValue))
        return fmt::format(
            "{} is '{}'; it must be a {}number from {}", flag, shortText(why.substr(kValue.size(), at - kValue.size())),
            option.get_type_name().find("INT") != std::string::npos ? "whole " : "", why.substr(at + kRange.size()));
    if (const std::size_t at = why.rfind(kSet); at != std::string::npos && why.ends_with('}')) {
        const std::string choices = why.substr(at + kSet.size(), why.size() - at - kSet.size() - 1);
        return fmt::format("{} is '{}'; it must be one of {}", flag, shortText(why.substr(0, at)),
                           fmt::join(CLI::detail::split(choices, ','), ", "));
    }
    std::string ours = flag + ": " + why;
    for (const std::string& value : option.results())
        if (const std::size_t at = ours.find(value); shortText(value) != value && at != std::string::npos)
            ours.replace(at, value.size(), shortText(value));
    return ours;
}

std::string inOurWords(const CLI::App& verb, const CLI::Error& error)
{
    const std::string text = error.what();
    const std::string kind = error.get_name();
    const std::size_t colon = text.find(": ");
    if (text.starts_with("The following argument") && colon != std::string::npos)
        return fmt::format("'{}' has no place here; leave it out, or write a name with blanks in quotes",
                           shortText(text.substr(colon + 2)));
    for (const auto& [type, middle, meaning] :
         {std::tuple{"ExcludesError", " excludes ", "{} and {} do not go together; leave one out"},
          std::tuple{"RequiresError", " requires ", "{} needs {} as well; give both"}})
        if (const std::size_t at = text.find(middle); kind == type && at != std::string::npos)
            return fmt::format(fmt::runtime(meaning), text.substr(0, at),
                               text.substr(at + std::string_view(middle).size()));
    const bool isConversion = kind == "ConversionError" && text.starts_with("Could not convert: ");
    const std::string flag = isConversion              ? text.substr(colon + 2, text.find(" = ") - colon - 2)
                             : kind == "RequiredError" ? text.substr(0, text.find(" is required"))
                                                       : text.substr(0, colon);
    const CLI::Option* option = verb.get_option_no_throw(flag);
    if (!option)
        return text;
    const std::string given = shortText(fmt::format("{}", fmt::join(option->results(), ", ")));
    if (kind == "RequiredError")
        return fmt::format("{} is missing; give {}", flag, expectedValue(*option));
    if (isConversion)
        return fmt::format("{} is '{}'; it must be {}", flag, given, expectedValue(*option));
    if (kind == "ArgumentMismatch" && text.find("At Most 1 ") != std::string::npos)
        return fmt::format("{} is given more than once ({}); give it once", flag, given);
    if (kind == "ArgumentMismatch")
        return fmt::format("{} has no value; write one after it: {}", flag, expectedValue(*option));
    return kind == "ValidationError" ? invalidValue(flag, *option, text.substr(colon + 2)) : text;
}

} // namespace

std::vector<std::string> verbFirst(std::vector<std::string> arguments)
{
    if (!arguments.empty() && arguments.front() == "version")
        arguments.front() = "--version";
    if (!arguments.empty() && arguments.front() == "help") {
        arguments.erase(arguments.begin());
        if (!arguments.empty() && (arguments.front() == "help" || arguments.front() == "version"))
            arguments.clear(); // of these two the program's help says all
        arguments.insert(arguments.begin() + (arguments.empty() ? 0 : 1), "--help");
    }
    return arguments;
}

std::string unknownWord(const CLI::App& program, const std::vector<std::string>& arguments)
{
    const std::vector<std::string> verbs = verbNames(program);
    std::vector<std::string> words = verbs;
    words.insert(words.end(), {"help", "version"});
    if (arguments.empty() || arguments.front() == "--")
        return fmt::format("say what to do{}: {}; nectar --help explains them", arguments.empty() ? "" : " before '--'",
                           fmt::join(verbs, ", "));
    const std::string& first = arguments.front();
    const std::size_t most = first == "version" ? 1 : first == "help" ? 2 : arguments.size();
    if (arguments.size() > most)
        return fmt::format("'{}' has no place after 'nectar {}'; leave it out", shortText(arguments[most]),
                           fmt::join(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(most), " "));
    const std::string& word = first == "help" ? arguments.back() : first;
    if (!word.starts_with('-') && !contains(words, word))
        return fmt::format("there is no verb '{}'{}; nectar --help lists them", shortText(word),
                           suggestion(word, words));
    if (first == "help" || first == "version")
        return {};
    const bool isVerb = contains(verbs, first);
    return isVerb ? unknownFlag(*program.get_subcommand(first), std::span(arguments).subspan(1), first + " ")
                  : unknownFlag(program, arguments, "");
}

void refuseEmptyValues(const CLI::App& program)
{
    for (const CLI::App* verb : program.get_subcommands())
        for (const CLI::Option* option : verb->get_options())
            for (const std::string& value : option->results())
                if (value.empty())
                    throw CLI::ValidationError(option->get_name(), "the value is empty; write one, or leave it out (a "
                                                                   "variable of the shell may be unset)");
}

std::string failureMessage(const CLI::App* program, const CLI::Error& error)
{
    const CLI::App* verb = program;
    std::string name;
    for (const CLI::App* each : program->get_subcommands()) {
        verb = each;
        name = each->get_name() + " ";
    }
    return fmt::format("nectar: {}\nnectar {}--help shows what is expected\n", inOurWords(*verb, error), name);
}

} // namespace nectar::cli
