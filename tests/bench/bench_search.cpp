// SPDX-License-Identifier: Apache-2.0
// bench_search [BANK QUERIES.npy]: exact search of 1,024 queries against torch mm + topk with preallocated results, in
// one process, A B A B, medians of 7. Without arguments: clustered unit vectors, 375,808 x 192. Prints ratios.
#include "core/base/half.h"
#include "core/base/npy.h"
#include "core/base/parallel.h"
#include "core/base/program_start.h"
#include "core/base/random.h"
#include "core/base/similarity.h"
#include "core/memory/bank_file.h"
#include "core/search/neighbour_index.h"
#include "core/search/scan_kernel.h"
#include "tests/bench/torch_search.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace nectar;

namespace {

constexpr int kRepeats = 7;

struct Times {
    std::vector<double> seconds;
    double median()
    {
        std::sort(seconds.begin(), seconds.end());
        return seconds[seconds.size() / 2];
    }
};

template <class Fn>
void timed(Times& times, const Fn& fn)
{
    const auto start = std::chrono::steady_clock::now();
    fn();
    times.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

/// Unit vectors around 400 centres: neighbours are near, as patches are.
Matrix clustered(std::int64_t rows, std::int64_t dim, std::uint64_t seed)
{
    RandomStream centreRandom(99);
    Matrix centres(400, dim);
    for (float& value : centres.values)
        value = static_cast<float>(centreRandom.normal());
    RandomStream random(seed);
    Matrix result(rows, dim);
    for (std::int64_t r = 0; r < rows; ++r) {
        const auto centre = centres.row(static_cast<std::int64_t>(random.below(400)));
        for (std::size_t d = 0; d < centre.size(); ++d)
            result.row(r)[d] = centre[d] + 0.8f * static_cast<float>(random.normal());
        normaliseRow(result.row(r));
    }
    return result;
}

/// The scoring tile alone, with thresholds that nothing reaches: its rate beside mm's.
double tileSeconds(MatrixView queries, const Matrix& rows)
{
    const ScanKernel& kernel = scanKernel();
    const std::int64_t groups = queries.rows / kernel.lanes;
    std::vector<float> packed(static_cast<std::size_t>(groups * kernel.lanes * queries.cols));
    for (std::int64_t q = 0; q < groups * kernel.lanes; ++q)
        for (std::int64_t d = 0; d < queries.cols; ++d)
            packed[static_cast<std::size_t>((q / kernel.lanes * queries.cols + d) * kernel.lanes + q % kernel.lanes)] =
                queries.row(q)[static_cast<std::size_t>(d)];
    const std::vector<float> thresholds(static_cast<std::size_t>(kernel.lanes), 2.f);
    constexpr std::int64_t kBlock = 120;
    const auto start = std::chrono::steady_clock::now();
    parallelFor(rows.rows / kBlock, 32, {}, [&](std::int64_t first, std::int64_t last) {
        std::vector<ScanHit> hits(static_cast<std::size_t>(kBlock * kernel.lanes));
        for (std::int64_t b = first; b < last; ++b)
            for (std::int64_t g = 0; g < groups; ++g)
                kernel.scan(rows.data() + b * kBlock * rows.cols, kBlock, static_cast<int>(rows.cols),
                            packed.data() + g * kernel.lanes * queries.cols, thresholds.data(), hits.data());
    });
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv)
{
    ensurePassiveOpenMp(argv);
    configureThreads(2);
    std::shared_ptr<const MemoryBank> bank;
    std::vector<std::uint16_t> halves;
    std::shared_ptr<const KeyRows> keys;
    Matrix queries, rows;
    if (argc == 3) {
        bank = openBank(argv[1], Verify::Tables, {});
        keys = bank->keys();
        NpyArray array = readNpy(argv[2]);
        queries.cols = array.shape.back();
        queries.rows = std::min<std::int64_t>(1024, static_cast<std::int64_t>(array.values.size()) / queries.cols);
        array.values.resize(static_cast<std::size_t>(queries.rows * queries.cols));
        queries.values = std::move(array.values);
        for (std::int64_t q = 0; q < queries.rows; ++q)
            normaliseRow(queries.row(q));
        rows = Matrix(keys->rows.rows, keys->rows.dim);
        floatsFromHalves({keys->rows.data, rows.values.size()}, rows.values);
    } else {
        rows = clustered(375'808, 192, 1);
        queries = clustered(1024, 192, 2);
        halves.resize(rows.values.size());
        halvesFromFloats(rows.values, halves);
        keys = std::make_shared<const KeyRows>(KeyRows{nullptr, {halves.data(), rows.rows, 192}, {}});
    }
    const auto index = makeExactIndex(keys);
    std::printf("%s, %lld x %lld, %lld queries, 2 threads\n", index->describe().c_str(),
                static_cast<long long>(rows.rows), static_cast<long long>(rows.cols),
                static_cast<long long>(queries.rows));
    for (const int k : {30, 256}) {
        TorchSearch torch(rows, queries, k, 2);
        Times ours, mm, topk, tile;
        for (int i = 0; i < kRepeats + 1; ++i) {
            timed(ours, [&] { index->search(queries, {k, {}}, {}); });
            timed(mm, [&] { torch.multiply(); });
            timed(topk, [&] { torch.select(); });
            tile.seconds.push_back(tileSeconds(queries, rows));
            if (i == 0) // warm-up
                for (Times* times : {&ours, &mm, &topk, &tile})
                    times->seconds.clear();
        }
        const double flop = 2. * double(rows.rows) * double(rows.cols) * double(queries.rows);
        std::printf("k %3d: Nectar %.3f s (%.3f-%.3f), torch mm %.3f s + topk %.3f s; ratio %.2f; tile %.0f GFLOP/s, "
                    "mm %.0f GFLOP/s, ratio %.2f\n",
                    k, ours.median(), ours.seconds.front(), ours.seconds.back(), mm.median(), topk.median(),
                    (mm.median() + topk.median()) / ours.median(), flop / tile.median() / 1e9, flop / mm.median() / 1e9,
                    mm.median() / tile.median());
    }
    return 0;
}
