// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace nectar {

class NeighbourListModel;
class NeighbourView;
class QueryPresenter;
class VoteView;

/// "This patch looks like these, so it is probably road": headline, votes, voters.
class EvidencePanel : public QFrame {
    Q_OBJECT

public:
    explicit EvidencePanel(QueryPresenter& presenter, QWidget* parent = nullptr);
    NeighbourView* neighbourView() const { return m_neighbours; }
    NeighbourView* closestView() const { return m_closest; }
    /// The voters, or the patches of the class asked about.
    const NeighbourListModel& shownList() const;
    QSize sizeHint() const override { return {348, 600}; }

Q_SIGNALS:
    void copyRequested();

private:
    QWidget* makeEvidence();
    QWidget* makeHint();
    QWidget* makeWhyNot();
    void fillClasses();
    void showReading();
    void showWhyNot();
    void showCount();

    QueryPresenter& m_presenter;
    QStackedWidget* m_pages;
    QLabel *m_where = nullptr, *m_headline = nullptr, *m_votersTitle = nullptr, *m_hint = nullptr;
    VoteView* m_votes = nullptr;
    NeighbourView *m_neighbours = nullptr, *m_closest = nullptr;
    QStackedWidget* m_lists = nullptr;
    QToolButton *m_whyNot = nullptr, *m_whyNotEnd = nullptr;
    QLabel* m_whyNotAnswer = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace nectar
