// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/descriptor.h"

#include "core/backbone/descriptor_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kPatch = 16;
constexpr const char* kVersion = "descriptor 1";

/// Mean and deviation of each cell value over street scenes, so that every value has a say and the cosine is centred.
constexpr CellValues kMean = {0.42f, 0.02f, 0.03f, 0.08f, 0.05f, 0.06f, 0.16f, 0.12f, 0.12f,
                              0.18f, 0.12f, 0.12f, 0.22f, 0.16f, 0.16f, 0.24f, 0.16f, 0.16f};
constexpr CellValues kDeviation = {0.24f, 0.16f, 0.26f, 0.06f, 0.05f, 0.06f, 0.10f, 0.08f, 0.08f,
                                   0.11f, 0.08f, 0.08f, 0.14f, 0.10f, 0.10f, 0.15f, 0.10f, 0.10f};

/// Means over 1, 3 and 7 cells: the patch, what it belongs to, where that is.
constexpr std::array kRadii = {0, 1, 3};
constexpr std::array kRadiusWeight = {1.0f, 0.9f, 0.7f};
constexpr int kPlaceValues = 2; ///< height in the picture, and its square: the sky is above, the road below
constexpr float kPlaceWeight = 1.6f;
constexpr int kDim = kCellValues * static_cast<int>(kRadii.size()) + kPlaceValues + 1;
/// A constant last value: without it the cosine would compare directions only and call faint and strong textures alike.
constexpr float kConstant = 5.f;

/// Summed-area table of the standardised cell values: means over any square in constant time.
class CellSums {
public:
    CellSums(const std::vector<CellValues>& cells, const PatchGrid& grid) : m_cols(grid.cols), m_rows(grid.rows)
    {
        m_sums.resize(static_cast<std::size_t>((m_rows + 1) * (m_cols + 1)));
        for (int r = 0; r < m_rows; ++r)
            for (int c = 0; c < m_cols; ++c)
                for (std::size_t v = 0; v < kCellValues; ++v) {
                    const float value = (cells[static_cast<std::size_t>(r * m_cols + c)][v] - kMean[v]) / kDeviation[v];
                    at(r + 1, c + 1)[v] =
                        at(r, c + 1)[v] + at(r + 1, c)[v] - at(r, c)[v] + double(std::clamp(value, -3.f, 3.f));
                }
    }
    void mean(int row, int col, int radius, std::span<float> out) const
    {
        const int r0 = std::max(row - radius, 0);
        const int c0 = std::max(col - radius, 0);
        const int r1 = std::min(row + radius + 1, m_rows);
        const int c1 = std::min(col + radius + 1, m_cols);
        const double count = double(r1 - r0) * double(c1 - c0);
        for (std::size_t v = 0; v < kCellValues; ++v)
            out[v] = static_cast<float>((at(r1, c1)[v] - at(r0, c1)[v] - at(r1, c0)[v] + at(r0, c0)[v]) / count);
    }

private:
    using Sum = std::array<double, kCellValues>;
    Sum& at(int r, int c) { return m_sums[static_cast<std::size_t>(r * (m_cols + 1) + c)]; }
    const Sum& at(int r, int c) const { return m_sums[static_cast<std::size_t>(r * (m_cols + 1) + c)]; }

    int m_cols, m_rows;
    std::vector<Sum> m_sums;
};

class DescriptorBackbone final : public Backbone {
public:
    const BackboneSpec& spec() const override { return m_spec; }

    std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx) override
    {
        std::vector<FeatureGrid> grids;
        for (const Image& image : images) {
            ctx.checkStop();
            if (image.empty() || image.width % kPatch != 0 || image.height % kPatch != 0)
                throw Error(ErrorCode::BadOption, fmt::format("the input is {}x{}; both sides must be multiples of {}",
                                                              image.width, image.height, kPatch));
            grids.push_back(describe(image));
        }
        return grids;
    }

    FeatureGrid extractNormalised(std::span<const float>, Size, const JobContext&) override
    {
        throw Error(ErrorCode::Unsupported, "the descriptor reads pictures, not normalised tensors; use --image");
    }

private:
    static FeatureGrid describe(const Image& image)
    {
        FeatureGrid result{{image.height / kPatch, image.width / kPatch, kPatch}, {}};
        const PatchGrid& grid = result.grid;
        const CellSums sums(describeCells(image, grid), grid);
        result.features = Matrix(grid.count(), kDim);
        for (int row = 0; row < grid.rows; ++row)
            for (int col = 0; col < grid.cols; ++col) {
                const std::span<float> out = result.features.row(row * grid.cols + col);
                for (std::size_t k = 0; k < kRadii.size(); ++k) {
                    const std::span<float> part = out.subspan(k * kCellValues, kCellValues);
                    sums.mean(row, col, kRadii[k], part);
                    for (float& value : part)
                        value *= kRadiusWeight[k];
                }
                const float height = (float(row) + 0.5f) / float(grid.rows) * 2 - 1; // -1 at the top, 1 at the bottom
                out[kDim - 3] = kPlaceWeight * height;
                out[kDim - 2] = kPlaceWeight * height * std::abs(height);
                out[kDim - 1] = kConstant;
            }
        return result;
    }

    BackboneSpec m_spec = descriptorSpec();
};

} // namespace

BackboneSpec descriptorSpec()
{
    BackboneSpec spec;
    spec.kind = "descriptor";
    spec.name = "Descriptor (built in, no weights)";
    spec.file = "descriptor";
    spec.weightsHash = kVersion;
    spec.source = "Nectar";
    spec.licence = "Apache-2.0";
    spec.patchSize = kPatch;
    spec.dim = kDim;
    return spec;
}

std::unique_ptr<Backbone> makeDescriptor() { return std::make_unique<DescriptorBackbone>(); }

} // namespace nectar
