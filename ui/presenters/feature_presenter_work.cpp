// SPDX-License-Identifier: Apache-2.0
// What the lanes do for the page of features: recognise the backbone, read, colour.
#include "ui/convert/text.h"
#include "ui/presenters/feature_presenter.h"

#include <algorithm>

namespace nectar {

namespace {

/// A picture that is coloured.
struct Part {
    int id = 0;
    std::shared_ptr<const ViewedPicture> viewed;
    QImage preview; ///< the small photo, then with its view over it
    std::shared_ptr<const PatchLayer> layer;
};

std::vector<Part> coloured(std::vector<Part> parts, const ViewKind& kind, const JobContext& ctx)
{
    std::vector<MatrixView> numbers;
    for (const Part& part : parts)
        numbers.push_back(part.viewed->numbers);
    const ViewColours colours = colourViews(numbers, kind, ctx);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        ctx.checkStop();
        parts[i].layer = std::make_shared<const PatchLayer>(featureViewLayer(colours, i, parts[i].viewed->grid, kind));
        parts[i].preview = featurePreview(parts[i].preview, *parts[i].layer);
    }
    return parts;
}

} // namespace

void FeaturePresenter::forgetNumbers()
{
    ++m_reading;
    m_reader.cancel();
    m_colourer.cancel();
    for (FeaturePicture& picture : m_pictures) {
        picture.problem.clear();
        picture.features.reset();
        picture.attention.reset();
        picture.layer.reset();
        picture.colouring = {};
        picture.preview = picture.small;
    }
    m_isStopped = false;
    m_spec.reset();
    m_backboneProblem.reset();
    Q_EMIT picturesChanged();
    Q_EMIT shownChanged();
    Q_EMIT choicesChanged();
}

void FeaturePresenter::inspect()
{
    m_inspector.run([request = m_form.request()](const std::stop_token&) { return inspectBackbone(request); },
                    [this](const Outcome<BackboneSpec>& outcome) {
                        if (outcome.error)
                            m_backboneProblem = problemFrom(outcome.error);
                        else
                            m_spec = *outcome.value;
                        if (m_view.view == FeatureView::Attention && !whyNoAttention().isEmpty())
                            setView({});
                        else if (m_view.head && m_spec && *m_view.head >= m_spec->heads)
                            setView({FeatureView::Attention, {}});
                        Q_EMIT choicesChanged();
                        tellProgress();
                        readNext();
                    });
}

void FeaturePresenter::tellProgress()
{
    const auto waiting =
        std::ranges::count_if(m_pictures, [this](const FeaturePicture& picture) { return isWaiting(picture); });
    m_progress.total = static_cast<int>(m_pictures.size());
    m_progress.done = m_progress.total - static_cast<int>(waiting);
    m_progress.isStopped = waiting > 0 && m_isStopped;
    m_progress.isReading = waiting > 0 && !m_isStopped && !m_backboneProblem;
    Q_EMIT progressed();
}

void FeaturePresenter::readNext()
{
    tellProgress();
    if (m_reader.isRunning() || m_isStopped || !m_spec)
        return;
    const FeaturePicture* next = nullptr;
    for (const FeaturePicture* picture : byUrgency())
        if (isWaiting(*picture) && !next)
            next = picture;
    if (!next)
        return;
    std::int64_t left = kMostBytes;
    for (const FeaturePicture& picture : m_pictures)
        for (const auto& numbers : {picture.features, picture.attention})
            left -= numbers ? std::ssize(numbers->numbers.values) * std::int64_t{sizeof(float)} : 0;
    const FeatureEngine::Wish wish{m_form, next->path, m_view.view, left};
    m_reader.start(
        [engine = m_engine, wish](const JobContext& ctx) { return engine->read(wish, ctx); },
        [this, id = next->id, view = wish.view, reading = m_reading](const Outcome<FeatureEngine::Read>& outcome) {
            FeaturePicture* picture = find(id);
            if (reading == m_reading && picture && outcome.value) {
                take(id, *outcome.value, view);
            } else if (reading == m_reading && picture && !isCancellation(outcome.error)) {
                const Problem problem = problemFrom(outcome.error);
                picture->problem = problem.title + QStringLiteral(": ") + problem.text;
                Q_EMIT picturesChanged();
                Q_EMIT shownChanged();
            }
            readNext();
            keepColouring();
        });
}

void FeaturePresenter::take(int id, const FeatureEngine::Read& read, FeatureView view)
{
    if (read.backboneFault) {
        m_spec.reset();
        m_backboneProblem = problemFrom(read.backboneFault);
        Q_EMIT choicesChanged();
        return;
    }
    FeaturePicture& picture = *find(id);
    (view == FeatureView::Attention ? picture.attention : picture.features) = read.viewed;
    picture.small = read.small;
    if (picture.preview.isNull())
        picture.preview = read.small;
    Q_EMIT picturesChanged();
    if (m_selected.contains(id))
        Q_EMIT shownChanged(); // its patches are known
}

/// Ends what nobody looks at any more, and begins what is looked at.
void FeaturePresenter::keepColouring()
{
    const Ids sharing = sharingIds();
    const bool isWanted = std::ranges::any_of(
        m_pictures, [&](const FeaturePicture& picture) { return wanted(picture, sharing) == m_colouring; });
    if (m_colourer.isRunning() && !isWanted)
        m_colourer.cancel();
    colourNext();
}

void FeaturePresenter::colourNext()
{
    if (m_colourer.isRunning())
        return;
    const Ids sharing = sharingIds();
    const auto pictures = byUrgency();
    const auto next = std::ranges::find_if(pictures, [&](const FeaturePicture* picture) {
        return picture->numbers(m_view.view) && picture->colouring != wanted(*picture, sharing);
    });
    if (next == pictures.end())
        return;
    m_colouring = wanted(**next, sharing);
    std::vector<Part> parts;
    for (const int id : m_colouring.together)
        parts.push_back({id, find(id)->numbers(m_view.view), find(id)->small, nullptr});
    m_colourer.start(
        [parts, kind = m_view](const JobContext& ctx) { return coloured(parts, kind, ctx); },
        [this, parts, reading = m_reading](const Outcome<std::vector<Part>>& outcome) {
            const bool isStale = reading != m_reading || (outcome.error && isCancellation(outcome.error));
            for (const Part& part : isStale ? std::vector<Part>{} : outcome.value ? *outcome.value : parts) {
                FeaturePicture* picture = find(part.id);
                if (!picture)
                    continue;
                picture->colouring = m_colouring; // also where it failed: once is enough
                picture->layer = part.layer;
                picture->preview = part.preview;
            }
            if (outcome.error && !isStale)
                fail(outcome.error);
            Q_EMIT picturesChanged();
            Q_EMIT layersChanged();
            keepColouring();
        });
}

} // namespace nectar
