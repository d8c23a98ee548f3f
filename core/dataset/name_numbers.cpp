// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/name_numbers.h"

#include "core/dataset/file_listing.h"

#include <algorithm>
#include <map>

namespace nectar {

namespace {

struct NameNumbers {
    std::string inOrder; ///< "folder/#12"; empty for a name without a digit
    std::string sorted;  ///< the same for cam1_2 and cam2_1, which numbers alone do not tell apart
};

NameNumbers numbersOf(const std::string& relativePath)
{
    const std::size_t name = relativePath.rfind('/') + 1; // npos + 1 is 0
    std::vector<std::string> numbers;
    bool within = false;
    for (const char c : stemOf(relativePath.substr(name), {})) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !within)
            numbers.emplace_back();
        if (digit && !(c == '0' && numbers.back().empty())) // 012 is 12
            numbers.back() += c;
        within = digit;
    }
    const auto text = [&] {
        std::string joined = relativePath.substr(0, name);
        for (const std::string& number : numbers)
            joined += '#' + number;
        return joined;
    };
    if (numbers.empty())
        return {};
    NameNumbers result{text(), {}};
    std::ranges::sort(numbers);
    result.sorted = text();
    return result;
}

} // namespace

std::unordered_map<std::string, std::size_t> uniqueNumbers(const std::vector<std::string>& names)
{
    std::map<std::string, std::vector<std::size_t>> sorted;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (const NameNumbers numbers = numbersOf(names[i]); !numbers.sorted.empty())
            sorted[numbers.sorted].push_back(i);
    std::unordered_map<std::string, std::size_t> unique;
    for (const auto& [numbers, users] : sorted)
        if (users.size() == 1)
            unique.emplace(numbersOf(names[users.front()]).inOrder, users.front());
    return unique;
}

} // namespace nectar
