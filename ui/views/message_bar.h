// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"

#include <QFrame>
#include <QList>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace nectar {

/// What went wrong or is worth knowing, above the page and never in the way: what, which file, why, what to do; details
/// folded. The newest message stays until it is closed or replaced.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    /// What can be done, as a button.
    struct Remedy {
        QString text;
        std::function<void()> act;
    };
    void show(const Problem& problem) { show(problem, Remedy()); }
    void show(const Problem& problem, const Remedy& remedy); ///< without a text: no button
    /// Several things that can be done.
    void offer(const Problem& problem, const QList<Remedy>& remedies);
    const Problem& shown() const { return m_problem; }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showIcon();
    void clearOffers();

    Problem m_problem;
    std::function<void()> m_act; ///< what m_remedy does
    QLabel *m_icon, *m_text;
    QPushButton *m_remedy, *m_more;
    QHBoxLayout* m_offers; ///< below the text
    QPlainTextEdit* m_details;
    QToolButton* m_close;
};

} // namespace nectar
