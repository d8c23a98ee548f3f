// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"
#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/build_values.h"
#include "ui/presenters/remaining_time.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace nectar {

/// Carries ticks from the batch lane to the window, at most 20 a second; no picture name is lost.
class BuildFeed : public QObject {
    Q_OBJECT

public:
    void classesKnown(const ClassTable& classes, const QString& root);
    void tick(const BuildTick& tick);
    void flush();

Q_SIGNALS:
    void classesFound(const nectar::ClassTable& classes, const QList<QRgb>& palette);
    void ticked(const nectar::BuildTick& tick, const QStringList& newPictures);

private:
    QString m_root;
    BuildTick m_last;
    QStringList m_newPictures;
    QElapsedTimer m_sinceLast;
};

/// Reviews a form, builds a bank on the batch lane, and builds the demo's.
class BuildBankPresenter : public QObject {
    Q_OBJECT

public:
    BuildBankPresenter(QThreadPool* engine, QThreadPool* batch, QObject* parent = nullptr);
    ~BuildBankPresenter() override;

    static bool hasStarterBackbone();
    /// "…/toytown.bank" in the user's data folder, for a data set folder.
    static QString suggestedOutput(const QString& folder);
    /// Looks at the data and forecasts the build; the newest request wins.
    void review(const BuildForm& form);
    const BuildReview& reviewed() const { return m_review; }
    /// What a machine has to spare, instead of what this one has.
    void setRoom(const MachineRoom& room) { m_room = room; }
    /// Smaller forms, if what was reviewed is too large for this machine.
    QList<SmallerBuild> smallerBuilds() const;

    void build(const BuildForm& form);
    /// backbone: "" for the one that suits this machine.
    void buildDemo(const QString& backbone = {});
    /// If the file is the demo's bank: the backbone that the demo could be read with instead; else "".
    static QString otherDemoBackbone(const QString& bankFile);
    /// Stops within a second and removes what was written.
    void cancel();
    /// Stops and keeps the finished part: the same build goes on from there.
    void pause();
    /// What was paused last can go on.
    bool canContinue() const { return m_again && !isRunning(); }
    void continuePaused();
    /// A build that an earlier run of the program left half done: it can go on if its partial file is still there.
    bool offerUnfinished(const BuildForm& form);
    /// What is built, or was last; no output: the demo, or nothing yet.
    const BuildForm& form() const { return m_form; }
    /// There is a partial file of form(): something to continue with.
    bool hasPartial() const;
    bool isRunning() const { return m_job.isRunning(); }
    const BuildProgress& progress() const { return m_progress; }

Q_SIGNALS:
    void reviewStarted();
    void reviewReady();
    void reviewFailed(const nectar::Problem& problem);
    void started();
    void stopping(); ///< at once, when Pause or Cancel was chosen; stopped() follows within a second
    void progressed();
    void pictureRead(const QString& path);
    void finished(const QString& bank);
    void stopped(); ///< cancelled, paused or failed
    void paused();  ///< after stopped(), where the finished part was kept
    void problemOccurred(const nectar::Problem& problem);

private:
    using RequestMaker = std::function<BuildBankRequest(const JobContext&)>;
    enum class Existing { Reuse, Refuse };
    void start(const QString& title, const RequestMaker& makeRequest, Existing existing);
    void showTick(const BuildTick& tick, const QStringList& newPictures);
    void showPhase(const JobProgress& progress);
    void end(const Outcome<BuildReport>& outcome);

    LatestOnly m_reviewer;
    Job m_job;
    BuildReview m_review;
    BuildProgress m_progress;
    ClassTable m_classes;
    QList<QRgb> m_palette;
    QElapsedTimer m_clock; ///< since the start
    RemainingTime m_remaining;
    BuildForm m_form, m_reviewedForm;
    std::optional<MachineRoom> m_room;
    std::shared_ptr<std::atomic<bool>> m_discard;
    std::function<void()> m_current, m_again; ///< starts the running build, the paused one
};

} // namespace nectar

Q_DECLARE_METATYPE(nectar::BuildTick)
Q_DECLARE_METATYPE(nectar::ClassTable)
