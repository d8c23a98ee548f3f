// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace nectar {

class NeighbourView;
class PromptShareView;
class QueryPresenter;
class VoteView;

/// "This patch looks like these, so it is probably road": headline, votes, voters.
class EvidencePanel : public QFrame {
    Q_OBJECT

public:
    explicit EvidencePanel(QueryPresenter& presenter, QWidget* parent = nullptr);
    NeighbourView* neighbourView() const { return m_neighbours; }
    NeighbourView* closestView() const { return m_closest; }
    PromptShareView* sharesView() const { return m_shares; }
    PromptShareView* pictureSharesView() const { return m_pictureShares; }
    /// What is listed: the voters, their prompt images, or the patches of the class asked about.
    QString shownCsv() const;
    int chosenVoter() const; ///< the selected card, else the first
    QSize sizeHint() const override { return {348, 600}; }

Q_SIGNALS:
    void copyRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEvidence();
    QWidget* makeHint();
    QWidget* makeWhyNot();
    void fillClasses();
    void showReading();
    void showWhyNot();
    void showCounts();
    void fitListBar(const QString& silent); ///< shorter words where there is no room
    QHBoxLayout* makeListBar();

    QueryPresenter& m_presenter;
    QStackedWidget* m_pages;
    QLabel *m_where = nullptr, *m_headline = nullptr, *m_votersTitle = nullptr, *m_hint = nullptr,
           *m_sureness = nullptr;
    VoteView* m_votes = nullptr;
    NeighbourView *m_neighbours = nullptr, *m_closest = nullptr;
    PromptShareView *m_shares = nullptr, *m_pictureShares = nullptr;
    QStackedWidget* m_lists = nullptr;
    QToolButton *m_byPatch = nullptr, *m_byImage = nullptr;
    QToolButton *m_whyNot = nullptr, *m_whyNotEnd = nullptr;
    QLabel *m_whyNotAnswer = nullptr, *m_pictureSharesTitle = nullptr;
    QPushButton* m_copy = nullptr;
};

} // namespace nectar
