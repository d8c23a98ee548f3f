// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_warnings.h"

#include <fmt/format.h>

#include <algorithm>

namespace nectar {

std::vector<std::int64_t> rowsPerClass(const MemoryBank& bank)
{
    std::vector<std::int64_t> rows(static_cast<std::size_t>(bank.classes().count()));
    if (const auto labels = bank.labels())
        for (const ClassCount& entry : labels->entries)
            ++rows.at(entry.classIndex);
    return rows;
}

namespace {

bool hasAnyDepth(const MemoryBank& bank)
{
    const auto depths = bank.depths();
    return depths && std::ranges::any_of(depths->validCounts, [](auto count) { return count > 0; });
}

} // namespace

void warnAboutResult(const MemoryBank& bank, std::int64_t images, BuildReport& report)
{
    if (bank.has(Task::Depth) && !hasAnyDepth(bank))
        report.warnings.push_back("no patch of the bank has a depth: whatever it reads stays unknown; check the depth "
                                  "files and the recipe's depth scale and limits");
    if (std::int64_t(report.skipped.size()) * 20 > images)
        report.warnings.push_back(fmt::format("{} of {} pictures were skipped", report.skipped.size(), images));
    if (!bank.has(Task::Segmentation))
        return;
    if (std::ranges::all_of(report.rowsPerClass, [](std::int64_t rows) { return rows == 0; })) {
        report.warnings.push_back("no patch of the bank has a label: whatever it reads stays unknown; check the masks "
                                  "and the recipe's class ids");
        return;
    }
    std::string missing;
    for (std::size_t c = 0; c < report.rowsPerClass.size(); ++c)
        if (report.rowsPerClass[c] == 0)
            missing += (missing.empty() ? "" : ", ") + bank.classes().classes[c].name;
    if (!missing.empty())
        report.warnings.push_back("no patch of the bank shows: " + missing);
}

} // namespace nectar
