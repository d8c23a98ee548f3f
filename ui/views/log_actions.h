// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QElapsedTimer>
#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class LogDock;

/// View, Log; and the lines about jobs: begun, ended or failed, after how many seconds.
class LogActions : public QObject {
    Q_OBJECT

public:
    LogActions(QMainWindow& window, QMenu& view, const StudioPresenters& presenters);

private:
    void followBuilds(BuildBankPresenter& build);
    void followMeasures(MeasurePresenter& measure);
    void followFolders(FolderPredictionPresenter& folder);
    void followFiles(const StudioPresenters& presenters);
    LogDock* m_log;
    QElapsedTimer m_building, m_measuring, m_predicting;
};

} // namespace nectar
