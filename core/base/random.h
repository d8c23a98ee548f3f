// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace nectar {

/// Reproducible random numbers (xoshiro256**). A stream is keyed by what it is for, never by a position in a list, so
/// that adding or removing one picture changes nothing for the others.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t seed);
    /// purpose ("sample", "augment"), path relative to the data set and augmentation epoch.
    static RandomStream keyed(std::uint64_t seed, std::string_view purpose, std::string_view relativePath, int epoch);

    std::uint64_t next();
    /// [0, 1), 53 bits.
    double uniform();
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// [0, count), without modulo bias.
    std::uint64_t below(std::uint64_t count);
    /// Standard normal (Box-Muller, one value per call).
    double normal();

private:
    std::array<std::uint64_t, 4> m_state;
};

} // namespace nectar
