// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/folder_prediction_presenter.h"

#include "core/base/files.h"
#include "ui/convert/text.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

constexpr const char* kPictures = "pictures";

bool isThere(const std::filesystem::path& file)
{
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(file, ignored));
}

PredictionPlan planOf(const FolderPrediction& form, const MemoryBank& bank)
{
    return planPredictions(namedPictures({pathFromQString(form.input)}), bank, form.run.exports,
                           pathFromQString(form.output));
}

FolderForecast forecastOf(const FolderPrediction& form, const MemoryBank& bank, const JobContext& ctx)
{
    const PredictionPlan plan = planOf(form, bank);
    FolderForecast forecast;
    forecast.pictures = std::ssize(plan.pictures);
    forecast.files = std::ssize(plan.files);
    forecast.earlierResults = static_cast<qint64>(plan.earlierResults);
    for (const auto& file : plan.files) {
        ctx.checkStop();
        forecast.existing += isThere(file);
    }
    return forecast;
}

void requireAbsent(const PredictionPlan& plan)
{
    if (const auto there = std::ranges::find_if(plan.files, isThere); there != plan.files.end())
        throw Error(ErrorCode::Exists,
                    "cannot write: " + there->string() + ": it is there already; nothing was changed");
}

FolderReport predictFolder(const FolderPrediction& form, const JobContext& ctx)
{
    ctx.step(0, 0, "opening the bank");
    const auto scene = OpenScene::open(pathFromQString(form.bank), {}, DeviceChoice::Auto, JobContext{ctx.stop});
    makeFolder(pathFromQString(form.output));
    const PredictionPlan plan = planOf(form, *scene->bank());
    if (!form.replace)
        requireAbsent(plan);
    FolderReport report;
    report.output = form.output;
    report.total = std::ssize(plan.pictures);
    const auto step = [&] { ctx.step(report.pictures.size() + report.leftOut.size(), report.total, kPictures); };
    PredictionEvents events;
    events.skipped = [&](const NamedPicture& picture, const std::string& reason) {
        report.leftOut.append({pathToQString(picture.file.filename()), toQString(reason)});
        step();
    };
    events.written = [&](const NamedPicture& picture, const WrittenPrediction& written) {
        report.pictures.append(pathToQString(picture.file));
        report.files += std::ssize(written.files);
        for (const std::string& warning : written.warnings)
            report.remarks.append(toQString(warning));
        step();
    };
    try {
        step();
        predictPictures(*scene, plan.pictures, form.run, events, JobContext{ctx.stop});
    } catch (const Cancelled&) {
        report.wasStopped = std::cmp_less(report.pictures.size() + report.leftOut.size(), report.total);
    }
    return report;
}

} // namespace

FolderPredictionPresenter::FolderPredictionPresenter(QThreadPool* engine, QThreadPool* batch, QObject* parent)
    : QObject(parent), m_forecaster(engine), m_job(batch)
{
    connect(&m_job, &Job::progressed, this, &FolderPredictionPresenter::showProgress);
}

void FolderPredictionPresenter::forecast(const FolderPrediction& form, std::shared_ptr<const MemoryBank> bank)
{
    m_forecaster.run([form, bank](const std::stop_token& stop) { return forecastOf(form, *bank, JobContext{stop}); },
                     [this](const Outcome<FolderForecast>& outcome) {
                         if (!outcome.error)
                             Q_EMIT forecastReady(*outcome.value);
                         else if (!isCancellation(outcome.error))
                             Q_EMIT forecastFailed(problemFrom(outcome.error));
                     });
}

void FolderPredictionPresenter::predict(const FolderPrediction& form)
{
    if (m_job.isRunning())
        return;
    m_progress = {};
    m_clock.invalidate();
    m_job.start([form](const JobContext& ctx) { return predictFolder(form, ctx); },
                [this, output = form.output](const Outcome<FolderReport>& outcome) {
                    if (!outcome.error)
                        return Q_EMIT ended(*outcome.value);
                    if (!isCancellation(outcome.error))
                        return Q_EMIT failed(problemFrom(outcome.error));
                    FolderReport nothing; // it was stopped before its first picture
                    nothing.output = output;
                    nothing.wasStopped = true;
                    Q_EMIT ended(nothing);
                });
    Q_EMIT started();
    Q_EMIT progressed();
}

void FolderPredictionPresenter::showProgress(const JobProgress& progress)
{
    m_progress.phase = progress.phase;
    if (progress.phase == QLatin1String(kPictures)) {
        m_progress.done = progress.done;
        m_progress.total = progress.total;
        if (!m_clock.isValid())
            m_clock.start();
        const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
        if (progress.done > 0 && seconds > 0.2) {
            m_progress.picturesPerSecond = static_cast<double>(progress.done) / seconds;
            m_progress.secondsLeft = static_cast<double>(progress.total - progress.done) / m_progress.picturesPerSecond;
        }
    }
    Q_EMIT progressed();
}

} // namespace nectar
