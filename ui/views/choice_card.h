// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace nectar {

/// A large button: icon, title and what happens, in words.
class ChoiceCard : public QAbstractButton {
    Q_OBJECT

public:
    enum class Rank { Usual, Primary };
    ChoiceCard(const QString& icon, const QString& title, const QString& text, Rank rank, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {260, 168}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QString m_icon, m_explanation;
    Rank m_rank;
    bool m_keyboardFocus = false; ///< a click needs no ring
};

} // namespace nectar
