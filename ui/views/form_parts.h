// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>
#include <QPalette>
#include <QString>

class QFormLayout;
class QPushButton;

namespace nectar {

/// Gives a control the name that tests find and the one that screen readers say.
template <class Widget>
Widget* named(Widget* widget, const QString& objectName, const QString& accessibleName)
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
    return widget;
}

/// A titled group of rows.
class FormCard : public QFrame {
    Q_OBJECT

public:
    explicit FormCard(const QString& title, QWidget* parent = nullptr);
    /// Labels of all cards are equally wide, so that fields line up.
    void addRow(const QString& label, QWidget* field);

private:
    QFormLayout* m_form;
};

/// The first takes the room, the second keeps its size.
QWidget* sideBySide(QWidget* first, QWidget* second);

/// In the middle of the width, at most as wide as it likes.
QWidget* centred(QWidget* column);

enum class NoteKind { Good, Plain, Warning, Bad };
/// One remark with its mark as a line of rich text.
QString noteHtml(NoteKind kind, const QString& text, const QPalette& palette);

/// The widget, and below it a row of buttons at the left.
QWidget* withButtonsBelow(QWidget* widget, const QList<QPushButton*>& buttons);

} // namespace nectar
