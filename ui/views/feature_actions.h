// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/problem.h"

#include <QObject>

class QMainWindow;

namespace nectar {

class FeaturePage;
class FeaturePresenter;
class SettingsPresenter;

/// The dialogs of the page of features, and what is said when they are done.
class FeatureActions : public QObject {
    Q_OBJECT

public:
    /// The window owns this.
    FeatureActions(QMainWindow& window, FeaturePage& page, FeaturePresenter& presenter, SettingsPresenter& settings);

Q_SIGNALS:
    void problemOccurred(const nectar::Problem& problem);

private:
    void choosePictures();
    void chooseFolder();
    void chooseWeights();
    void save();
    void copyCommands();
    QString lastFolder() const; ///< for views

    QMainWindow& m_window;
    FeaturePage& m_page;
    FeaturePresenter& m_presenter;
    SettingsPresenter& m_settings;
};

} // namespace nectar
