// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/job.h"

namespace nectar {

Job::Job(QThreadPool* pool, QObject* parent) : QObject(parent), m_pool(pool) {}

Job::~Job() { m_stop.request_stop(); }

std::shared_ptr<QtProgress> Job::makeProgress()
{
    // The worker may drop the last reference: the object still dies on the thread it lives in.
    std::shared_ptr<QtProgress> progress(new QtProgress, [](QtProgress* object) { object->deleteLater(); });
    connect(progress.get(), &QtProgress::progressed, this, &Job::progressed, Qt::QueuedConnection);
    return progress;
}

} // namespace nectar
