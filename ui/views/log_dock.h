// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDockWidget>
#include <QTimer>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace nectar {

/// What Nectar opened, did and said, while it does: by words, by importance, to be copied. It lies below the pages, or
/// is a window of its own.
class LogDock : public QDockWidget {
    Q_OBJECT

public:
    explicit LogDock(QWidget* parent = nullptr);
    /// Shown, with the keys going to the words to look for.
    void open();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    void addFilters(QHBoxLayout* row);
    void addButtons(QHBoxLayout* row);
    void detach(); ///< or put it back
    void tellPlace();
    void showAll();
    void showNew();

    QTimer m_timer;
    qint64 m_last = 0; ///< number of the newest line that is shown or was filtered out
    QLineEdit* m_words = nullptr;
    QComboBox* m_level = nullptr;
    QPlainTextEdit* m_text;
    QPushButton* m_copy = nullptr;
    QToolButton* m_detach = nullptr;
};

} // namespace nectar
