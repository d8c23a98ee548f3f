// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"
#include "ui/presenters/export_plan.h"
#include "ui/views/growing_dialog.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace nectar {

class CommandField;
class ElidedLabel;
class ExportPresenter;
class SettingsPresenter;
struct JobProgress;

/// What is to be written of the open picture, into which folder; and the command line that does the same.
class ExportDialog : public GrowingDialog {
    Q_OBJECT

public:
    /// plan: of a picture that is predicted; its folder and kinds are those of the last time.
    ExportDialog(ExportPresenter& presenter, SettingsPresenter& settings, ExportPlan plan, QWidget* parent);
    void reject() override;

private:
    struct Row {
        ExportKind kind;
        QCheckBox* wanted;
        ElidedLabel* file;
        QLabel* state; ///< that it is there
    };
    QWidget* makeFolder();
    QWidget* makeKinds();
    void addSection(QGridLayout& grid, const QString& title, std::initializer_list<ExportKind> kinds);
    QWidget* makeFooter();
    void chooseFolder();
    void refresh();
    void showCommand();
    void start();
    void showProgress(const JobProgress& progress);
    void showEnd(const Problem& problem);
    void setRunning(bool running);

    ExportPresenter& m_presenter;
    SettingsPresenter& m_settings;
    ExportPlan m_plan;
    QList<Row> m_rows;
    QStringList m_existing;
    QWidget* m_form = nullptr;
    QLineEdit* m_folder = nullptr;
    QCheckBox* m_replace = nullptr;
    CommandField* m_command = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton *m_write = nullptr, *m_cancel = nullptr;
};

} // namespace nectar
