// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/measure_presenter.h"

#include "core/base/files.h"
#include "ui/convert/text.h"
#include "ui/presenters/measure_values.h"
#include "ui/presenters/query_presenter.h"

#include <QFileInfo>

namespace nectar {

/// What the batch lane hands over.
struct MeasurePresenter::Result {
    EvaluateRequest request;
    std::shared_ptr<const Dataset> labelled; ///< its pictures, where they are not the bank's
    EvaluationReport report;
    Measurement measurement;
};

MeasurePresenter::MeasurePresenter(QThreadPool* engine, QThreadPool* batch, QueryPresenter& query, QObject* parent)
    : QObject(parent), m_query(query), m_batch(batch), m_looker(engine), m_saver(engine)
{
    connect(&query, &QueryPresenter::bankChanged, this, [this] {
        cancel(); // it reads with the bank that was open
        forget();
    });
    connect(&query, &QueryPresenter::predictionChanged, this, &MeasurePresenter::outdatedChanged);
    connect(&query.voting(), &VotingPresenter::leftOutChanged, this, &MeasurePresenter::outdatedChanged);
    connect(&query, &QueryPresenter::imageChanged, this, [this] {
        if (m_fault.path.isEmpty() || !m_query.hasImage() || pathToQString(m_query.shown().image->path) == m_fault.path)
            return;
        m_fault = {};
        Q_EMIT faultChanged();
    });
    makeJob();
}

void MeasurePresenter::makeJob()
{
    m_job = std::make_unique<Job>(m_batch);
    connect(m_job.get(), &Job::progressed, this, [this](const JobProgress& progress) {
        m_progress = progress;
        Q_EMIT progressed();
    });
}

void MeasurePresenter::cancel()
{
    if (!isRunning())
        return;
    makeJob(); // the end of the former one stops its work
    Q_EMIT runningChanged();
}

MeasurePresenter::~MeasurePresenter() = default;

void MeasurePresenter::prepare()
{
    if (m_source.isEmpty() && !isLooking())
        offerBanksPictures();
}

void MeasurePresenter::offerBanksPictures() { look({}); }

void MeasurePresenter::chooseFolder(const QString& folder) { look(folder); }

void MeasurePresenter::look(const QString& folder)
{
    if (!m_query.hasBank())
        return;
    m_looker.run(
        [bank = m_query.scene()->bank(), folder](const std::stop_token& stop) {
            const JobContext ctx{stop};
            return folder.isEmpty() ? sourceOfBank(*bank, ctx) : sourceInFolder(folder, *bank, ctx);
        },
        [this](const Outcome<MeasureSource>& outcome) {
            if (outcome.error && !isCancellation(outcome.error))
                Q_EMIT problemOccurred(problemFrom(outcome.error));
            if (outcome.error)
                Q_EMIT sourceChanged(); // the former one stays
            else
                setSource(*outcome.value);
        });
    Q_EMIT sourceChanged();
}

void MeasurePresenter::setSource(const MeasureSource& source)
{
    m_source = source;
    m_split = source.split;
    Q_EMIT sourceChanged();
}

void MeasurePresenter::setSplit(const QString& split)
{
    if (split == m_split || !m_source.chosen(split))
        return;
    m_split = split;
    Q_EMIT sourceChanged();
}

void MeasurePresenter::forget()
{
    m_source = {};
    m_split.clear();
    m_looker.cancel();
    m_result.reset();
    m_measurement.reset();
    m_current = -1;
    chooseCell(-1, -1);
    m_fault = {};
    Q_EMIT sourceChanged();
    Q_EMIT measured();
    Q_EMIT faultChanged();
}

void MeasurePresenter::open(const Fault& fault, const QPointF& at, Task task)
{
    m_fault = fault;
    m_query.voting().setTask(task);
    m_query.setLabelled(m_result->labelled);
    m_query.openImage(fault.path, at);
    Q_EMIT faultChanged();
}

bool MeasurePresenter::canMeasure() const
{
    return m_query.hasBank() && !isRunning() && !isLooking() && m_source.chosen(m_split);
}

EvaluateRequest MeasurePresenter::makeRequest() const
{
    EvaluateRequest request;
    request.bank = m_query.scene()->bankFile();
    request.data = pathFromQString(m_source.folder);
    if (m_source.recipe)
        request.knownRecipe = *m_source.recipe;
    request.split = fromQString(m_split);
    request.neighbours = {m_query.voting().options().neighbours};
    request.temperatures = {m_query.voting().options().temperature};
    request.mass = m_query.voting().options().mass;
    request.leftOut = m_query.voting().leftOut();
    request.perImage = true;
    return request;
}

void MeasurePresenter::measure()
{
    if (!canMeasure())
        return;
    m_progress = {};
    m_job->start(
        [request = makeRequest(),
         labelled = m_source.labelled](const JobContext& ctx) -> std::shared_ptr<const Result> {
            auto result = std::make_shared<Result>();
            result->request = request;
            result->labelled = labelled;
            result->report = evaluateBank(request, ctx);
            result->measurement = measurementFrom(result->report, request);
            return result;
        },
        [this](const Outcome<std::shared_ptr<const Result>>& outcome) {
            Q_EMIT runningChanged();
            if (outcome.error)
                Q_EMIT problemOccurred(problemFrom(outcome.error));
            else
                show(*outcome.value);
        });
    Q_EMIT runningChanged();
}

void MeasurePresenter::show(const std::shared_ptr<const Result>& result)
{
    m_result = result;
    m_measurement = std::shared_ptr<const Measurement>(result, &result->measurement);
    m_current = -1;
    chooseCell(-1, -1);
    if (!m_measurement->tasks().contains(m_task))
        m_task = m_measurement->tasks().value(0, Task::Segmentation);
    Q_EMIT measured();
    Q_EMIT outdatedChanged();
}

bool MeasurePresenter::isOutdated() const
{
    if (!m_result || !m_query.hasBank())
        return false;
    const EvaluateRequest& request = m_result->request;
    return request.neighbours.front() != m_query.voting().options().neighbours ||
           request.temperatures.front() != m_query.voting().options().temperature ||
           request.leftOut != m_query.voting().leftOut();
}

QString MeasurePresenter::commandLine() const
{
    return m_result && m_result->request.leftOut.empty() ? evalCommand(m_result->request) : QString();
}

void MeasurePresenter::setTask(Task task)
{
    if (task == m_task)
        return;
    m_task = task;
    m_current = -1;
    Q_EMIT taskChanged();
}

bool MeasurePresenter::canStep(int direction) const
{
    const int next = m_current + direction;
    return m_measurement && next >= 0 && next < m_measurement->pictures(m_task).size();
}

void MeasurePresenter::openPicture(int row)
{
    if (!canStep(row - m_current))
        return;
    m_current = row;
    Q_EMIT pictureOpened();
    const QList<MeasuredPicture>& pictures = m_measurement->pictures(m_task);
    const MeasuredPicture& picture = pictures.at(row);
    const QString place = tr("Picture %1 of %2, the worst first").arg(row + 1).arg(pictures.size());
    const QString measure = m_task == Task::Depth ? tr("RMSE") : tr("mIoU");
    const QString score = scoreText(picture, m_task);
    open({picture.path,
          picture.pixels == 0 ? tr("%1: %2").arg(place, score) : tr("%1: %2 %3").arg(place, measure, score),
          Fault::Kind::Picture},
         picture.worstPoint, m_task);
}

void MeasurePresenter::chooseCell(int truth, int prediction)
{
    m_truth = m_result ? truth : -1;
    m_prediction = m_truth < 0 ? -1 : prediction;
    m_examples.clear();
    if (m_truth >= 0)
        m_examples = confusedPatches(*m_result->report.details, truth, prediction, m_result->report.classes.count());
    Q_EMIT cellChosen();
}

void MeasurePresenter::openExample(int row)
{
    if (row < 0 || row >= m_examples.size())
        return;
    const ConfusedPatch& example = m_examples.at(row);
    const ConfusionTable& table = m_measurement->labels->confusion;
    const QString& truth = table.names.at(m_truth);
    open({example.path,
          m_truth == m_prediction
              ? tr("A patch of %1 that was read rightly").arg(truth)
              : tr("A patch of %1 that was read as %2").arg(truth, table.predictionName(m_prediction)),
          Fault::Kind::Patch},
         example.centre(), Task::Segmentation);
}

void MeasurePresenter::save(const QString& file, const QByteArray& contents)
{
    if (m_saver.isRunning())
        return;
    m_saver.start(
        [path = pathFromQString(file), contents](const JobContext&) {
            writeFile(path, {contents.constData(), static_cast<std::size_t>(contents.size())});
            return true;
        },
        [this, file](const Outcome<bool>& outcome) {
            if (!outcome.error)
                Q_EMIT saved(file);
            else if (!isCancellation(outcome.error))
                Q_EMIT problemOccurred(problemFrom(outcome.error));
        });
}

} // namespace nectar
