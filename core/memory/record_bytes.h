// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nectar {

/// Flat binary writer; everything is little-endian as on the machines Nectar runs on.
struct RecordWriter {
    std::string bytes;
    template <class T>
    void value(const T& v)
    {
        bytes.append(reinterpret_cast<const char*>(&v), sizeof v);
    }
    template <class T>
    void list(std::span<const T> values)
    {
        value(static_cast<std::uint64_t>(values.size()));
        bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
};

/// Its counterpart; throws BadFormat past the end, so a damaged record can never read beyond its payload.
struct RecordReader {
    std::string_view bytes;
    std::size_t at = 0;

    const char* take(std::size_t count)
    {
        if (count > bytes.size() - at)
            throw Error(ErrorCode::BadFormat, "record too short");
        return bytes.data() + std::exchange(at, at + count);
    }
    template <class T>
    T value()
    {
        T v;
        std::memcpy(&v, take(sizeof v), sizeof v);
        return v;
    }
    template <class T>
    std::vector<T> list()
    {
        const auto count = value<std::uint64_t>();
        if (count > bytes.size() / sizeof(T))
            throw Error(ErrorCode::BadFormat, "record too short");
        std::vector<T> values(count);
        if (count > 0)
            std::memcpy(values.data(), take(count * sizeof(T)), count * sizeof(T));
        return values;
    }
};

} // namespace nectar
