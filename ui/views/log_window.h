// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace nectar {

/// What Nectar opened, did and said, while it does: by words, by importance, to be copied.
class LogWindow : public QDialog {
    Q_OBJECT

public:
    explicit LogWindow(QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeFilters();
    QWidget* makeFooter();
    void showAll();
    void showNew();

    QTimer m_timer;
    qint64 m_last = 0; ///< number of the newest line that is shown or was filtered out
    QLineEdit* m_words = nullptr;
    QComboBox* m_level = nullptr;
    QPlainTextEdit* m_text;
    QPushButton* m_copy = nullptr;
};

} // namespace nectar
