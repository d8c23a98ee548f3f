// SPDX-License-Identifier: Apache-2.0
// Which pictures are looked at.
#include "core/base/error.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/click_files.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/feature_list_command.h"
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

QStringList FeaturePresenter::files() const
{
    QStringList files;
    for (const FeaturePicture& picture : m_pictures)
        files.append(picture.path);
    return files;
}

qsizetype FeaturePresenter::listPictures(const QStringList& found)
{
    QStringList after = files();
    qsizetype left = 0;
    for (const QString& file : found) {
        if (after.contains(file))
            continue;
        if (after.size() >= kMostPictures)
            ++left;
        else
            after.append(file);
    }
    const auto count = after.size() - std::ssize(m_pictures);
    m_isStopped = false;
    change(after, count == 1 ? tr("adding a picture") : tr("adding %1 pictures").arg(count));
    return left;
}

void FeaturePresenter::removePictures(const QList<int>& rows)
{
    QStringList after;
    for (std::size_t row = 0; row < m_pictures.size(); ++row)
        if (!rows.contains(static_cast<int>(row)))
            after.append(m_pictures[row].path);
    const auto count = std::ssize(m_pictures) - after.size();
    change(after, count == 1 ? tr("taking a picture out") : tr("taking %1 pictures out").arg(count));
}

void FeaturePresenter::change(const QStringList& files, const QString& text)
{
    const QStringList before = this->files();
    if (files == before)
        return readNext(); // after it was stopped
    m_undo.push(new FeatureListCommand([this](const QStringList& wanted) { setFiles(wanted); }, before, files, text));
}

/// What was there keeps what was read of it.
void FeaturePresenter::setFiles(const QStringList& files)
{
    std::vector<FeaturePicture> pictures;
    for (const QString& file : files) {
        const auto known = std::ranges::find(m_pictures, file, &FeaturePicture::path);
        if (known != m_pictures.end()) {
            pictures.push_back(*known);
            continue;
        }
        FeaturePicture& picture = pictures.emplace_back();
        picture.id = m_nextId++;
        picture.path = file;
        picture.name = QFileInfo(file).fileName();
    }
    const int next = m_selected.isEmpty() ? 0 : rowOf(m_selected.first());
    m_pictures = std::move(pictures);
    m_selected.removeIf([this](int id) { return !find(id); });
    if (m_selected.isEmpty() && !m_pictures.empty())
        m_selected = {m_pictures[std::min(static_cast<std::size_t>(next), m_pictures.size() - 1)].id};
    Q_EMIT picturesChanged();
    showPhotos();
    Q_EMIT choicesChanged();
    wake();
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
