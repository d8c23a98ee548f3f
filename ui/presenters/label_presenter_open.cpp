// SPDX-License-Identifier: Apache-2.0
// How pictures get onto the label page.
#include "core/base/error.h"
#include "core/dataset/file_listing.h"
#include "core/pipeline/click_files.h"
#include "ui/convert/text.h"
#include "ui/presenters/label_commands.h"
#include "ui/presenters/label_presenter.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

constexpr qsizetype kMostPictures = 200; ///< features of all are kept, and their similarities to all clicks

QList<ListedPicture> findPictures(const QStringList& paths, const JobContext& ctx)
{
    QList<ListedPicture> found;
    for (const QString& path : paths) {
        if (!QFileInfo(path).isDir()) {
            found.append({QFileInfo(path).absoluteFilePath(), QFileInfo(path).fileName()});
            continue;
        }
        const auto targets = picturesToLabel(pathFromQString(path), ctx);
        if (targets.empty())
            throw Error(ErrorCode::Empty,
                        "no pictures to label: " + fromQString(path) +
                            ": no PNG, JPEG, BMP, TIFF or WebP files are in it: choose another folder");
        for (const LabelTarget& target : targets)
            found.append({pathToQString(target.picture), toQString(target.name)});
    }
    return found;
}

/// A mask is called like its picture without the ending, so no two may have the same.
QString freeName(const QString& wanted, const QList<ListedPicture>& pictures)
{
    const auto isTaken = [&pictures](const QString& name) {
        const std::string stem = stemOf(fromQString(name), {});
        return std::ranges::any_of(
            pictures, [&](const ListedPicture& other) { return stemOf(fromQString(other.name), {}) == stem; });
    };
    QString name = wanted;
    const QFileInfo info(wanted);
    const QString folder = info.path() == QStringLiteral(".") ? QString() : info.path() + QLatin1Char('/');
    for (int n = 2; isTaken(name); ++n)
        name = QStringLiteral("%1%2-%3.%4").arg(folder, info.completeBaseName(), QString::number(n), info.suffix());
    return name;
}

} // namespace

void LabelPresenter::addPictures(const QStringList& paths)
{
    Q_EMIT busyChanged(tr("Looking for pictures …"));
    m_finding += paths; // also those that are still looked for
    m_finder.run([all = m_finding](const std::stop_token& stop) { return findPictures(all, JobContext{stop}); },
                 [this](const Outcome<QList<ListedPicture>>& outcome) {
                     m_finding.clear();
                     if (outcome.error)
                         return fail(outcome.error);
                     const qsizetype left = listPictures(*outcome.value);
                     if (left > 0)
                         Q_EMIT problemOccurred({Problem::Kind::Warning,
                                                 tr("%1 pictures were left out").arg(left),
                                                 tr("%1 can be open at once. Save these, or build a bank from them, "
                                                    "which reads any number.")
                                                     .arg(kMostPictures),
                                                 {}});
                     wake();
                 });
}

qsizetype LabelPresenter::listPictures(const QList<ListedPicture>& found)
{
    LabelSet after = set();
    qsizetype left = 0;
    for (const ListedPicture& picture : found) {
        if (std::ranges::find(after.pictures, picture.path, &ListedPicture::path) != after.pictures.end())
            continue;
        if (after.pictures.size() >= kMostPictures)
            ++left;
        else
            after.pictures.append({picture.path, freeName(picture.name, after.pictures)});
    }
    const auto count = static_cast<int>(after.pictures.size()) - static_cast<int>(m_pictures.size());
    if (count > 0)
        m_undo.push(new PicturesCommand([this](const LabelSet& wanted) { showSet(wanted); }, set(), after,
                                        count == 1 ? tr("adding a picture") : tr("adding %1 pictures").arg(count)));
    return left;
}

void LabelPresenter::readNext()
{
    const auto next = std::ranges::find(m_pictures, LabelledPicture::State::Waiting, &LabelledPicture::state);
    if (!m_isAwake || next == m_pictures.end() || m_reader.isRunning())
        return;
    struct ReadPicture {
        LabelEngine::Opened opened;
        LabelEngine::Preview preview;
    };
    const auto index = static_cast<std::size_t>(next - m_pictures.begin());
    m_reader.start(
        [engine = m_engine, path = pathFromQString(next->path)](const JobContext& ctx) {
            ReadPicture read{engine->open(path, ctx), {}};
            read.preview = engine->preview(read.opened.number, ctx);
            return read;
        },
        [this, index, listed = ListedPicture(*next), engine = m_engine](const Outcome<ReadPicture>& outcome) {
            if (engine != m_engine || index >= m_pictures.size() || m_pictures[index] != listed ||
                (outcome.error && isCancellation(outcome.error))) // other pictures meanwhile
                return readNext();
            LabelledPicture& picture = m_pictures.at(index);
            picture.state = outcome.error ? LabelledPicture::State::Failed : LabelledPicture::State::Ready;
            if (outcome.error) {
                const Problem problem = problemFrom(outcome.error);
                picture.problem = problem.title + QStringLiteral(": ") + problem.text;
            } else {
                picture.number = outcome.value->opened.number;
                picture.size = outcome.value->opened.size;
                picture.grid = outcome.value->opened.grid;
                picture.preview = outcome.value->preview.picture;
                picture.shares = outcome.value->preview.shares;
            }
            Q_EMIT picturesChanged();
            if (picture.state == LabelledPicture::State::Ready && m_current < 0)
                setCurrent(static_cast<int>(index));
            else if (static_cast<int>(index) == m_current)
                showPhoto();
            else if (clicksIn(static_cast<int>(index)) > 0)
                update(); // they were made before it was read
            Q_EMIT labelsChanged();
            readNext();
            tellBusy();
        });
}

} // namespace nectar
