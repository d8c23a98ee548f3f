// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/picture_wish.h"

#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/shown_picture.h"

namespace nectar {

std::vector<int> firstKept(const ShownPicture& shown, const PictureWish& wish)
{
    const PatchGrid& grid = shown.image->grid;
    if (wish.isReturn || !wish.kept.empty())
        return wish.kept.empty() || wish.kept.back() < grid.count() ? wish.kept : std::vector<int>{};
    const auto patch = patchFromImage(grid, shown.image->photo.size(), static_cast<float>(wish.point.x()),
                                      static_cast<float>(wish.point.y()));
    const int first = patch ? patchNumber(grid, *patch) : tellingPatch(*shown.image, *shown.prediction);
    return first < 0 ? std::vector<int>{} : std::vector{first};
}

} // namespace nectar
