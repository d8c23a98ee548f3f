// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/visited_pictures.h"

namespace nectar {

std::optional<VisitedPicture> VisitedPictures::go(int step)
{
    if (!canGo(step))
        return std::nullopt;
    m_wanted += step;
    return m_visits.at(m_wanted);
}

void VisitedPictures::fail()
{
    if (m_wanted == m_shown)
        return;
    m_visits.removeAt(m_wanted);
    if (m_wanted < m_shown)
        --m_shown;
    m_wanted = m_shown;
}

void VisitedPictures::leave(const std::vector<int>& kept)
{
    if (m_shown >= 0)
        m_visits[m_shown].kept = kept;
}

void VisitedPictures::show(const QString& path)
{
    m_visits.resize(m_shown + 1);
    m_visits.append({path, {}});
    if (m_visits.size() > kMost)
        m_visits.removeFirst();
    m_shown = m_wanted = m_visits.size() - 1;
}

void VisitedPictures::clear()
{
    m_visits.clear();
    m_shown = m_wanted = -1;
}

} // namespace nectar
