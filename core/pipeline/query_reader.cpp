// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/query_reader.h"

#include "core/base/error.h"
#include "core/image/resize.h"

namespace nectar {

QueryReader::QueryReader(const Dataset& dataset, std::vector<Sample> samples, std::vector<Task> tasks,
                         const BankOptions& geometry, int patchSize)
    : m_dataset(dataset), m_samples(std::move(samples)), m_tasks(std::move(tasks)), m_geometry(geometry),
      m_patchSize(patchSize), m_thread([this](const std::stop_token& stop) { run(stop); })
{}

QueryReader::~QueryReader()
{
    m_thread.request_stop();
    m_queue.close();
}

std::optional<QueryUnit> QueryReader::next()
{
    std::optional<QueryUnit> unit = m_queue.pop();
    if (!unit && m_error)
        std::rethrow_exception(m_error);
    return unit;
}

void QueryReader::run(const std::stop_token& stop)
{
    try {
        for (const Sample& sample : m_samples) {
            if (stop.stop_requested())
                break;
            QueryUnit unit;
            unit.sample = &sample;
            try {
                for (const Task task : m_tasks)
                    requireAnnotation(sample, task);
                unit.loaded = loadSample(m_dataset, sample);
                const Size input = networkSize(unit.loaded.image.size(), {m_geometry.width, m_geometry.height},
                                               m_patchSize, m_geometry.resize, sample.image.string());
                unit.input = resizePhoto(unit.loaded.image, input);
            } catch (const Error& error) {
                if (error.code() == ErrorCode::Io)
                    throw; // the machine's trouble, the same for every picture
                unit.skipReason = error.what();
            }
            if (!m_queue.push(std::move(unit)))
                break;
        }
    } catch (...) {
        m_error = std::current_exception();
    }
    m_queue.close();
}

} // namespace nectar
