// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QComboBox;
class QLabel;
class QMenu;
class QProgressBar;
class QPushButton;
class QTabBar;
class QToolButton;

namespace nectar {

class ElidedLabel;
class MeasurePresenter;

/// Against which pictures is measured, how far it is, and the figure with its protocol.
class MeasureHead : public QFrame {
    Q_OBJECT

public:
    explicit MeasureHead(MeasurePresenter& presenter, QWidget* parent = nullptr);
    void setCopyMenu(QMenu* menu);
    QPushButton* measureButton() const { return m_measure; }
    QPushButton* cancelButton() const { return m_cancel; }

Q_SIGNALS:
    void folderRequested();
    void backRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeSource();
    QWidget* makeProgress();
    QWidget* makeFigure();
    void showSource();
    void showProgress();
    void showFigure();
    void showNotes();

    MeasurePresenter& m_presenter;
    ElidedLabel* m_folder = nullptr;
    QComboBox* m_splits = nullptr;
    QPushButton *m_measure = nullptr, *m_choose = nullptr, *m_cancel = nullptr;
    QWidget *m_progress = nullptr, *m_figure = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel *m_progressText = nullptr, *m_headline = nullptr, *m_notes = nullptr;
    ElidedLabel* m_protocol = nullptr;
    QLabel* m_terms = nullptr; ///< of the field
    QTabBar* m_tasks = nullptr;
    QToolButton* m_copy = nullptr;
};

} // namespace nectar
