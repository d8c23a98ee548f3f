// SPDX-License-Identifier: Apache-2.0
#include "core/base/half.h"
#include "core/base/parallel.h"
#include "core/base/similarity.h"
#include "core/search/best_rows.h"
#include "core/search/scan_kernel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr std::int64_t kBlockRows = 120;      // a multiple of every row tile; with its queries it stays in the L2 cache
constexpr std::int64_t kQueriesPerTask = 256; // queries that share one conversion of the bank to fp32
constexpr std::int64_t kFewQueries = 3;       // up to here a plain pass of exact scores is faster
constexpr float kLargestRowNorm = 1.01f;

/// A stretch of the bank and of the queries: one unit of parallel work.
struct ScanTask {
    std::int64_t firstQuery, queryCount;
    std::int64_t firstRow, lastRow; ///< storage positions
};

/// Rows of a block as fp32; rows whose norm the error bound does not cover are set apart.
class BlockRows {
public:
    BlockRows(const HalfRows& rows) : m_rows(rows), m_values(static_cast<std::size_t>(kBlockRows * rows.dim)) {}

    void load(std::int64_t first, std::int64_t count, int rowTile)
    {
        m_padded = static_cast<int>((count + rowTile - 1) / rowTile * rowTile);
        m_odd.clear();
        m_isOdd.assign(static_cast<std::size_t>(m_padded), 0);
        const auto dim = static_cast<std::size_t>(m_rows.dim);
        floatsFromHalves({m_rows.data + first * m_rows.dim, static_cast<std::size_t>(count) * dim},
                         std::span(m_values).first(static_cast<std::size_t>(count) * dim));
        for (std::int64_t r = 0; r < m_padded; ++r) {
            const std::span<float> row = std::span(m_values).subspan(static_cast<std::size_t>(r) * dim, dim);
            float squares = 0;
            if (r < count)
                for (const float value : row)
                    squares += value * value;
            if (r < count && squares <= kLargestRowNorm * kLargestRowNorm)
                continue;
            std::fill(row.begin(), row.end(), 0.f); // padding, or a row that is scored apart
            m_isOdd[static_cast<std::size_t>(r)] = 1;
            if (r < count && std::isfinite(squares))
                m_odd.push_back(static_cast<int>(r));
        }
    }
    const float* data() const { return m_values.data(); }
    int padded() const { return m_padded; }
    bool isOdd(int row) const { return m_isOdd[static_cast<std::size_t>(row)] != 0; }
    /// Finite rows longer than the bound; rows that are not finite are no neighbours at all.
    std::span<const int> longRows() const { return m_odd; }

private:
    HalfRows m_rows;
    std::vector<float> m_values;
    int m_padded = 0;
    std::vector<int> m_odd;
    std::vector<std::uint8_t> m_isOdd;
};

/// Queries of a task, packed group by group as [dim, lanes]; lanes beyond the last query can never be reached.
class PackedQueries {
public:
    PackedQueries(MatrixView queries, const ScanTask& task, int lanes) : m_lanes(lanes)
    {
        const std::int64_t dim = queries.cols;
        m_groups = (task.queryCount + lanes - 1) / lanes;
        m_values.resize(static_cast<std::size_t>(m_groups * lanes * dim));
        thresholds.assign(static_cast<std::size_t>(m_groups * lanes), std::numeric_limits<float>::infinity());
        m_groupSize = lanes * dim;
        for (std::int64_t q = 0; q < task.queryCount; ++q) {
            const auto row = queries.row(task.firstQuery + q);
            float* group = m_values.data() + q / lanes * m_groupSize;
            for (std::int64_t d = 0; d < dim; ++d)
                group[d * lanes + q % lanes] = row[static_cast<std::size_t>(d)];
        }
    }
    std::int64_t groups() const { return m_groups; }
    const float* group(std::int64_t g) const { return m_values.data() + g * m_groupSize; }
    float* groupThresholds(std::int64_t g) { return thresholds.data() + g * m_lanes; }

    std::vector<float> thresholds; ///< [groups · lanes]

private:
    int m_lanes;
    std::int64_t m_groups = 0, m_groupSize = 0;
    std::vector<float> m_values;
};

class ExactIndex final : public NeighbourIndex {
public:
    explicit ExactIndex(std::shared_ptr<const KeyRows> keys) : m_keys(std::move(keys)) {}

    Neighbours search(MatrixView queries, const SearchRequest& request, const JobContext& ctx) const override
    {
        check(queries, request);
        Neighbours result(queries.rows, request.k);
        const std::int64_t rows = m_keys->rows.rows;
        if (queries.rows == 0 || rows == 0)
            return result;
        const std::vector<ScanTask> tasks = split(queries.rows, rows);
        std::vector<std::vector<BestRows>> found(tasks.size());
        parallelFor(static_cast<std::int64_t>(tasks.size()), 1, ctx.stop, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t t = first; t < last; ++t) {
                const ScanTask& task = tasks[static_cast<std::size_t>(t)];
                auto& best = found[static_cast<std::size_t>(t)];
                for (std::int64_t q = 0; q < task.queryCount; ++q) {
                    const auto query = queries.row(task.firstQuery + q);
                    best.emplace_back(*m_keys, query, request.k, scoreError(m_keys->rows.dim, norm(query)));
                }
                if (task.queryCount <= kFewQueries)
                    scanFew(queries, request, task, best, ctx);
                else
                    scanMany(queries, request, task, best, ctx);
            }
        });
        collect(tasks, found, result, ctx);
        return result;
    }

    std::string describe() const override { return fmt::format("exact ({})", scanKernel().name); }

private:
    static float norm(std::span<const float> query)
    {
        double squares = 0;
        for (const float value : query)
            squares += double(value) * double(value);
        return static_cast<float>(std::sqrt(squares));
    }

    void check(MatrixView queries, const SearchRequest& request) const
    {
        if (request.k < 1 || request.k > kMaxNeighbours)
            throw Error(ErrorCode::BadOption,
                        fmt::format("k is {}; it must be from 1 to {}", request.k, kMaxNeighbours));
        if (queries.rows > 0 && m_keys->rows.rows > 0 && queries.cols != m_keys->rows.dim)
            throw Error(ErrorCode::BadOption,
                        fmt::format("queries have {} features, the bank has {}", queries.cols, m_keys->rows.dim));
        const std::span<const float> values(queries.data, static_cast<std::size_t>(queries.rows * queries.cols));
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
            throw Error(ErrorCode::BadOption,
                        "a query is not finite: features with NaN or infinity cannot be compared");
    }

    /// Enough tasks for every thread: blocks of queries first, then stretches of the bank.
    static std::vector<ScanTask> split(std::int64_t queries, std::int64_t rows)
    {
        const std::int64_t threads = threadCount();
        const std::int64_t rounds = (queries + threads * kQueriesPerTask - 1) / (threads * kQueriesPerTask);
        std::int64_t perTask = (queries + threads * rounds - 1) / (threads * rounds);
        constexpr std::int64_t kLeastQueries = 64; // below, converting the bank would cost more than the scores
        perTask = std::min(std::max(perTask, kLeastQueries), queries);
        const std::int64_t blocks = (queries + perTask - 1) / perTask;
        const std::int64_t stretches = std::clamp<std::int64_t>(threads / blocks, 1, rows);
        std::vector<ScanTask> tasks;
        for (std::int64_t block = 0; block < blocks; ++block)
            for (std::int64_t s = 0; s < stretches; ++s)
                tasks.push_back({block * perTask, std::min(perTask, queries - block * perTask), rows * s / stretches,
                                 rows * (s + 1) / stretches});
        return tasks;
    }

    void scanFew(MatrixView queries, const SearchRequest& request, const ScanTask& task, std::vector<BestRows>& best,
                 const JobContext& ctx) const
    {
        for (std::int64_t position = task.firstRow; position < task.lastRow; ++position) {
            if (position % 4096 == 0)
                ctx.checkStop();
            if (!request.allowed.allows(m_keys->rowId(position)))
                continue;
            const auto row = m_keys->rows.row(position);
            for (std::int64_t q = 0; q < task.queryCount; ++q) {
                const float score = exactSimilarity(queries.row(task.firstQuery + q), row);
                if (score >= best[static_cast<std::size_t>(q)].threshold() && std::isfinite(score))
                    best[static_cast<std::size_t>(q)].add({score, static_cast<std::uint32_t>(position)});
            }
        }
    }

    void scanMany(MatrixView queries, const SearchRequest& request, const ScanTask& task, std::vector<BestRows>& best,
                  const JobContext& ctx) const
    {
        const ScanKernel& kernel = scanKernel();
        PackedQueries packed(queries, task, kernel.lanes);
        std::fill_n(packed.thresholds.begin(), task.queryCount, -std::numeric_limits<float>::infinity());
        BlockRows block(m_keys->rows);
        std::vector<ScanHit> hits(static_cast<std::size_t>(kBlockRows * kernel.lanes));
        for (std::int64_t first = task.firstRow; first < task.lastRow; first += kBlockRows) {
            ctx.checkStop();
            const std::int64_t count = std::min(kBlockRows, task.lastRow - first);
            block.load(first, count, kernel.rowTile);
            for (std::int64_t g = 0; g < packed.groups(); ++g) {
                float* thresholds = packed.groupThresholds(g);
                const int found = kernel.scan(block.data(), block.padded(), m_keys->rows.dim, packed.group(g),
                                              thresholds, hits.data());
                for (int h = 0; h < found; ++h) {
                    const ScanHit& hit = hits[static_cast<std::size_t>(h)];
                    // The threshold may have risen since the kernel compared.
                    if (hit.score < thresholds[hit.lane] || block.isOdd(hit.row))
                        continue;
                    const std::int64_t position = first + hit.row;
                    if (!request.allowed.allows(m_keys->rowId(position)))
                        continue;
                    BestRows& rows = best[static_cast<std::size_t>(g * kernel.lanes + hit.lane)];
                    rows.add({hit.score, static_cast<std::uint32_t>(position)});
                    thresholds[hit.lane] = rows.threshold();
                }
            }
            for (const int row : block.longRows())
                scanFew(queries, request, {task.firstQuery, task.queryCount, first + row, first + row + 1}, best, ctx);
        }
    }

    void collect(const std::vector<ScanTask>& tasks, std::vector<std::vector<BestRows>>& found, Neighbours& result,
                 const JobContext& ctx) const
    {
        std::vector<BestRows*> merged(static_cast<std::size_t>(result.queries), nullptr);
        for (std::size_t t = 0; t < tasks.size(); ++t)
            for (std::int64_t q = 0; q < tasks[t].queryCount; ++q) {
                BestRows*& target = merged[static_cast<std::size_t>(tasks[t].firstQuery + q)];
                BestRows& part = found[t][static_cast<std::size_t>(q)];
                if (target)
                    target->merge(part);
                else
                    target = &part;
            }
        parallelFor(result.queries, 32, ctx.stop, [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t q = first; q < last; ++q) {
                const auto at = static_cast<std::size_t>(q * result.k);
                const auto k = static_cast<std::size_t>(result.k);
                merged[static_cast<std::size_t>(q)]->finish(std::span(result.ids).subspan(at, k),
                                                            std::span(result.similarities).subspan(at, k));
            }
        });
    }

    std::shared_ptr<const KeyRows> m_keys;
};

} // namespace

std::unique_ptr<NeighbourIndex> makeExactIndex(std::shared_ptr<const KeyRows> keys)
{
    return std::make_unique<ExactIndex>(std::move(keys));
}

} // namespace nectar
