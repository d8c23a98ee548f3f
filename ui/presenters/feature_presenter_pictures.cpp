// SPDX-License-Identifier: Apache-2.0
// Which pictures are looked at.
#include "core/base/error.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/click_files.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/feature_presenter.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kSideBeside = 1024; ///< of a photo beside others

/// Each as the file that it is in the end: two links to one would count twice.
QString realPath(const QString& path)
{
    const QFileInfo info(path);
    const QString real = info.canonicalFilePath(); // none where it does not exist
    return real.isEmpty() ? info.absoluteFilePath() : real;
}

QStringList findPictures(const QStringList& paths, const JobContext& ctx)
{
    QStringList found;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isDir()) {
            found.append(realPath(path));
            continue;
        }
        const auto targets = picturesToLabel(pathFromQString(path), ctx);
        if (targets.empty())
            throw Error(ErrorCode::Empty,
                        "no pictures to look at: " + fromQString(path) +
                            ": no PNG, JPEG, BMP, TIFF or WebP files are in it: choose another folder");
        for (const LabelTarget& target : targets)
            found.append(realPath(pathToQString(target.picture)));
    }
    return found;
}

} // namespace

void FeaturePresenter::addPictures(const QStringList& paths)
{
    m_finding += paths; // also those that are still looked for
    m_finder.run([all = m_finding](const std::stop_token& stop) { return findPictures(all, JobContext{stop}); },
                 [this](const Outcome<QStringList>& outcome) {
                     m_finding.clear();
                     if (outcome.error)
                         return fail(outcome.error);
                     const qsizetype left = listPictures(*outcome.value);
                     if (left > 0)
                         Q_EMIT problemOccurred(
                             {Problem::Kind::Warning,
                              left == 1 ? tr("1 picture was left out") : tr("%1 pictures were left out").arg(left),
                              tr("%1 can be looked at at once. Take some out of the list first.").arg(kMostPictures),
                              {}});
                 });
}

void FeaturePresenter::addPasted(const QImage& picture)
{
    m_pasted.keep(picture, [this](const Outcome<QString>& outcome) {
        if (outcome.error)
            return fail(outcome.error);
        addPictures({*outcome.value});
    });
}

qsizetype FeaturePresenter::listPictures(const QStringList& files)
{
    qsizetype left = 0;
    for (const QString& file : files) {
        if (std::ranges::find(m_pictures, file, &FeaturePicture::path) != m_pictures.end())
            continue;
        if (m_pictures.size() >= std::size_t{kMostPictures}) {
            ++left;
            continue;
        }
        FeaturePicture picture;
        picture.id = m_nextId++;
        picture.path = file;
        picture.name = QFileInfo(file).fileName();
        m_pictures.push_back(std::move(picture));
    }
    Q_EMIT picturesChanged();
    m_isStopped = false;
    if (m_selected.isEmpty() && !m_pictures.empty())
        select({0});
    wake();
    readNext();
    keepColouring();
    return left;
}

void FeaturePresenter::removePictures(const QList<int>& rows)
{
    QList<int> ids;
    for (const int row : rows)
        if (row >= 0 && row < std::ssize(m_pictures))
            ids.append(m_pictures[static_cast<std::size_t>(row)].id);
    const int next = ids.isEmpty() ? 0 : rowOf(ids.first());
    std::erase_if(m_pictures, [&ids](const FeaturePicture& picture) { return ids.contains(picture.id); });
    m_selected.removeIf([&ids](int id) { return ids.contains(id); });
    if (m_selected.isEmpty() && !m_pictures.empty())
        m_selected = {m_pictures[std::min(static_cast<std::size_t>(next), m_pictures.size() - 1)].id};
    Q_EMIT picturesChanged();
    showPhotos();
    Q_EMIT choicesChanged();
    keepColouring();
    readNext();
}

/// One alone at its own size; of many, small ones.
void FeaturePresenter::showPhotos()
{
    const Ids ids = m_selected.mid(0, kMostShown);
    std::erase_if(m_photos, [&ids](const auto& photo) { return !ids.contains(photo.first); });
    Q_EMIT shownChanged();
    const int side = ids.size() > 1 ? kSideBeside : 0;
    QList<std::pair<int, QString>> wishes;
    for (const int id : ids)
        if (const FeaturePicture* picture = find(id); picture && picture->problem.isEmpty())
            wishes.append({id, picture->path});
    using Photos = std::vector<std::pair<int, CanvasPhoto>>;
    m_shower.run(
        [wishes, side](const std::stop_token& stop) {
            Photos photos;
            for (const auto& [id, path] : wishes) {
                JobContext{stop}.checkStop();
                try {
                    Image image = loadImage(pathFromQString(path), Orientation::Upright);
                    if (side > 0)
                        image = shrinkToFit(image, side);
                    photos.emplace_back(id, CanvasPhoto{{}, photoPyramid(image), image.size(), {}});
                } catch (const Error&) { // whoever reads its features says why
                }
            }
            return photos;
        },
        [this](const Outcome<Photos>& outcome) {
            if (outcome.error)
                return fail(outcome.error);
            m_photos = *outcome.value;
            Q_EMIT shownChanged();
        });
}

} // namespace nectar
