// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/former_prediction.h"

namespace nectar {

void FormerPrediction::note(const ShownPicture& shown, qint64 milliseconds)
{
    if (m_picture != shown.whole || m_task != shown.layer.task) {
        m_former = {};
        m_changedAt = milliseconds - kOneChangeMs - 1;
    } else if (m_options.neighbours != shown.options.neighbours || m_options.temperature != shown.options.temperature ||
               m_leftOut != shown.leftOut) {
        if (milliseconds - m_changedAt > kOneChangeMs)
            m_former = m_current;
        m_changedAt = milliseconds;
    }
    m_picture = shown.whole;
    m_task = shown.layer.task;
    m_options = shown.options;
    m_leftOut = shown.leftOut;
    m_current = shown.layer;
}

CanvasLayer FormerPrediction::layer(const ShownPicture& shown) const
{
    if (m_picture != shown.whole || m_task != shown.layer.task || m_former.isEmpty())
        return {};
    CanvasLayer layer = m_former;
    layer.palette = shown.layer.palette;
    layer.nearMetres = shown.layer.nearMetres;
    layer.farMetres = shown.layer.farMetres;
    return layer;
}

} // namespace nectar
