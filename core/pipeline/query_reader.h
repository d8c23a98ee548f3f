// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/parallel.h"
#include "core/dataset/dataset.h"
#include "core/memory/bank_options.h"

#include <exception>

namespace nectar {

/// A picture to be evaluated, decoded and resized ahead of the encoder.
struct QueryUnit {
    const Sample* sample = nullptr;
    std::string skipReason; ///< not empty: it cannot be used
    LoadedSample loaded;    ///< native size
    Image input;            ///< network size
};

/// Reads samples in order on a thread of its own.
class QueryReader {
public:
    /// A picture without the annotation of one of the tasks is a unit with a reason to skip it.
    QueryReader(const Dataset& dataset, std::vector<Sample> samples, std::vector<Task> tasks,
                const BankOptions& geometry, int patchSize);
    ~QueryReader();
    std::optional<QueryUnit> next();
    std::int64_t count() const { return static_cast<std::int64_t>(m_samples.size()); }

private:
    void run(const std::stop_token& stop);

    const Dataset& m_dataset;
    std::vector<Sample> m_samples;
    std::vector<Task> m_tasks;
    BankOptions m_geometry;
    int m_patchSize;
    BoundedQueue<QueryUnit> m_queue{8};
    std::exception_ptr m_error;
    WorkerThread m_thread;
};

} // namespace nectar
