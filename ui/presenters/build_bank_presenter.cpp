// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/build_bank_presenter.h"

#include "core/base/files.h"
#include "core/base/paths.h"
#include "core/memory/memory_builder.h"
#include "core/pipeline/demo.h"
#include "ui/convert/text.h"
#include "ui/presenters/build_feed.h"
#include "ui/presenters/build_requests.h"
#include "ui/presenters/recipe_presenter.h"

#include <QFileInfo>

#include <fstream>
#include <unistd.h>

namespace nectar {

namespace {

qint64 residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    qint64 all = 0, resident = 0;
    statm >> all >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

/// A whole bank that is already there, as the report of a build that had nothing to do.
BuildReport reuseReport(const std::filesystem::path& file)
{
    BuildReport report;
    report.bank = file;
    return report;
}

/// Goes on with a partial file of the same build; another build's is replaced, as its bank could not come to be here.
BuildReport buildOrResume(BuildBankRequest request, const JobContext& ctx, const BuildListener& listener,
                          const BackboneOpener& opener)
{
    std::error_code ignored;
    request.resume = std::filesystem::exists(partialPath(request.output), ignored);
    try {
        return buildBank(request, ctx, listener, opener);
    } catch (const Error& error) {
        if (!request.resume || error.code() != ErrorCode::Mismatch)
            throw;
    }
    request.resume = false;
    request.force = true; // had there been a whole bank, its Exists would have come first
    return buildBank(request, ctx, listener, opener);
}

} // namespace

BuildBankPresenter::BuildBankPresenter(QThreadPool* engine, QThreadPool* batch, QObject* parent)
    : QObject(parent), m_reviewer(engine), m_asking(engine), m_job(batch), m_recipes(new RecipePresenter(engine, this))
{
    qRegisterMetaType<BuildTick>();
    qRegisterMetaType<ClassTable>();
    connect(&m_job, &Job::progressed, this, &BuildBankPresenter::showPhase);
}

BuildBankPresenter::~BuildBankPresenter() { forgetHalfBuilt(); }

bool BuildBankPresenter::hasStarterBackbone() { return !starterBackboneDir().empty(); }

QString BuildBankPresenter::suggestedOutput(const QString& folder)
{
    const QString name = QFileInfo(folder).fileName();
    return pathToQString(userPaths().data / "banks") + QLatin1Char('/') +
           (name.isEmpty() ? QStringLiteral("pictures") : name) + QStringLiteral(".bank");
}

void BuildBankPresenter::review(const BuildForm& form)
{
    Q_EMIT reviewStarted();
    m_reviewer.run(
        [form, room = m_room](const std::stop_token& stop) {
            return reviewBuild(form, room ? *room : roomFor(form), JobContext{stop});
        },
        [this, form](const Outcome<BuildReview>& outcome) {
            if (outcome.error) {
                if (!isCancellation(outcome.error))
                    Q_EMIT reviewFailed(problemFrom(outcome.error));
                return;
            }
            m_review = *outcome.value;
            m_reviewedForm = form;
            Q_EMIT reviewReady();
        });
}

void BuildBankPresenter::build(const BuildForm& form)
{
    if (m_job.isRunning())
        return;
    m_current = [this, form] { build(form); };
    m_form = form;
    const BuildBankRequest request = buildRequest(form);
    start(
        tr("Nectar is reading your pictures"),
        [request](const JobContext&) {
            if (request.output.has_parent_path())
                makeFolder(request.output.parent_path());
            return request;
        },
        Existing::Refuse);
    BuildForm reviewed = m_reviewedForm;
    reviewed.replace = form.replace; // nothing that needs memory
    m_progress.forecastBytes = reviewed == form ? m_review.memoryBytes : 0;
}

void BuildBankPresenter::buildDemo(const QString& backbone)
{
    if (m_job.isRunning())
        return;
    m_current = [this, backbone] { buildDemo(backbone); };
    m_form = {};
    const std::string source = backbone.isEmpty() ? demoBackbone() : fromQString(backbone);
    start(
        tr("Nectar is reading toy town"), [source](const JobContext& ctx) { return demoBuildRequest(source, ctx); },
        Existing::Reuse);
}

QString BuildBankPresenter::otherDemoBackbone(const QString& bankFile)
{
    if (!hasStarterBackbone() || QFileInfo(bankFile).absolutePath() != pathToQString(userPaths().cache / "demo"))
        return {};
    return bankFile.contains(QStringLiteral("starter")) ? QStringLiteral("descriptor") : QStringLiteral("starter");
}

void BuildBankPresenter::start(const QString& title, const RequestMaker& makeRequest, Existing existing)
{
    m_again = {};
    m_source = {};
    m_progress = {};
    m_progress.title = title;
    m_classes = {};
    m_remaining.clear();
    m_clock.start();
    m_discard = std::make_shared<std::atomic<bool>>(false);
    const std::shared_ptr<BuildFeed> feed(new BuildFeed, [](BuildFeed* object) { object->deleteLater(); });
    connect(feed.get(), &BuildFeed::classesFound, this, [this](const ClassTable& classes, const QList<QRgb>& palette) {
        m_classes = classes;
        m_palette = palette;
    });
    connect(feed.get(), &BuildFeed::ticked, this, &BuildBankPresenter::showTick);
    m_job.start(
        [makeRequest, existing, feed, opener = m_opener, discard = m_discard](const JobContext& ctx) {
            BuildBankRequest request = makeRequest(ctx);
            if (existing == Existing::Reuse) {
                if (isCurrentBank(request, ctx))
                    return reuseReport(request.output);
                request.force = true; // what lies there is damaged, or of older pictures or another backbone
            }
            const Recipe recipe = resolveDataset(request, ctx).recipe;
            feed->classesKnown(recipe.classes, pathToQString(recipe.root));
            try {
                return buildOrResume(
                    request, ctx, [&feed](const BuildTick& tick) { feed->tick(tick); }, opener);
            } catch (const Cancelled&) {
                feed->flush(); // how much is kept
                if (*discard)
                    discardPartial(request.output);
                throw;
            }
        },
        [this](const Outcome<BuildReport>& outcome) { end(outcome); });
    Q_EMIT started();
    Q_EMIT progressed();
}

void BuildBankPresenter::cancel()
{
    if (m_discard)
        *m_discard = true;
    pause();
}

void BuildBankPresenter::pause()
{
    if (!m_job.isRunning())
        return;
    m_progress.isStopping = true;
    Q_EMIT stopping();
    m_job.cancel();
}

bool BuildBankPresenter::hasPartial() const
{
    std::error_code ignored;
    return !m_form.output.isEmpty() && std::filesystem::exists(partialPath(pathFromQString(m_form.output)), ignored);
}

bool BuildBankPresenter::offerUnfinished(const BuildForm& form)
{
    if (m_job.isRunning())
        return false;
    m_form = form;
    if (!hasPartial())
        return false;
    m_again = [this, form] { build(form); };
    return true;
}

QList<SmallerBuild> BuildBankPresenter::smallerBuilds() const
{
    return m_review.isTooLarge() ? smallerForms(m_reviewedForm, m_review) : QList<SmallerBuild>{};
}

void BuildBankPresenter::continuePaused()
{
    if (canContinue())
        std::exchange(m_again, {})();
}

void BuildBankPresenter::showPhase(const JobProgress& progress)
{
    m_progress.phase = progress.phase;
    if (progress.phase == QStringLiteral("images") && m_progress.imagesTotal == 0)
        m_progress.imagesTotal = progress.total;
    if (progress.phase != QStringLiteral("images") && m_progress.imagesDone == 0) {
        m_progress.phaseDone = progress.done;
        m_progress.phaseTotal = progress.total;
    }
    m_progress.residentBytes = residentBytes();
    Q_EMIT progressed();
}

void BuildBankPresenter::showTick(const BuildTick& tick, const QStringList& newPictures)
{
    m_source = tick.rows > 0 ? tick.source : nullptr;
    m_progress.imagesDone = tick.imagesDone;
    m_progress.imagesTotal = tick.imagesTotal;
    m_progress.patches = tick.rows;
    m_remaining.add(static_cast<double>(m_clock.elapsed()) / 1000, tick.imagesDone);
    if (const auto left = m_remaining.estimate(tick.imagesTotal)) {
        m_progress.imagesPerSecond = left->perSecond;
        m_progress.secondsLeft = left->middle;
        m_progress.leastSecondsLeft = left->low;
        m_progress.mostSecondsLeft = left->high;
    }
    m_progress.residentBytes = residentBytes();
    m_progress.coverage.clear();
    m_progress.missingClasses.clear();
    for (std::size_t c = 0; c < tick.rowsPerClass.size() && c < m_classes.classes.size(); ++c) {
        const QString name = toQString(m_classes.classes[c].name);
        const double share =
            tick.rows > 0 ? static_cast<double>(tick.rowsPerClass[c]) / static_cast<double>(tick.rows) : 0;
        m_progress.coverage.append({name, m_palette.value(static_cast<qsizetype>(c)), share});
        if (tick.rowsPerClass[c] == 0)
            m_progress.missingClasses.append(name);
    }
    for (const QString& picture : newPictures)
        Q_EMIT pictureRead(picture);
    Q_EMIT progressed();
}

void BuildBankPresenter::end(const Outcome<BuildReport>& outcome)
{
    if (outcome.error) {
        const bool wasPaused = isCancellation(outcome.error) && !*m_discard;
        if (!isCancellation(outcome.error))
            fail(outcome.error);
        m_again = wasPaused ? m_current : std::function<void()>();
        Q_EMIT stopped();
        if (wasPaused)
            Q_EMIT paused();
        return;
    }
    m_asking.cancel(); // the whole bank is there
    if (const Problem problem = reportProblem(*outcome.value); !problem.title.isEmpty())
        Q_EMIT problemOccurred(problem);
    Q_EMIT finished(pathToQString(outcome.value->bank));
}

} // namespace nectar
