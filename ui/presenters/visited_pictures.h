// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace nectar {

/// A picture that was looked at.
struct VisitedPicture {
    QString path;
    std::vector<int> kept; ///< patches
};

/// The pictures in the order in which they were looked at, one of them shown: those before it are gone back to, those
/// after it were left by going back. What is asked for is shown a while later, or never.
class VisitedPictures {
public:
    bool canGo(int step) const { return m_wanted + step >= 0 && m_wanted + step < m_visits.size(); }
    /// Asks for the one before (-1) or after (1) the one that was asked for last; nothing: there is none.
    std::optional<VisitedPicture> go(int step);
    /// It is shown now, or cannot be opened and is forgotten.
    void arrive() { m_shown = m_wanted; }
    void fail();
    /// The patches kept in the shown one, as it is left.
    void leave(const std::vector<int>& kept);
    /// A picture asked for in any other way is shown: nothing comes after it.
    void show(const QString& path);
    void clear();

private:
    static constexpr qsizetype kMost = 51; ///< 50 times back
    QList<VisitedPicture> m_visits;
    qsizetype m_shown = -1, m_wanted = -1;
};

} // namespace nectar
