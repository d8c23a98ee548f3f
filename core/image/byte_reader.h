// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace nectar {

enum class ByteOrder { Little, Big };

/// Numbers at offsets of a file header; zero beyond its end, so that a hostile offset is never followed.
class ByteReader {
public:
    ByteReader(std::span<const std::byte> bytes, ByteOrder order) : m_bytes(bytes), m_order(order) {}

    bool has(std::size_t offset, std::size_t count) const
    {
        return offset <= m_bytes.size() && count <= m_bytes.size() - offset;
    }
    bool textAt(std::size_t offset, std::string_view text) const
    {
        return has(offset, text.size()) && std::memcmp(m_bytes.data() + offset, text.data(), text.size()) == 0;
    }
    std::uint32_t u8(std::size_t offset) const { return number(offset, 1); }
    std::uint32_t u16(std::size_t offset) const { return number(offset, 2); }
    std::uint32_t u24(std::size_t offset) const { return number(offset, 3); }
    std::uint32_t u32(std::size_t offset) const { return number(offset, 4); }

private:
    std::uint32_t number(std::size_t offset, std::size_t count) const
    {
        if (!has(offset, count))
            return 0;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = (value << 8) |
                    std::to_integer<std::uint32_t>(m_bytes[offset + (m_order == ByteOrder::Big ? i : count - 1 - i)]);
        return value;
    }

    std::span<const std::byte> m_bytes;
    ByteOrder m_order;
};

} // namespace nectar
