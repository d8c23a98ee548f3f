// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"

#include <QObject>

class QMainWindow;

namespace nectar {

class LabelPage;
class LabelPresenter;
class SettingsPresenter;

/// The menu of labels by clicking, its dialogs, and what is said when they are done.
class LabelActions : public QObject {
    Q_OBJECT

public:
    /// Adds its menu to the window, which owns this.
    LabelActions(QMainWindow& window, LabelPage& page, LabelPresenter& presenter, SettingsPresenter& settings);

    void update(bool isShown);

Q_SIGNALS:
    void buildRequested(const QString& folder);
    void problemOccurred(const nectar::Problem& problem);

private:
    void makeMenu();
    void choosePictures();
    void save(bool thenBuild);
    void tellSaved(const QString& folder, int pictures);

    QMainWindow& m_window;
    LabelPage& m_page;
    LabelPresenter& m_presenter;
    SettingsPresenter& m_settings;
    bool m_isShown = false;
    bool m_thenBuild = false; ///< once they are saved
};

} // namespace nectar
