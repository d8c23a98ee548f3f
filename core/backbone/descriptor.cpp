// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/descriptor.h"

#include "core/backbone/descriptor_cells.h"
#include "core/base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr int kPatch = 16;
constexpr const char* kVersion = "descriptor 2";

/// Mean and deviation of each cell value over streets, rooms and toy town, so that every value has a say and the cosine
/// is centred.
constexpr CellValues kMean = {0.51f,  0.037f, 0.022f, 0.052f, 0.028f, 0.029f, 0.078f, 0.058f, 0.061f,
                              0.076f, 0.058f, 0.059f, 0.098f, 0.075f, 0.078f, 0.104f, 0.078f, 0.074f};
constexpr CellValues kDeviation = {0.24f,  0.145f, 0.13f,  0.057f, 0.04f,  0.034f, 0.069f, 0.047f, 0.042f,
                                   0.055f, 0.045f, 0.041f, 0.102f, 0.077f, 0.074f, 0.093f, 0.078f, 0.073f};
/// Colour says more about the class than texture does; the twelve gradient values are much alike. These and the weights
/// below were chosen by the share of right best neighbours on toy town and CamVid.
constexpr CellValues kValueWeight = {1.5f, 1.5f, 1.5f, 1.0f, 1.0f, 1.0f, 0.7f, 0.7f, 0.7f,
                                     0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f};

/// Means over 1, 3, 7 and 13 cells: the patch, what it belongs to, where that is.
constexpr std::array kRadii = {0, 1, 3, 6};
constexpr std::array kRadiusWeight = {0.7f, 0.9f, 0.8f, 0.8f};
constexpr int kPlaceValues = 2; ///< height in the picture, and its square: the sky is above, the road below
constexpr float kPlaceWeight = 2.5f;
constexpr int kDim = kCellValues * static_cast<int>(kRadii.size()) + kPlaceValues + 1;
/// A constant last value: without it the cosine would compare directions only and call faint and strong textures alike.
constexpr float kConstant = 3.f;

/// Summed-area table of the standardised cell values: means over any square in constant time.
class CellSums {
public:
    CellSums(const std::vector<CellValues>& cells, const PatchGrid& grid) : m_cols(grid.cols), m_rows(grid.rows)
    {
        m_sums.resize(static_cast<std::size_t>(m_rows + 1) * static_cast<std::size_t>(m_cols + 1));
        const auto columns = static_cast<std::size_t>(m_cols);
        for (int r = 0; r < m_rows; ++r)
            for (int c = 0; c < m_cols; ++c)
                for (std::size_t v = 0; v < kCellValues; ++v) {
                    const CellValues& cell = cells[static_cast<std::size_t>(r) * columns + static_cast<std::size_t>(c)];
                    const float value = (cell[v] - kMean[v]) / kDeviation[v];
                    at(r + 1, c + 1)[v] = at(r, c + 1)[v] + at(r + 1, c)[v] - at(r, c)[v] +
                                          double(kValueWeight[v] * std::clamp(value, -3.f, 3.f));
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
    std::size_t place(int r, int c) const
    {
        return static_cast<std::size_t>(r) * static_cast<std::size_t>(m_cols + 1) + static_cast<std::size_t>(c);
    }
    Sum& at(int r, int c) { return m_sums[place(r, c)]; }
    const Sum& at(int r, int c) const { return m_sums[place(r, c)]; }

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

    Matrix attention(const Image&, const JobContext&) override
    {
        throw Error(ErrorCode::Unsupported, "the descriptor is no transformer and has no attention; name weights with "
                                            "--backbone, or look at its features' components or norm");
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

void requireDescriptorRequest(const BackboneRequest& request)
{
    const BackboneSpec own = descriptorSpec(); // what a bank recorded may be asked for again
    std::vector<std::string> flags;
    if (request.inputProfile != "auto")
        flags.push_back("--input-profile");
    if (request.positionProfile != "auto")
        flags.push_back("--position-profile");
    if (request.heads != own.heads)
        flags.push_back("--heads");
    if (request.layerNormEps != 0 && request.layerNormEps != own.layerNormEps)
        flags.push_back("--eps");
    if (!request.blocks.empty())
        flags.push_back("--block");
    if (request.facet != Facet::Token)
        flags.push_back("--facet");
    if (flags.empty())
        return;
    throw Error(ErrorCode::BadOption,
                fmt::format("{} {} no meaning for the descriptor; leave {} out or name weights with --backbone",
                            fmt::join(flags, " and "), flags.size() == 1 ? "has" : "have",
                            flags.size() == 1 ? "it" : "them"));
}

std::unique_ptr<Backbone> makeDescriptor() { return std::make_unique<DescriptorBackbone>(); }

} // namespace nectar
