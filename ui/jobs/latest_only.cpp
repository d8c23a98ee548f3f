// SPDX-License-Identifier: Apache-2.0
#include "ui/jobs/latest_only.h"

namespace nectar {

LatestOnly::LatestOnly(QThreadPool* pool, QObject* parent) : QObject(parent), m_pool(pool) {}

LatestOnly::~LatestOnly() { m_stop.request_stop(); }

void LatestOnly::cancel()
{
    m_stop.request_stop();
    m_running = false;
}

} // namespace nectar
