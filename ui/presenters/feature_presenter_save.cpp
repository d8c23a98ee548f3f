// SPDX-License-Identifier: Apache-2.0
// Views as files, and the command lines that write the same.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/image/image_files.h"
#include "ui/convert/text.h"
#include "ui/presenters/feature_presenter.h"

#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

namespace fs = std::filesystem;

struct ViewFile {
    fs::path image, file;
    std::shared_ptr<const ViewedPicture> viewed;
};

/// Their colours together, as one call of `nectar features` has them.
void writeViews(std::span<const ViewFile> files, const ViewKind& kind, const JobContext& ctx)
{
    std::vector<MatrixView> numbers;
    for (const ViewFile& file : files)
        numbers.push_back(file.viewed->numbers);
    const ViewColours colours = colourViews(numbers, kind, ctx);
    for (std::size_t i = 0; i < files.size(); ++i) {
        ctx.checkStop();
        saveImage(files[i].file,
                  viewPicture(colours, i, files[i].viewed->grid, files[i].viewed->size, Enlarge::Squares));
    }
}

QString aloneIn(const QString& folder, const QString& picture, const ViewKind& kind)
{
    const fs::path image = pathFromQString(picture);
    return pathToQString(viewFiles(std::span(&image, 1), pathFromQString(folder), kind).front());
}

void requireFree(std::span<const ViewFile> files, bool replace)
{
    std::error_code ignored;
    for (const ViewFile& file : files) {
        if (!replace && fs::exists(fs::symlink_status(file.file, ignored)))
            throw Error(ErrorCode::Exists, "cannot save the pictures: " + file.file.string() +
                                               ": it is there already; nothing was changed: choose another folder");
        for (const ViewFile& read : files)
            if (isSameFile(file.file, read.image))
                throw Error(ErrorCode::BadOption, "cannot save the pictures: " + file.file.string() +
                                                      ": it is one of the pictures that are looked at: choose another "
                                                      "folder");
    }
}

} // namespace

/// Who shares colours, or else each that is selected; what could not be read is nobody's.
QList<int> FeaturePresenter::rowsToSave() const
{
    if (m_isShared)
        return sharing();
    QList<int> rows;
    for (std::size_t row = 0; row < m_pictures.size(); ++row)
        if (m_pictures[row].numbers(m_view.view) && m_pictures[row].problem.isEmpty() &&
            m_selected.contains(m_pictures[row].id))
            rows.append(static_cast<int>(row));
    return rows;
}

QString FeaturePresenter::whyNotSave() const
{
    if (m_pictures.empty())
        return tr("Add pictures first.");
    if (m_saver.isRunning())
        return tr("Pictures are being saved.");
    if (rowsToSave().isEmpty())
        return m_progress.isReading ? tr("Wait until the pictures are read.") : tr("No selected picture was read.");
    const bool isWhole = std::ranges::none_of(
        selected(), [this](int row) { return isWaiting(m_pictures[static_cast<std::size_t>(row)]); });
    return isWhole || m_isStopped ? QString() : tr("Wait until the selected pictures are read.");
}

QStringList FeaturePresenter::filesIn(const QString& folder) const
{
    std::vector<fs::path> images;
    for (const int row : rowsToSave())
        images.push_back(pathFromQString(m_pictures[static_cast<std::size_t>(row)].path));
    QStringList files;
    for (const fs::path& file : viewFiles(images, pathFromQString(folder), m_view))
        files.append(pathToQString(file));
    return files;
}

QStringList FeaturePresenter::existingIn(const QString& folder) const
{
    QStringList there;
    for (const QString& file : filesIn(folder))
        if (const QFileInfo info(file); info.exists() || info.isSymLink())
            there.append(info.fileName());
    return there;
}

void FeaturePresenter::save(const QString& folder, bool replace)
{
    if (!whyNotSave().isEmpty())
        return;
    std::vector<ViewFile> files;
    const QStringList names = filesIn(folder);
    for (const int row : rowsToSave()) {
        const FeaturePicture& picture = m_pictures[static_cast<std::size_t>(row)];
        files.push_back({pathFromQString(picture.path), pathFromQString(names.at(std::ssize(files))),
                         picture.numbers(m_view.view)});
    }
    m_saver.start(
        [files, folder, replace, shared = m_isShared, kind = m_view](const JobContext& ctx) {
            requireFree(files, replace);
            makeFolder(pathFromQString(folder));
            if (shared)
                writeViews(files, kind, ctx);
            for (std::size_t i = 0; i < files.size() && !shared; ++i)
                writeViews(std::span(&files[i], 1), kind, ctx);
            return static_cast<int>(files.size());
        },
        [this, folder](const Outcome<int>& outcome) {
            Q_EMIT choicesChanged();
            if (outcome.error)
                return fail(outcome.error);
            Q_EMIT saved(folder, *outcome.value);
        });
    Q_EMIT choicesChanged();
}

QStringList FeaturePresenter::commands(const QString& folder) const
{
    QStringList pictures;
    for (const int row : rowsToSave())
        pictures.append(m_pictures[static_cast<std::size_t>(row)].path);
    if (m_isShared)
        return pictures.isEmpty() ? QStringList() : QStringList{featureCommand(m_form, m_view, pictures, folder)};
    QStringList lines;
    const QStringList files = filesIn(folder);
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        // Alone it would be named after its stem; where that is not enough the file is named.
        const bool isPlain = aloneIn(folder, pictures.at(i), m_view) == files.at(i);
        lines.append(featureCommand(m_form, m_view, {pictures.at(i)}, isPlain ? folder : files.at(i)));
    }
    return lines;
}

} // namespace nectar
