// SPDX-License-Identifier: Apache-2.0
#include "app/cli/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

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

} // namespace

std::vector<std::string> verbFirst(std::vector<std::string> arguments)
{
    if (!arguments.empty() && arguments.front() == "version")
        arguments.front() = "--version";
    if (!arguments.empty() && arguments.front() == "help") {
        arguments.erase(arguments.begin());
        arguments.insert(arguments.begin() + (arguments.empty() ? 0 : 1), "--help");
    }
    return arguments;
}

std::string unknownWord(const CLI::App& program, const std::vector<std::string>& arguments)
{
    const std::vector<std::string> verbs = verbNames(program);
    if (arguments.empty())
        return fmt::format("say what to do: {}; nectar --help explains them", fmt::join(verbs, ", "));
    const std::string& first = arguments.front();
    const bool isVerb = std::find(verbs.begin(), verbs.end(), first) != verbs.end();
    if (!isVerb && !first.starts_with('-'))
        return fmt::format("there is no verb '{}'{}; nectar --help lists them", first, suggestion(first, verbs));
    const CLI::App& verb = isVerb ? *program.get_subcommand(first) : program;
    std::vector<std::string> flags, withoutValue;
    for (const CLI::Option* option : verb.get_options())
        for (const std::string& name : option->get_lnames()) {
            flags.push_back("--" + name);
            if (option->get_items_expected_max() == 0)
                withoutValue.push_back("--" + name);
        }
    for (std::size_t i = isVerb ? 1 : 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string flag = arguments[i].substr(0, arguments[i].find('='));
        if (flag.starts_with("--") && std::find(flags.begin(), flags.end(), flag) == flags.end())
            return fmt::format("there is no flag '{}'{}; nectar {}--help lists them", flag, suggestion(flag, flags),
                               isVerb ? first + " " : "");
        if (flag != arguments[i] && std::find(withoutValue.begin(), withoutValue.end(), flag) != withoutValue.end())
            return fmt::format("the flag '{}' takes no value; leave out '{}'", flag, arguments[i].substr(flag.size()));
    }
    return {};
}

std::string failureMessage(const CLI::App* program, const CLI::Error& error)
{
    std::string verb;
    for (const CLI::App* used : program->get_subcommands())
        verb = used->get_name() + " ";
    std::string what = error.what();
    if (constexpr std::string_view kParser = "Could not convert: "; what.starts_with(kParser))
        what.replace(0, kParser.size(), "a value is not understood: ");
    return fmt::format("nectar: {}\nnectar {}--help shows what is expected\n", what, verb);
}

} // namespace nectar::cli
