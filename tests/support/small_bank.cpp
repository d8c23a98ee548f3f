// SPDX-License-Identifier: Apache-2.0
#include "tests/support/small_bank.h"

namespace nectar {

LabelMap labelMapFromText(std::string_view text, int width)
{
    LabelMap labels(width, static_cast<int>(text.size()) / width);
    for (std::size_t i = 0; i < text.size(); ++i)
        labels.ids[i] = text[i] == '.' ? kVoid : static_cast<std::uint16_t>(text[i] - '0');
    return labels;
}

BankInfo smallBankInfo(int classes, int dim, std::vector<Task> tasks)
{
    BankInfo info;
    info.dim = dim;
    info.patchSize = 2;
    info.options.width = info.options.height = 4;
    info.options.tasks = std::move(tasks);
    info.backboneJson = "{}";
    info.backboneIdentity = "test";
    for (int c = 0; c < classes; ++c)
        info.classes.classes.push_back({c, "class " + std::to_string(c), {}});
    return info;
}

BankRows labelledRows(std::uint32_t image, const Matrix& keys, const std::vector<std::string>& patches)
{
    BankRows rows;
    rows.image = image;
    rows.keys = keys;
    rows.labels.emplace();
    rows.labels->patchPixels = 4;
    for (std::size_t i = 0; i < patches.size(); ++i) {
        const LabelTargets one = makeLabelTargets(labelMapFromText(patches[i], 2), PatchGrid{1, 1, 2});
        rows.labels->entries.insert(rows.labels->entries.end(), one.entries.begin(), one.entries.end());
        rows.labels->offsets.push_back(static_cast<std::uint32_t>(rows.labels->entries.size()));
        rows.patches.push_back(static_cast<int>(i));
        rows.rectangles.push_back({float(i), 0, 2, 2});
    }
    rows.originalSize = {8, 8};
    rows.contentHash = {1, image};
    rows.jpeg = {std::byte{1}, std::byte{2}, static_cast<std::byte>(image)};
    return rows;
}

} // namespace nectar
