// SPDX-License-Identifier: Apache-2.0
// What the engine lane does for the label page: the picture shown, labels, files.
#include "core/base/error.h"
#include "core/image/image_files.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_presenter.h"

#include <algorithm>
#include <utility>

namespace nectar {

void LabelPresenter::tellBusy()
{
    const auto waiting = std::ranges::count(m_pictures, LabelledPicture::State::Waiting, &LabelledPicture::state);
    const auto count = static_cast<std::ptrdiff_t>(m_pictures.size());
    Q_EMIT busyChanged(waiting == 0 ? QString() : tr("Reading picture %1 of %2 …").arg(count - waiting + 1).arg(count));
}

void LabelPresenter::setCurrent(int picture)
{
    if (picture < 0 || picture >= static_cast<int>(m_pictures.size()) || picture == m_current)
        return;
    m_current = picture;
    showPhoto();
}

void LabelPresenter::showPhoto()
{
    const LabelledPicture& picture = m_pictures.at(static_cast<std::size_t>(m_current));
    m_photo = {picture.name, {}, {}, {}};
    m_labels = {};
    Q_EMIT picturesChanged();
    Q_EMIT photoChanged();
    if (picture.state != LabelledPicture::State::Ready)
        return;
    struct Shown {
        CanvasPhoto photo;
        float threshold = 0;
        ClickedLabels labels;
    };
    m_shower.run(
        [engine = m_engine, picture, labelling = forEngine()](const std::stop_token& stop) {
            const JobContext ctx{stop};
            const Image image = loadImage(pathFromQString(picture.path), Orientation::Upright);
            ctx.checkStop();
            if (image.size() != picture.size)
                throw Error(ErrorCode::Mismatch, "cannot show the picture: " + fromQString(picture.path) +
                                                     ": it has another size than before: open it again");
            const float threshold = engine->use(labelling, ctx);
            return Shown{{picture.name, photoPyramid(image), picture.size, picture.grid},
                         threshold,
                         engine->labels(picture.number, ctx)};
        },
        [this, change = m_change](const Outcome<Shown>& outcome) {
            if (outcome.error)
                return fail(outcome.error);
            m_photo = outcome.value->photo;
            m_labels = outcome.value->labels;
            m_threshold = outcome.value->threshold;
            Q_EMIT photoChanged();
            Q_EMIT labelsChanged();
            if (change != m_change) // clicks came meanwhile
                update();
        });
}

Labelling LabelPresenter::forEngine() const
{
    Labelling labelling = m_state;
    std::erase_if(labelling.clicks, [this](const LabelClick& click) {
        const LabelledPicture& picture = m_pictures.at(click.picture);
        return picture.state != LabelledPicture::State::Ready ||
               !patchFromImage(picture.grid, picture.size, click.x, click.y);
    });
    for (LabelClick& click : labelling.clicks)
        click.picture = m_pictures.at(click.picture).number;
    return labelling;
}

void LabelPresenter::update()
{
    m_previewer.cancel(); // they would be of former clicks
    if (m_updating)
        m_updateAgain = true;
    else
        updateCurrent();
}

/// The picture that is looked at comes first, and each change is shown, also while a slider is dragged.
void LabelPresenter::updateCurrent()
{
    m_updating = true;
    m_updateAgain = false;
    struct Updated {
        float threshold = 0;
        std::optional<ClickedLabels> labels;
    };
    std::optional<std::size_t> number;
    if (m_current >= 0 && !m_photo.levels.isEmpty())
        number = m_pictures.at(static_cast<std::size_t>(m_current)).number;
    m_labeller.run(
        [engine = m_engine, labelling = forEngine(), number](const std::stop_token& stop) {
            const JobContext ctx{stop};
            Updated updated{engine->use(labelling, ctx), {}};
            if (number)
                updated.labels = engine->labels(*number, ctx);
            return updated;
        },
        [this, current = m_current](const Outcome<Updated>& outcome) {
            m_updating = false;
            if (outcome.error)
                return fail(outcome.error);
            m_threshold = outcome.value->threshold;
            if (outcome.value->labels && current == m_current && !m_photo.levels.isEmpty())
                m_labels = *outcome.value->labels;
            Q_EMIT labelsChanged();
            if (m_updateAgain)
                updateCurrent();
            else
                updatePreviews();
        });
}

void LabelPresenter::updatePreviews()
{
    using Previews = std::vector<std::pair<std::size_t, LabelEngine::Preview>>;
    m_previewer.run(
        [engine = m_engine, pictures = m_pictures, labelling = forEngine()](const std::stop_token& stop) {
            const JobContext ctx{stop};
            engine->use(labelling, ctx);
            Previews previews;
            for (std::size_t i = 0; i < pictures.size(); ++i)
                if (pictures[i].state == LabelledPicture::State::Ready)
                    previews.emplace_back(i, engine->preview(pictures[i].number, ctx));
            return previews;
        },
        [this, engine = m_engine](const Outcome<Previews>& outcome) {
            if (engine != m_engine)
                return;
            if (outcome.error)
                return fail(outcome.error);
            for (const auto& [index, preview] : *outcome.value) {
                m_pictures.at(index).preview = preview.picture;
                m_pictures.at(index).shares = preview.shares;
            }
            Q_EMIT picturesChanged();
            Q_EMIT labelsChanged();
        });
}

std::vector<LabelledPicture> LabelPresenter::readyPictures() const
{
    std::vector<LabelledPicture> ready;
    std::ranges::copy_if(m_pictures, std::back_inserter(ready),
                         [](const LabelledPicture& picture) { return picture.state == LabelledPicture::State::Ready; });
    return ready;
}

void LabelPresenter::save(const QString& folder, bool replace)
{
    if (m_saver.isRunning() || m_state.clicks.empty())
        return;
    const LabelEngine::ClickFolder target{pathFromQString(folder), replace ? Existing::Replace : Existing::Keep};
    m_saver.start([engine = m_engine, target, pictures = readyPictures(), labelling = forEngine()](
                      const JobContext& ctx) { return engine->save(target, pictures, labelling, ctx); },
                  [this, saved = m_state](const Outcome<LabelEngine::SaveResult>& outcome) {
                      if (outcome.error)
                          return fail(outcome.error);
                      m_saved = saved;
                      Q_EMIT saveProgressed({});
                      Q_EMIT this->saved(outcome.value->folder, outcome.value->pictures);
                  });
}

void LabelPresenter::fail(const std::exception_ptr& error)
{
    Q_EMIT saveProgressed({});
    tellBusy();
    if (!isCancellation(error))
        Q_EMIT problemOccurred(problemFrom(error));
}

} // namespace nectar
