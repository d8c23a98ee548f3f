// SPDX-License-Identifier: Apache-2.0
#include "ui/models/fixed_keys.h"

#include <QCoreApplication>

namespace nectar {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("FixedKeys", text); }

QList<QKeySequence> arrows(Qt::KeyboardModifiers with)
{
    QList<QKeySequence> keys;
    for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down})
        keys.append(QKeySequence(QKeyCombination(with, key)));
    return keys;
}

QList<QKeySequence> digits()
{
    QList<QKeySequence> keys;
    for (int digit = 0; digit <= 9; ++digit)
        keys.append(QKeySequence(Qt::Key_0 + digit));
    return keys;
}

} // namespace

QList<FixedKeys> fixedKeys()
{
    return {{arrows(Qt::NoModifier), tr("Arrows"), tr("From patch to patch, from row to row")},
            {arrows(Qt::ShiftModifier), tr("Shift+Arrows"), tr("Five patches at a time")},
            {arrows(Qt::ControlModifier | Qt::ShiftModifier), tr("Ctrl+Shift+Arrows"),
             tr("A rectangle of patches grows and shrinks")},
            {{QKeySequence(Qt::Key_O)}, tr("Hold O"), tr("Hide the layer")},
            {digits(), tr("Digits"), tr("The class to click, while labelling")},
            {{QKeySequence(Qt::Key_Space)}, tr("Space"), tr("Change sides while comparing; choose in lists")},
            {{QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)}, tr("Enter"), tr("Open or carry out")},
            {{QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)}, tr("Del"), tr("Take a click away")},
            {{QKeySequence(Qt::Key_Home), QKeySequence(Qt::Key_End)}, tr("Home, End"), tr("To the first, to the last")},
            {{QKeySequence(Qt::Key_Tab), QKeySequence(Qt::SHIFT | Qt::Key_Tab), QKeySequence(Qt::Key_Backtab),
              QKeySequence(Qt::SHIFT | Qt::Key_Backtab)},
             tr("Tab"),
             tr("To the next control")},
            {{QKeySequence(Qt::Key_Escape)}, tr("Esc"), tr("Let go, go back, close")}};
}

} // namespace nectar
