// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/why_not.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/neighbour_list_model.h"

#include <QObject>
#include <QString>

namespace nectar {

class QueryPresenter;

/// Answers "why not this class?" about the patch that is looked at, anew whenever patch, options or pictures change.
class WhyNotPresenter : public QObject {
    Q_OBJECT

public:
    WhyNotPresenter(QueryPresenter& query, QThreadPool* engine);

    void ask(int classIndex); ///< -1: no longer
    int asked() const { return m_asked; }
    QString className() const;
    /// What the class would need; "" while nobody asks or the answer is on its way.
    QString sentence() const { return m_sentence; }
    /// The class's patches in the bank that are most similar, five at most.
    NeighbourListModel& closest() { return m_closest; }

Q_SIGNALS:
    void answered(); ///< also when nobody asks any more

private:
    struct Answer;
    void askAgain();
    void show(const Answer& answer);
    QString sentenceFor(const WhyNot& answer) const;

    QueryPresenter& m_query;
    LatestOnly m_asking;
    int m_asked = -1;
    QString m_sentence;
    NeighbourListModel m_closest;
};

} // namespace nectar
