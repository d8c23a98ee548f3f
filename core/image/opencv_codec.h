// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"
#include "core/image/picture_header.h"

namespace nectar {

/// A BMP, TIFF or WebP as RGB, as stored. file: for error texts. Errors: BadFormat, Unsupported (float TIFF,
/// animation).
Image decodeWithOpenCv(std::span<const std::byte> bytes, PictureKind kind, const std::string& file);

} // namespace nectar
