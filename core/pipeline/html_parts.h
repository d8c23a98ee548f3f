// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace nectar {

/// Text of a page or of an attribute: nothing in it is read as a tag, and bytes that are no UTF-8 become question
/// marks.
std::string htmlText(std::string_view text);

/// "data:image/jpeg;base64,…": a picture inside of the page.
std::string jpegDataUri(std::span<const std::byte> jpeg);

/// CSS of a frame around a rectangle of a picture, in parts of its size.
std::string frameStyle(const RectF& rectangle, Size picture);
/// CSS of a square cut-out, sidePx wide, of the background picture: the rectangle in its surroundings.
std::string cutOutStyle(const RectF& rectangle, Size picture, int sidePx);

/// The page's own style sheet, light or dark as the reader's system.
std::string_view reportStyle();

} // namespace nectar
