// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

namespace nectar {

/// Types this into the next file dialog and presses Return; again if the folder that it was still reading took it away.
inline void answerNextFileDialog(QObject* owner, const QString& typed)
{
    auto* timer = new QTimer(owner);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, typed, seen = false]() mutable {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog && seen)
            return timer->deleteLater();
        if (!dialog)
            return;
        seen = true;
        auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        line->setCompleter(nullptr); // its list would take the Return
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, typed);
        QTest::keyClick(line, Qt::Key_Return);
    });
    timer->start(100);
}

} // namespace nectar
