// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/preferences_presenter.h"

#include "core/base/parallel.h"
#include "core/base/paths.h"
#include "core/demo/toy_town.h"
#include "core/project/project.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/presenters/thumbnail_store.h"

namespace nectar {

PreferencesPresenter::PreferencesPresenter(SettingsPresenter& settings, QueryPresenter& query, QObject* parent)
    : QObject(parent), m_settings(settings), m_query(query), m_job(QThreadPool::globalInstance()),
      m_clearing(QThreadPool::globalInstance()),
      m_store(std::make_shared<ThumbnailStore>(pathToQString(userPaths().cache / "thumbnails")))
{
    query.thumbnails().setStore(m_store);
    connect(&settings, &SettingsPresenter::preferencesChanged, this, &PreferencesPresenter::apply);
    apply();
}

const Preferences& PreferencesPresenter::preferences() const { return m_settings.preferences(); }

void PreferencesPresenter::change(const Preferences& preferences) { m_settings.setPreferences(preferences); }

void PreferencesPresenter::restoreDefaults()
{
    change({});
    m_settings.setTheme(SettingsPresenter::Theme::System);
    m_settings.setTourSeen(false);
    ColourChoice colours = m_query.colours().choice();
    colours.classes = ColourChoice::Classes::DataSet;
    m_query.colours().setChoice(colours);
}

void PreferencesPresenter::apply()
{
    const Preferences& wanted = preferences();
    configureThreads(wanted.threads);
    m_query.thumbnails().setByteLimit(qsizetype{wanted.pictureMegabytes} << 20);
    if (const qint64 limit = qint64{wanted.diskMegabytes} << 20; limit != m_store->byteLimit())
        m_store->setByteLimit(limit);
    // Whether CUDA can be used at all is known once somebody looked: asking costs seconds where it can.
    const bool moves = m_machine.isKnown && m_machine.whyNoCuda.isEmpty() && wanted.device != m_device;
    m_device = wanted.device;
    preferDevice(wanted.device);
    if (moves && m_query.hasBank() && !m_query.bank().halfBuilt)
        reopen();
    if (const QLocale locale = localeOf(wanted.numbers); locale != QLocale()) {
        QLocale::setDefault(locale);
        Q_EMIT numbersChanged();
    }
}

/// The same bank and picture, with a backbone on the other device.
void PreferencesPresenter::reopen()
{
    Project project;
    m_query.keep(project);
    m_query.restore(project);
}

void PreferencesPresenter::lookUp()
{
    m_lookAgain = m_job.isRunning();
    if (m_lookAgain)
        return;
    m_job.start(
        [store = m_store](const JobContext& ctx) {
            return Machine{true, toQString(openTorchCuda()), demoDatasetBytes(ctx), store->bytes()};
        },
        [this](const Outcome<Machine>& outcome) {
            if (outcome.value)
                m_machine = *outcome.value;
            if (m_lookAgain)
                return lookUp();
            Q_EMIT lookedUp();
        });
}

qint64 PreferencesPresenter::picturesInMemory() const { return m_query.thumbnails().bytesHeld(); }

bool PreferencesPresenter::showsCachedPictures() const
{
    const QString cache = pathToQString(userPaths().cache) + QLatin1Char('/');
    return m_query.hasBank() && (m_query.bank().file.startsWith(cache) ||
                                 (m_query.hasImage() && pathToQString(m_query.shown().image->path).startsWith(cache)));
}

void PreferencesPresenter::clearCache()
{
    m_query.thumbnails().clear();
    if (m_clearing.isRunning())
        return;
    m_clearing.start(
        [store = m_store](const JobContext& ctx) {
            store->clear();
            removeDemoDataset(ctx);
            return demoDatasetBytes(ctx);
        },
        [this](const Outcome<std::int64_t>& outcome) {
            if (outcome.error)
                Q_EMIT problemOccurred(problemFrom(outcome.error));
            lookUp();
        });
}

QString PreferencesPresenter::threadsText() const
{
    return tr("Work that starts from now on uses %1 of %2 cores.").arg(threadCount()).arg(Preferences::mostThreads());
}

} // namespace nectar
