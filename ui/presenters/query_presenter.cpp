// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"

#include "core/memory/bank_file.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/prompt_view_presenter.h"
#include "ui/presenters/why_not_presenter.h"

#include <QFileInfo>
#include <QImageReader>
#include <QUndoStack>

#include <algorithm>

namespace nectar {

QueryPresenter::QueryPresenter(QThreadPool* engine, QUndoStack* undo, QObject* parent)
    : QObject(parent), m_engine(engine), m_opening(engine), m_predictor(engine), m_pooling(engine), m_undo(undo),
      m_pasting(engine), m_whyNot(new WhyNotPresenter(*this, engine)),
      m_promptShares(new PromptSharesPresenter(*this, engine)), m_patchLayers(new PatchLayersPresenter(*this, engine)),
      m_promptView(new PromptViewPresenter(*this, engine)), m_previewHeat(new PromptHeat(*this, engine, this)),
      m_colours(new ColourPresenter(this)), m_difference(new DifferencePresenter(*this, engine)),
      m_library(new LibraryPresenter(*this))
{
    connect(m_colours, &ColourPresenter::changed, this, &QueryPresenter::recolour);
}

QueryPresenter::~QueryPresenter() = default;

bool QueryPresenter::looksLikeBank(const QString& file)
{
    return file.endsWith(QStringLiteral(".bank"), Qt::CaseInsensitive) || isBankFile(pathFromQString(file));
}

bool QueryPresenter::looksLikePicture(const QString& file)
{
    const QStringList endings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"),
                              QStringLiteral("bmp"), QStringLiteral("tif"), QStringLiteral("tiff"),
                              QStringLiteral("webp")};
    return endings.contains(QFileInfo(file).suffix(), Qt::CaseInsensitive) ||
           !QImageReader::imageFormat(file).isEmpty();
}

void QueryPresenter::predictIfChanged()
{
    if (m_shown.prediction &&
        (m_shown.prediction->task != m_task || m_shown.options.neighbours != m_options.neighbours ||
         m_shown.options.temperature != m_options.temperature || m_shown.leftOut != m_leftOut))
        requestPrediction();
}

void QueryPresenter::fail(const std::exception_ptr& error)
{
    Q_EMIT busyChanged({});
    if (!isCancellation(error))
        Q_EMIT problemOccurred(problemFrom(error));
}

void QueryPresenter::setTask(Task task)
{
    if (task == m_task || !m_bank.tasks.contains(task))
        return;
    Reading wanted = currentReading();
    wanted.task = task;
    change(ReadingCommand::Part::Task, wanted, task == Task::Depth ? tr("reading depth") : tr("reading classes"));
}

void QueryPresenter::setNeighbours(int neighbours)
{
    Reading wanted = currentReading();
    wanted.options.neighbours = std::clamp(neighbours, 1, kMaxNeighbours);
    if (wanted.options.neighbours != m_options.neighbours)
        change(ReadingCommand::Part::Neighbours, wanted, tr("%1 voters").arg(wanted.options.neighbours));
}

void QueryPresenter::setTemperature(double temperature)
{
    Reading wanted = currentReading();
    wanted.options.temperature = static_cast<float>(std::clamp(temperature, 1e-4, 10.));
    if (wanted.options.temperature != m_options.temperature)
        change(ReadingCommand::Part::Temperature, wanted,
               tr("evenness %1").arg(figuresText(static_cast<double>(wanted.options.temperature), 3)));
}

void QueryPresenter::setPromptCounts(qint64 promptImage, bool counts)
{
    if (!m_scene || promptImage < 0 || promptImage >= m_bank.images)
        return;
    Reading wanted = currentReading();
    std::vector<std::uint32_t>& prompts = wanted.leftOut;
    const auto image = static_cast<std::uint32_t>(promptImage);
    const auto place = std::lower_bound(prompts.begin(), prompts.end(), image);
    const bool counted = place == prompts.end() || *place != image;
    if (counted == counts)
        return;
    if (counts)
        prompts.erase(place);
    else
        prompts.insert(place, image);
    const QString name = m_promptImages.entry(static_cast<int>(promptImage)).name;
    change(ReadingCommand::Part::Prompts, wanted,
           counts ? tr("counting %1").arg(name) : tr("leaving out %1").arg(name));
}

void QueryPresenter::countAllPrompts()
{
    Reading wanted = currentReading();
    wanted.leftOut.clear();
    if (!m_leftOut.empty())
        change(ReadingCommand::Part::Prompts, wanted, tr("counting all prompt images"));
}

void QueryPresenter::change(ReadingCommand::Part part, const Reading& wanted, const QString& text)
{
    if (!m_undo) {
        apply(part, wanted, m_bank.file);
        return;
    }
    m_undo->push(new ReadingCommand(
        [this](auto changed, const Reading& reading, const QString& bank) { return apply(changed, reading, bank); },
        {part, currentReading(), wanted, m_bank.file}, text));
}

bool QueryPresenter::apply(ReadingCommand::Part part, const Reading& wanted, const QString& bank)
{
    switch (part) {
    case ReadingCommand::Part::Task:
        if (m_scene && !m_bank.tasks.contains(wanted.task))
            return false;
        m_task = wanted.task;
        break;
    case ReadingCommand::Part::Neighbours:
        m_options.neighbours = wanted.options.neighbours;
        break;
    case ReadingCommand::Part::Temperature:
        m_options.temperature = wanted.options.temperature;
        break;
    case ReadingCommand::Part::Prompts:
        if (bank != m_bank.file)
            return false;
        m_leftOut = wanted.leftOut;
        m_promptImages.setLeftOut(m_leftOut);
        Q_EMIT leftOutChanged();
        break;
    }
    Q_EMIT readingChanged();
    requestPrediction();
    return true;
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
            showEvidence();
            if (m_predictAgain)
                predictNow();
        });
}

Reading QueryPresenter::currentReading() const { return {m_task, m_options, m_leftOut, m_colours->choice()}; }

void QueryPresenter::recolour()
{
    applyColours(m_shown, m_colours->choice());
    Q_EMIT coloursChanged();
    showEvidence();
}

QString QueryPresenter::imageNote() const
{
    if (!m_shown.image)
        return {};
    QStringList notes;
    if (m_bank.halfBuilt)
        notes.append(tr("The bank is not finished: asked with %1").arg(m_bank.halfBuilt->share()));
    if (!m_shown.image->ownImages.empty())
        notes.append(tr("This picture is in the bank: its own patches are left out"));
    if (const auto count = static_cast<int>(m_shown.leftOut.size()); count > 0) {
        const QString change =
            m_shown.prediction->task == Task::Segmentation
                ? tr("%1\u00A0% of the picture changes").arg(numberText(100 * m_shown.changed, 1))
                : tr("the depth changes by %1 on average").arg(metresText(static_cast<float>(m_shown.changed)));
        notes.append(
            count == 1
                ? tr("Without %1: %2").arg(m_promptImages.entry(static_cast<int>(m_shown.leftOut.front())).name, change)
                : tr("Without %1 prompt images: %2").arg(count).arg(change));
    }
    return notes.join(QStringLiteral("   ·   "));
}

QString QueryPresenter::pixelText(const QPoint& pixel) const
{
    if (!m_shown.image || pixel.x() < 0)
        return {};
    const auto patch = patchFromImage(m_shown.image->grid, m_shown.image->photo.size(), static_cast<float>(pixel.x()),
                                      static_cast<float>(pixel.y()));
    if (!patch)
        return {};
    QStringList parts{tr("patch in %1").arg(patchText(*patch)), pointText(pixel.x(), pixel.y()),
                      tr("predicted: %1").arg(layerValueText(m_shown.layer, m_bank.classes, pixel.x(), pixel.y()))};
    if (!m_shown.truth.isEmpty())
        parts.append(tr("truth: %1").arg(layerValueText(m_shown.truth, m_bank.classes, pixel.x(), pixel.y())));
    if (const QString error = errorText(m_shown.layer, m_shown.truth, pixel.x(), pixel.y()); !error.isEmpty())
        parts.append(tr("error: %1").arg(error));
    if (const QString value = m_patchLayers->valueText(patchNumber(m_shown.image->grid, *patch)); !value.isEmpty())
        parts.append(value);
    if (const QString weight = m_promptView->valueText(patchNumber(m_shown.image->grid, *patch)); !weight.isEmpty())
        parts.append(weight);
    return parts.join(QStringLiteral("   ·   "));
}

} // namespace nectar
