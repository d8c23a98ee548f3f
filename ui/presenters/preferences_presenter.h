// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/job.h"
#include "ui/models/problem.h"
#include "ui/presenters/preferences.h"

#include <QObject>

#include <memory>

namespace nectar {

class QueryPresenter;
class SettingsPresenter;
class ThumbnailStore;

/// Makes the program do what the preferences say, from its start and at every change, and knows what they can be set to
/// on this machine.
class PreferencesPresenter : public QObject {
    Q_OBJECT

public:
    PreferencesPresenter(SettingsPresenter& settings, QueryPresenter& query, QObject* parent = nullptr);

    const Preferences& preferences() const;
    void change(const Preferences& preferences);
    /// Also theme, class colours and the tour.
    void restoreDefaults();

    /// Asks in the background what there is now; lookedUp() follows.
    void lookUp();
    struct Machine {
        bool isKnown = false;
        QString whyNoCuda; ///< "": CUDA can be used
        // On the disk, what can be made again.
        qint64 demoBytes = 0, pictureBytes = 0;
        qint64 cacheBytes() const { return demoBytes + pictureBytes; }
    };
    const Machine& machine() const { return m_machine; }
    qint64 picturesInMemory() const;  ///< bytes
    bool showsCachedPictures() const; ///< what is open reads the demo's pictures
    /// Removes the demo's pictures and all small pictures; they come again when they are needed.
    void clearCache();
    QString threadsText() const; ///< what the number of threads means

Q_SIGNALS:
    void lookedUp();
    void numbersChanged(); ///< they are written in another way from now on
    void problemOccurred(const nectar::Problem& problem);

private:
    void apply();
    void reopen();

    SettingsPresenter& m_settings;
    QueryPresenter& m_query;
    Machine m_machine;
    Job m_job, m_clearing;
    bool m_lookAgain = false;
    std::shared_ptr<ThumbnailStore> m_store;
    DeviceChoice m_device = DeviceChoice::Auto; ///< that is preferred now
};

} // namespace nectar
