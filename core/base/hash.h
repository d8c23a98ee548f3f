// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace nectar {

/// 128-bit XXH3 hash: identity of contents, not a signature.
struct Hash {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend auto operator<=>(const Hash&, const Hash&) = default;
};

/// 32 lower-case hexadecimal digits, and back (throws BadFormat).
std::string toHex(const Hash& hash);
Hash hashFromHex(std::string_view hex);

/// Hash of a sequence of values. add(text) includes the length, so ("ab","c") differs from ("a","bc").
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    void addBytes(std::span<const std::byte> bytes);
    void add(std::uint64_t value);
    void add(std::string_view text);
    Hash finish() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

Hash hashBytes(std::span<const std::byte> bytes);
/// 64-bit XXH3 for block checksums.
std::uint64_t checksum(std::span<const std::byte> bytes);
/// Hash of a file's contents. Errors: NotFound, Unreadable.
Hash hashFile(const std::filesystem::path& file);

} // namespace nectar
