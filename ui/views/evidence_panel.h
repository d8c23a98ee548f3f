// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace nectar {

class NeighbourView;
class QueryPresenter;
class VoteView;

/// "This patch looks like these, so it is probably road": headline, votes, voters.
class EvidencePanel : public QFrame {
    Q_OBJECT

public:
    explicit EvidencePanel(QueryPresenter& presenter, QWidget* parent = nullptr);
    NeighbourView* neighbourView() const { return m_neighbours; }
    int chosenVoter() const; ///< the selected card, else the first
    QSize sizeHint() const override { return {348, 600}; }

Q_SIGNALS:
    void copyRequested();

private:
    QWidget* makeEvidence();
    QWidget* makeHint();
    void showReading();
    void showVoters();

    QueryPresenter& m_presenter;
    QStackedWidget* m_pages;
    QLabel *m_where = nullptr, *m_headline = nullptr, *m_votersTitle = nullptr, *m_hint = nullptr;
    VoteView* m_votes = nullptr;
    NeighbourView* m_neighbours = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace nectar
