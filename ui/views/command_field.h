// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace nectar {

/// The command lines that do the same as a dialog, to read and to copy.
class CommandField : public QWidget {
    Q_OBJECT

public:
    explicit CommandField(QWidget* parent = nullptr);
    /// None: whyNone is said instead.
    void setLines(const QStringList& lines, const QString& whyNone = {});
    QString text() const;

private:
    QPlainTextEdit* m_text;
    QLabel* m_none;
    QPushButton* m_copy;
};

} // namespace nectar
