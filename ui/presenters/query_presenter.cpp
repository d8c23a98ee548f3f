// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/query_presenter.h"

#include "core/memory/bank_file.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/difference_presenter.h"
#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/prompt_shares_presenter.h"
#include "ui/presenters/why_not_presenter.h"

#include <QFileInfo>
#include <QImageReader>

#include <algorithm>

namespace nectar {

QueryPresenter::QueryPresenter(QThreadPool* engine, QObject* parent)
    : QObject(parent), m_engine(engine), m_opening(engine), m_predictor(engine), m_pasting(engine),
      m_whyNot(new WhyNotPresenter(*this, engine)), m_promptShares(new PromptSharesPresenter(*this, engine)),
      m_patchLayers(new PatchLayersPresenter(*this, engine)), m_colours(new ColourPresenter(this)),
      m_difference(new DifferencePresenter(*this, engine))
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
    m_task = task;
    requestPrediction();
}

void QueryPresenter::setNeighbours(int neighbours)
{
    neighbours = std::clamp(neighbours, 1, kMaxNeighbours);
    if (std::exchange(m_options.neighbours, neighbours) != neighbours)
        requestPrediction();
}

void QueryPresenter::setTemperature(double temperature)
{
    const auto value = static_cast<float>(std::clamp(temperature, 1e-4, 10.));
    if (std::exchange(m_options.temperature, value) != value)
        requestPrediction();
}

void QueryPresenter::setPromptCounts(qint64 promptImage, bool counts)
{
    if (!m_scene || promptImage < 0 || promptImage >= m_bank.images)
        return;
    std::vector<std::uint32_t> prompts = m_leftOut;
    const auto image = static_cast<std::uint32_t>(promptImage);
    const auto place = std::lower_bound(prompts.begin(), prompts.end(), image);
    const bool counted = place == prompts.end() || *place != image;
    if (counted == counts)
        return;
    if (counts)
        prompts.erase(place);
    else
        prompts.insert(place, image);
    setLeftOut(std::move(prompts));
}

void QueryPresenter::countAllPrompts()
{
    if (!m_leftOut.empty())
        setLeftOut({});
}

void QueryPresenter::setLeftOut(std::vector<std::uint32_t> prompts)
{
    m_leftOut = std::move(prompts);
    m_promptImages.setLeftOut(m_leftOut);
    Q_EMIT leftOutChanged();
    requestPrediction();
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

void QueryPresenter::pinPatch(int patch)
{
    m_pinned = patch;
    m_hovered = -1;
    showEvidence();
}

void QueryPresenter::hoverPatch(int patch)
{
    if (std::exchange(m_hovered, patch) != patch)
        showEvidence();
}

std::vector<int> QueryPresenter::keptPatches() const
{
    return m_pinned >= 0 ? std::vector{m_pinned} : std::vector<int>{};
}

std::vector<int> QueryPresenter::lookedAt() const { return m_hovered >= 0 ? std::vector{m_hovered} : keptPatches(); }

void QueryPresenter::showEvidence()
{
    const int patch = m_hovered >= 0 ? m_hovered : m_pinned;
    if (!m_shown.prediction || patch < 0 || patch >= m_shown.image->grid.count()) {
        m_reading = {};
        m_neighbours.setCards({});
    } else {
        const auto evidence = patchEvidence(*m_shown.image, *m_shown.bank, patch, m_shown.options);
        QList<NeighbourCard> cards =
            evidenceCards(evidence, *m_shown.bank, m_shown.prediction->task, m_shown.classColours);
        m_reading =
            patchReading(*m_shown.image, *m_shown.bank, patch, *m_shown.prediction, cards, m_shown.classColours);
        m_neighbours.setCards(std::move(cards));
    }
    Q_EMIT evidenceChanged();
}

QString QueryPresenter::imageNote() const
{
    if (!m_shown.image)
        return {};
    QStringList notes;
    if (!m_shown.image->ownImages.empty())
        notes.append(tr("This picture is in the bank: its own patches are left out"));
    if (const auto count = static_cast<int>(m_shown.leftOut.size()); count > 0) {
        const QString change =
            m_shown.prediction->task == Task::Segmentation
                ? tr("%1\u00A0% of the picture changes").arg(100 * m_shown.changed, 0, 'f', 1)
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
    return parts.join(QStringLiteral("   ·   "));
}

} // namespace nectar
