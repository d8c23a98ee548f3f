// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;

namespace nectar {

class QueryPresenter;

/// The evidence of a patch in the terms of the field, below the voters.
class ExpertPanel : public QFrame {
    Q_OBJECT

public:
    explicit ExpertPanel(QueryPresenter& presenter, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showFacts();
    QueryPresenter& m_presenter;
    QLabel* m_facts;
};

} // namespace nectar
