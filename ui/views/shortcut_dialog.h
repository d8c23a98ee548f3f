// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/shortcut_model.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeView;

namespace nectar {

class ShortcutPresenter;

/// Every command with its keys, to give it others. Every change acts at once.
class ShortcutDialog : public QDialog {
    Q_OBJECT

public:
    ShortcutDialog(ShortcutPresenter& presenter, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeEditor();
    QWidget* makeButtons();
    QAction* chosen() const;
    void showChosen();
    void give(const QKeySequence& keys);
    void restoreChosen();
    void tell(const QString& note, bool isRefusal);

    ShortcutPresenter& m_presenter;
    ShortcutModel m_model;
    QTreeView* m_list = nullptr;
    QKeySequenceEdit* m_keys = nullptr;
    QLabel *m_command = nullptr, *m_note = nullptr;
    QPushButton *m_none = nullptr, *m_usual = nullptr, *m_allUsual = nullptr;
};

} // namespace nectar
