// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/torch/vit.h"

#include "core/backbone/position_grid.h"
#include "core/backbone/torch/vit_model_torch.h"
#include "core/base/similarity.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <new>

namespace nectar {

namespace {

/// Runs fn in inference mode and turns LibTorch's exceptions into ours.
template <class Fn>
auto inTorch(const Fn& fn)
{
    try {
        const c10::InferenceMode guard;
        return fn();
    } catch (const c10::OutOfMemoryError&) {
        throw Error(ErrorCode::OutOfMemory, "the device has not enough memory for this input size; use a smaller one "
                                            "(--size where the bank is built) or --device cpu");
    } catch (const c10::Error& error) {
        const std::string what = error.what_without_backtrace();
        if (what.find("allocate memory") != std::string::npos)
            throw Error(ErrorCode::OutOfMemory,
                        "not enough memory for this input size; use a smaller one (--size where the bank is built)");
        throw Error(ErrorCode::Io, "LibTorch failed: " + what);
    } catch (const std::bad_alloc&) {
        throw Error(ErrorCode::OutOfMemory,
                    "not enough memory for this input size; use a smaller one (--size where the bank is built)");
    }
}

class VitBackbone final : public Backbone {
public:
    VitBackbone(VitFile file, DeviceChoice device)
        : m_spec(std::move(file.spec)), m_layout(file.layout), m_device(useCuda(device) ? at::kCUDA : at::kCPU),
          m_onCuda(m_device.is_cuda())
    {
        at::set_num_threads(1); // our own team divides the work: LibTorch's way of dividing would change the last bits
        inTorch([&] {
            m_model = std::make_unique<VitModel>(file.weights, m_layout, m_spec, m_device);
            const TensorInfo& positions = *file.weights.find("pos_embed");
            m_positions = Matrix(positions.shape[1], m_layout.dim);
            m_positions.values = floatValues(positions);
        });
    }

    const BackboneSpec& spec() const override { return m_spec; }

    std::vector<FeatureGrid> extract(std::span<const Image> images, const JobContext& ctx) override
    {
        std::vector<FeatureGrid> grids(images.size());
        if (images.empty())
            return grids;
        for (const Image& image : images)
            requireInput(image.size(), images.front().size());
        WorkerTeam* const workers = prepareTeam(ctx);
        const at::Tensor positions = positionsFor(gridOf(images.front().size()));
        std::size_t next = 0;
        // As many pictures at once as there are threads, each on one thread; the rest one after the other on all
        // threads.
        const std::size_t atOnce = workers ? static_cast<std::size_t>(workers->size()) : 1;
        for (; workers && images.size() - next >= atOnce; next += atOnce) {
            ctx.checkStop();
            workers->run(static_cast<std::int64_t>(atOnce), [&](std::int64_t i) {
                const std::size_t image = next + static_cast<std::size_t>(i);
                grids[image] = encode(normalised(images[image]), images[image].size(), positions, nullptr, ctx);
            });
        }
        for (; next < images.size(); ++next) {
            ctx.checkStop();
            grids[next] = encode(normalised(images[next]), images[next].size(), positions, workers, ctx);
        }
        return grids;
    }

    FeatureGrid extractNormalised(std::span<const float> input, Size size, const JobContext& ctx) override
    {
        requireInput(size, size);
        if (input.size() != 3 * size.area())
            throw Error(ErrorCode::BadOption, "the input tensor has the wrong number of values");
        WorkerTeam* const workers = prepareTeam(ctx);
        return encode({input.begin(), input.end()}, size, positionsFor(gridOf(size)), workers, ctx);
    }

    Matrix attention(const Image& image, const JobContext& ctx) override
    {
        requireInput(image.size(), image.size());
        WorkerTeam* const workers = prepareTeam(ctx);
        const PatchGrid grid = gridOf(image.size());
        const at::Tensor positions = positionsFor(grid);
        std::vector<float> input = normalised(image);
        return inTorch([&] {
            const at::Tensor found =
                m_model->attention(onDevice(input, image.size()), positions, grid, workers, ctx).cpu().contiguous();
            Matrix result(found.size(0), found.size(1)); // [heads, patches]
            std::copy_n(found.const_data_ptr<float>(), result.values.size(), result.values.begin());
            requireNumbers(result, "attention is");
            return result;
        });
    }

private:
    PatchGrid gridOf(Size size) const
    {
        return {size.height / m_layout.patchSize, size.width / m_layout.patchSize, m_layout.patchSize};
    }

    void requireInput(Size size, Size first) const
    {
        if (size.width < m_layout.patchSize || size.height < m_layout.patchSize ||
            size.width % m_layout.patchSize != 0 || size.height % m_layout.patchSize != 0 || size != first)
            throw Error(ErrorCode::BadOption, "the network input is " + std::to_string(size.width) + "x" +
                                                  std::to_string(size.height) + "; both sides must be multiples of " +
                                                  std::to_string(m_layout.patchSize) + " and alike in a batch");
    }

    /// Threads that follow the configured count; none on a GPU, which needs no dividing.
    WorkerTeam* prepareTeam(const JobContext& ctx)
    {
        ctx.checkStop();
        at::set_num_threads(1);
        if (m_onCuda || threadCount() < 2)
            m_team.reset();
        else if (!m_team || m_team->size() != threadCount())
            m_team = std::make_unique<WorkerTeam>(threadCount(), [] {
                at::set_num_threads(1);
                thread_local const c10::InferenceMode guard; // a mode of the thread, for as long as it lives
            });
        return m_team.get();
    }

    /// Class row and resampled grid [1 + rows · cols, dim], kept for the sizes in use.
    at::Tensor positionsFor(const PatchGrid& grid)
    {
        const std::pair key{grid.rows, grid.cols};
        if (const auto found = m_positionCache.find(key); found != m_positionCache.end())
            return found->second;
        constexpr std::size_t kMostSizes = 16;
        if (m_positionCache.size() >= kMostSizes)
            m_positionCache.clear();
        Matrix resampled = resamplePositions(m_positions.view().slice(1, m_positions.rows - 1), m_layout.positionSide,
                                             grid.rows, grid.cols, m_spec.position);
        return m_positionCache[key] = inTorch([&] {
                   at::Tensor all = at::empty({1 + grid.count(), m_layout.dim}, at::kFloat);
                   all.narrow(0, 0, 1).copy_(at::from_blob(m_positions.data(), {1, m_layout.dim}, at::kFloat));
                   all.narrow(0, 1, grid.count())
                       .copy_(at::from_blob(resampled.data(), {grid.count(), m_layout.dim}, at::kFloat));
                   return all.to(m_device);
               });
    }

    /// [3, height, width] with mean and std of the profile.
    std::vector<float> normalised(const Image& image) const
    {
        const std::size_t pixels = image.size().area();
        std::vector<float> values(3 * pixels);
        for (std::size_t c = 0; c < 3; ++c) {
            const float mean = m_spec.input.mean[c];
            const float deviation = m_spec.input.std[c];
            for (std::size_t i = 0; i < pixels; ++i)
                values[c * pixels + i] = (float(image.rgb[3 * i + c]) / 255.f - mean) / deviation;
        }
        return values;
    }

    at::Tensor onDevice(std::vector<float>& input, Size size) const
    {
        return at::from_blob(input.data(), {3, size.height, size.width}, at::kFloat).to(m_device);
    }

    void requireNumbers(const Matrix& found, const std::string& what) const
    {
        if (!std::ranges::all_of(found.values, [](float value) { return std::isfinite(value); }))
            throw Error(ErrorCode::BadFormat, "the backbone's " + what +
                                                  " not numbers (NaN or infinite): " + m_spec.file +
                                                  ": its mean and std or its weights do not fit; try another "
                                                  "--input-profile or fetch the file again");
    }

    std::size_t width() const { return static_cast<std::size_t>(m_layout.dim); }

    /// What the i-th block that is read says of a patch.
    std::span<float> part(Matrix& features, std::int64_t row, std::size_t i) const
    {
        return features.row(row).subspan(i * width(), width());
    }

    FeatureGrid encode(std::vector<float> input, Size size, const at::Tensor& positions, WorkerTeam* team,
                       const JobContext& ctx) const
    {
        return inTorch([&] {
            const PatchGrid grid = gridOf(size);
            const std::vector<at::Tensor> blocks = m_model->forward(onDevice(input, size), positions, grid, team, ctx);
            FeatureGrid result{grid, Matrix(grid.count(), m_spec.dim)};
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                const at::Tensor features = blocks[i].to(at::kCPU).contiguous(); // [patches, width]
                for (std::int64_t row = 0; row < grid.count(); ++row)
                    std::ranges::copy(std::span(features.const_data_ptr<float>() + row * m_layout.dim, width()),
                                      part(result.features, row, i).begin());
            }
            requireNumbers(result.features, "features are");
            for (std::int64_t row = 0; blocks.size() > 1 && row < grid.count(); ++row)
                for (std::size_t i = 0; i < blocks.size(); ++i)
                    normaliseRow(part(result.features, row, i)); // so that each block counts alike (method.md 2)
            return result;
        });
    }

    BackboneSpec m_spec;
    VitLayout m_layout;
    at::Device m_device;
    bool m_onCuda;
    std::unique_ptr<VitModel> m_model;
    Matrix m_positions; ///< [1 + side · side, dim] as stored
    std::map<std::pair<int, int>, at::Tensor> m_positionCache;
    std::unique_ptr<WorkerTeam> m_team;
};

void requireFinite(const VitFile& file)
{
    for (const auto& [name, tensor] : file.weights.tensors)
        if (!isFinite(*tensor))
            throw Error(ErrorCode::BadFormat, "cannot use the weights: " + file.spec.file + ": tensor " + tensor->name +
                                                  " holds values that are not numbers (NaN or infinite): the file is "
                                                  "damaged or comes from a training that failed; fetch it again");
}

} // namespace

std::unique_ptr<Backbone> makeVit(VitFile file, DeviceChoice device, const JobContext& ctx)
{
    ctx.step(0, 1, "loading weights");
    requireFinite(file);
    file.spec.weightsHash = file.archive.contentHash();
    auto backbone = std::make_unique<VitBackbone>(std::move(file), device);
    ctx.step(1, 1, "loading weights");
    return backbone;
}

} // namespace nectar
