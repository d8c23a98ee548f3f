// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace nectar {

/// Non-owning row-major view [rows, cols] of float; rows are contiguous, one after the other.
struct MatrixView {
    const float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t cols = 0;

    std::span<const float> row(std::int64_t r) const
    {
        assert(r >= 0 && r < rows);
        return {data + r * cols, static_cast<std::size_t>(cols)};
    }
    MatrixView slice(std::int64_t first, std::int64_t count) const { return {data + first * cols, count, cols}; }
};

/// Owning row-major matrix [rows, cols] of float, zero after construction.
struct Matrix {
    std::int64_t rows = 0;
    std::int64_t cols = 0;
    std::vector<float> values;

    Matrix() = default;
    Matrix(std::int64_t r, std::int64_t c) : rows(r), cols(c), values(static_cast<std::size_t>(r * c)) {}
    float* data() { return values.data(); }
    const float* data() const { return values.data(); }
    std::span<float> row(std::int64_t r) { return {values.data() + r * cols, static_cast<std::size_t>(cols)}; }
    std::span<const float> row(std::int64_t r) const { return view().row(r); }
    MatrixView view() const { return {values.data(), rows, cols}; }
    operator MatrixView() const { return view(); }
};

/// fp16 (IEEE binary16 bits) row-major view [rows, dim].
struct HalfRows {
    const std::uint16_t* data = nullptr;
    std::int64_t rows = 0;
    int dim = 0;

    std::span<const std::uint16_t> row(std::int64_t r) const
    {
        assert(r >= 0 && r < rows);
        return {data + r * dim, static_cast<std::size_t>(dim)};
    }
};

/// Keys of a bank: fp16 rows in storage order, the row id of each, and whoever keeps them alive (a mapping, a vector).
/// The result of a search names row ids, never storage positions.
struct KeyRows {
    std::shared_ptr<const void> owner;
    HalfRows rows;                         ///< [n, dim], storage order
    std::span<const std::uint32_t> rowIds; ///< [n] row id of each storage position; empty: position = row id

    std::uint32_t rowId(std::int64_t position) const
    {
        return rowIds.empty() ? static_cast<std::uint32_t>(position) : rowIds[static_cast<std::size_t>(position)];
    }
};

} // namespace nectar
