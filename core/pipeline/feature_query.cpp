// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/feature_query.h"

#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/base/parallel.h"
#include "core/base/similarity.h"
#include "core/memory/bank_file.h"
#include "core/search/neighbour_index.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>

#include <unistd.h>

namespace nectar {

namespace fs = std::filesystem;

namespace {

double processCpuSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return double(time.tv_sec) + 1e-9 * double(time.tv_nsec);
}

std::int64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t pages = 0;
    statm >> pages >> pages;
    return pages * ::sysconf(_SC_PAGESIZE);
}

Matrix readQueries(const std::filesystem::path& file, int dim)
{
    NpyArray array = readNpy(file);
    if (array.shape.size() < 2 || array.shape.back() != dim)
        throw Error(
            ErrorCode::Mismatch,
            fmt::format("queries and bank do not belong together: {}: its shape is [{}], the bank needs [n, {}]",
                        file.string(), fmt::join(array.shape, ", "), dim));
    Matrix queries;
    queries.cols = dim;
    queries.rows = static_cast<std::int64_t>(array.values.size()) / dim;
    queries.values = std::move(array.values);
    for (std::int64_t row = 0; row < queries.rows; ++row) {
        const std::span<float> values = queries.row(row);
        if (!std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); }))
            throw Error(ErrorCode::BadFormat,
                        fmt::format("not usable as queries: {}: row {} holds values that are not numbers (NaN or "
                                    "infinite); compute it again",
                                    file.string(), row));
        normaliseRow(values);
    }
    return queries;
}

} // namespace

FeatureQueryStats queryFeatures(const std::filesystem::path& bankFile, const std::filesystem::path& features, int k,
                                const std::filesystem::path& idsOut, const std::filesystem::path& similaritiesOut,
                                const JobContext& ctx)
{
    for (const auto& output : {idsOut, similaritiesOut})
        if (isSameFile(output, bankFile) || isSameFile(output, features))
            throw Error(ErrorCode::BadOption,
                        fmt::format("{} would be overwritten by the result; name another file", output.string()));
    if (isSameFile(idsOut, similaritiesOut))
        throw Error(ErrorCode::BadOption,
                    fmt::format("ids and similarities cannot share one file: {}; name two", idsOut.string()));
    const auto bank = openBank(bankFile, Verify::Tables, ctx);
    const Matrix queries = readQueries(features, bank->info().dim);
    const auto index = makeExactIndex(bank->keys());
    FeatureQueryStats stats;
    const auto start = std::chrono::steady_clock::now();
    const double cpuStart = processCpuSeconds();
    const Neighbours neighbours = index->search(queries, SearchRequest{k, {}}, ctx);
    stats.searchSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    stats.searchCpuSeconds = processCpuSeconds() - cpuStart;
    stats.queries = queries.rows;
    stats.threads = threadCount();
    stats.residentBytes = residentBytes();
    stats.index = index->describe();
    writeNpy(idsOut, {neighbours.queries, neighbours.k}, std::span<const std::uint32_t>(neighbours.ids));
    writeNpy(similaritiesOut, {neighbours.queries, neighbours.k}, std::span<const float>(neighbours.similarities));
    return stats;
}

void writeStats(const std::filesystem::path& file, const FeatureQueryStats& stats)
{
    const nlohmann::json json{{"queries", stats.queries},
                              {"search_seconds", stats.searchSeconds},
                              {"search_cpu_seconds", stats.searchCpuSeconds},
                              {"threads", stats.threads},
                              {"resident_bytes", stats.residentBytes},
                              {"index", stats.index}};
    writeFile(file, json.dump(2) + "\n");
}

} // namespace nectar
