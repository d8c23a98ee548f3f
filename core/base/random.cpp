// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include "core/base/hash.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace nectar {

namespace {

std::uint64_t splitMix(std::uint64_t& state)
{
    std::uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

} // namespace

RandomStream::RandomStream(std::uint64_t seed)
{
    for (auto& word : m_state)
        word = splitMix(seed);
}

RandomStream RandomStream::keyed(std::uint64_t seed, std::string_view purpose, std::string_view relativePath, int epoch)
{
    Hasher hasher;
    hasher.add(seed);
    hasher.add(purpose);
    hasher.add(relativePath);
    hasher.add(static_cast<std::uint64_t>(epoch));
    return RandomStream(hasher.finish().low);
}

std::uint64_t RandomStream::next()
{
    auto& s = m_state;
    const std::uint64_t result = std::rotl(s[1] * 5, 7) * 9;
    const std::uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = std::rotl(s[3], 45);
    return result;
}

double RandomStream::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::uint64_t RandomStream::below(std::uint64_t count)
{
    const std::uint64_t limit = count * (UINT64_MAX / count);
    std::uint64_t value = next();
    while (value >= limit)
        value = next();
    return value % count;
}

double RandomStream::normal()
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace nectar
