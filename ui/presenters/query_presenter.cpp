// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"

#include "ui/presenters/colour_presenter.h"

namespace nectar {

QueryPresenter::QueryPresenter(QThreadPool* engine, QUndoStack* undo, QObject* parent)
    : QObject(parent), m_opening(engine), m_predictor(engine), m_pasted(engine),
      m_colours(new ColourPresenter(undo, this)), m_voting(new VotingPresenter(m_promptImages, undo, this)),
      m_evidence(new EvidencePresenter(*this, engine, this)), m_answers(*this, engine)
{
    connect(m_colours, &ColourPresenter::changed, this, &QueryPresenter::recolour);
    connect(m_voting, &VotingPresenter::predictionOutdated, this, &QueryPresenter::requestPrediction);
    connect(m_evidence, &EvidencePresenter::failed, this, &QueryPresenter::fail);
}

QueryPresenter::~QueryPresenter() = default;

bool QueryPresenter::isBusy() const
{
    return m_opening.isRunning() || m_pasted.isBusy() || m_predicting || m_evidence->isBusy();
}

void QueryPresenter::predictIfChanged()
{
    const DecodeOptions &shown = m_shown.options, &wanted = m_voting->options();
    if (m_shown.prediction && (m_shown.prediction->task != m_voting->task() || shown.neighbours != wanted.neighbours ||
                               shown.temperature != wanted.temperature || m_shown.leftOut != m_voting->leftOut()))
        requestPrediction();
}

void QueryPresenter::fail(const std::exception_ptr& error)
{
    Q_EMIT busyChanged({});
    if (!isCancellation(error))
        Q_EMIT problemOccurred(problemFrom(error));
}

void QueryPresenter::requestPrediction()
{
    if (!m_shown.image || m_opening.isRunning())
        return; // the picture being opened is checked against the options when it arrives
    if (m_predicting)
        m_predictAgain = true;
    else
        predictNow();
}

void QueryPresenter::predictNow()
{
    m_predicting = true;
    m_predictAgain = false;
    m_predictor.run(
        [shown = m_shown, scene = m_scene, reading = currentReading()](const std::stop_token& stop) {
            return predictPicture(shown, *scene, reading, JobContext{stop});
        },
        [this](const Outcome<ShownPicture>& outcome) {
            m_predicting = false;
            if (outcome.error)
                return fail(outcome.error);
            m_shown = *outcome.value;
            applyColours(m_shown, m_colours->choice()); // they may have changed meanwhile
            m_legend.setEntries(m_shown.legend);
            Q_EMIT predictionChanged();
            m_evidence->update();
            if (m_predictAgain)
                predictNow();
        });
}

Reading QueryPresenter::currentReading() const
{
    Reading reading = m_voting->reading();
    reading.colours = m_colours->choice();
    return reading;
}

void QueryPresenter::recolour()
{
    applyColours(m_shown, m_colours->choice());
    Q_EMIT coloursChanged();
    m_evidence->update();
}

void QueryPresenter::tellAgain()
{
    m_voting->tellAgain();
    if (!hasImage())
        return;
    Q_EMIT predictionChanged();
    m_evidence->update();
}

} // namespace nectar
