// SPDX-License-Identifier: Apache-2.0
#include "core/base/hash.h"

#include "core/base/error.h"

#include <xxhash.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <vector>

namespace nectar {

struct Hasher::Impl {
    XXH3_state_t* state = XXH3_createState();
    ~Impl() { XXH3_freeState(state); }
};

Hasher::Hasher() : m_impl(std::make_unique<Impl>()) { XXH3_128bits_reset(m_impl->state); }
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::addBytes(std::span<const std::byte> bytes)
{
    XXH3_128bits_update(m_impl->state, bytes.data(), bytes.size());
}

void Hasher::add(std::uint64_t value) { addBytes(std::as_bytes(std::span(&value, 1))); }

void Hasher::add(std::string_view text)
{
    add(static_cast<std::uint64_t>(text.size()));
    addBytes(std::as_bytes(std::span(text)));
}

Hash Hasher::finish() const
{
    const XXH128_hash_t hash = XXH3_128bits_digest(m_impl->state);
    return {hash.high64, hash.low64};
}

Hash hashBytes(std::span<const std::byte> bytes)
{
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

std::uint64_t checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

Hash hashFile(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw systemError(errno, "cannot read", file.string());
    Hasher hasher;
    std::vector<char> buffer(1 << 20);
    while (stream) {
        stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        hasher.addBytes(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount()))));
    }
    if (stream.bad())
        throw Error(ErrorCode::Unreadable, "cannot read: " + file.string() + ": reading failed half-way");
    return hasher.finish();
}

std::string toHex(const Hash& hash)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint64_t word : {hash.high, hash.low})
        for (int shift = 60; shift >= 0; shift -= 4)
            text += digits[(word >> shift) & 15u];
    return text;
}

Hash hashFromHex(std::string_view hex)
{
    Hash hash;
    if (hex.size() == 32) {
        const auto a = std::from_chars(hex.data(), hex.data() + 16, hash.high, 16);
        const auto b = std::from_chars(hex.data() + 16, hex.data() + 32, hash.low, 16);
        if (a.ptr == hex.data() + 16 && b.ptr == hex.data() + 32)
            return hash;
    }
    throw Error(ErrorCode::BadFormat, "not a hash of 32 hexadecimal digits: " + std::string(hex));
}

} // namespace nectar
