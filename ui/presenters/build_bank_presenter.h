// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"
#include "ui/jobs/job.h"
#include "ui/jobs/latest_only.h"
#include "ui/models/problem.h"
#include "ui/presenters/build_values.h"
#include "ui/presenters/half_built_bank.h"
#include "ui/presenters/remaining_time.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace nectar {

class RecipePresenter;

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
    bool isReviewing() const { return m_reviewer.isRunning(); }
    const BuildReview& reviewed() const { return m_review; }
    /// How the reviewed data is read, to be looked at and corrected.
    RecipePresenter& recipes() { return *m_recipes; }
    /// What a machine has to spare, instead of what this one has.
    void setRoom(const MachineRoom& room) { m_room = room; }
    /// What opens backbones, for tests.
    void setOpener(BackboneOpener opener) { m_opener = std::move(opener); }
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
    /// Makes a bank of what the running build has read so far, to be asked already; halfBuiltReady() follows.
    void askMeanwhile();
    bool canAsk() const { return isRunning() && m_source && !m_asking.isRunning() && !m_progress.isStopping; }
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
    void askingChanged(); ///< canAsk()
    void halfBuiltReady(const nectar::HalfBuiltBank& bank);
    /// A build ended for want of memory: what may help.
    void memoryLacked(const nectar::Problem& problem, const QList<nectar::SmallerBuild>& choices);

private:
    using RequestMaker = std::function<BuildBankRequest(const JobContext&)>;
    enum class Existing { Reuse, Refuse };
    void start(const QString& title, const RequestMaker& makeRequest, Existing existing);
    void showTick(const BuildTick& tick, const QStringList& newPictures);
    void showPhase(const JobProgress& progress);
    void end(const Outcome<BuildReport>& outcome);

    void fail(const std::exception_ptr& error);
    static void forgetHalfBuilt(); ///< files of this program and of those that are no more

    LatestOnly m_reviewer, m_asking;
    std::shared_ptr<const HalfBuiltSource> m_source; ///< of the running build, once something was read
    Job m_job;
    BuildReview m_review;
    BuildProgress m_progress;
    ClassTable m_classes;
    QList<QRgb> m_palette;
    QElapsedTimer m_clock; ///< since the start
    RemainingTime m_remaining;
    BuildForm m_form, m_reviewedForm;
    RecipePresenter* m_recipes; ///< a child
    BackboneOpener m_opener = openBackbone;
    std::optional<MachineRoom> m_room;
    std::shared_ptr<std::atomic<bool>> m_discard;
    std::function<void()> m_current, m_again; ///< starts the running build, the paused one
};

} // namespace nectar
