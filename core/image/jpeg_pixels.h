// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/image.h"

#include <cstddef>
#include <span>
#include <string>

namespace nectar {

/// The picture of a JPEG file as stored, grey and CMYK turned into RGB. Decoders go on where the data is damaged and
/// only warn; here that is an error. size: from the markers; file: for error texts. Errors: BadFormat, Unsupported,
/// OutOfMemory.
Image decodeJpegPixels(std::span<const std::byte> bytes, Size size, const std::string& file);

} // namespace nectar
