// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/folder_prediction.h"
#include "ui/views/growing_dialog.h"

#include <QTimer>

#include <memory>
#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nectar {

class CommandField;
class FolderPredictionPresenter;
class SettingsPresenter;
struct Problem;

/// Which folder of pictures is to be predicted, what of it is written, and where; and the command line for the same.
class FolderDialog : public GrowingDialog {
    Q_OBJECT

public:
    struct Bank {
        QString file;
        std::shared_ptr<const MemoryBank> memory;
        qsizetype leftOut = 0; ///< prompt images that do not count in the window, but will here
    };
    FolderDialog(FolderPredictionPresenter& presenter, SettingsPresenter& settings, Bank bank, PredictionRun run,
                 QWidget* parent);

private:
    QWidget* makeFolders();
    QWidget* makeKinds();
    QWidget* makeFooter();
    void choose(QLineEdit& line, const QString& title);
    void suggestOutput();
    void refresh(); ///< counts anew, a moment after the last change
    void forecast();
    void showForecast(const FolderForecast& forecast);
    void showProblem(const QString& text);
    void showWritable();
    void start();

    FolderPredictionPresenter& m_presenter;
    SettingsPresenter& m_settings;
    Bank m_bank;
    FolderPrediction m_prediction;
    std::optional<FolderForecast> m_forecast; ///< of m_prediction
    QList<std::pair<QCheckBox*, bool PredictionExports::*>> m_kinds;
    QTimer m_pause;
    QString m_suggested;
    QLineEdit *m_input = nullptr, *m_output = nullptr;
    QLabel* m_state = nullptr;
    QCheckBox* m_replace = nullptr;
    CommandField* m_command = nullptr;
    QPushButton* m_start = nullptr;
};

} // namespace nectar
