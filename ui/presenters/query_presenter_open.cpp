// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/query_values.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace nectar {

namespace {
/// Numbers of the prompt images with these names, ascending; names that are not there are left out.
std::vector<std::uint32_t> promptsCalled(const std::vector<std::string>& names, const MemoryBank& bank)
{
    std::vector<std::uint32_t> prompts;
    for (std::uint32_t image = 0; image < bank.images().size(); ++image)
        if (std::ranges::find(names, bank.images()[image].name) != names.end())
            prompts.push_back(image);
    return prompts;
}

} // namespace

/// What the engine lane hands over when a bank was opened.
struct QueryPresenter::OpenedBank {
    std::shared_ptr<OpenScene> scene;
    BankSummary summary;
    QList<ImageEntry> prompts, queries;
    QStringList promptFiles;
};

void QueryPresenter::openBank(const QString& file)
{
    if (m_bank.halfBuilt && m_bank.halfBuilt->finished == file)
        keepLook();
    openFile(file, std::nullopt);
}

void QueryPresenter::openHalfBuilt(const HalfBuiltBank& bank)
{
    HalfBuiltBank opened = bank;
    opened.former = m_bank.halfBuilt ? m_bank.halfBuilt->former : m_bank.file;
    if (m_bank.halfBuilt && m_bank.halfBuilt->finished == bank.finished)
        keepLook();
    openFile(bank.file, opened);
}

void QueryPresenter::keepLook()
{
    Project project;
    keep(project);
    m_awaited.leftOut = project.reading.leftOut;
    if (m_awaited.picture.isEmpty()) { // else a picture waits already
        m_awaited.picture = pathToQString(project.view.picture);
        m_awaited.kept = project.view.patches;
    }
    for (const auto& picture : project.view.pictures)
        m_awaited.listed.append(pathToQString(picture));
}

void QueryPresenter::openFile(const QString& file, const std::optional<HalfBuiltBank>& halfBuilt)
{
    Q_EMIT busyChanged(tr("Opening %1 …").arg(QFileInfo(halfBuilt ? halfBuilt->finished : file).fileName()));
    m_predictor.cancel();
    m_predicting = m_predictAgain = false;
    m_openingBank = true;
    m_opening.run(
        [path = pathFromQString(file), halfBuilt](const std::stop_token& stop) {
            OpenedBank opened;
            opened.scene = OpenScene::open(path, {}, DeviceChoice::Auto, JobContext{stop});
            opened.summary = bankSummary(*opened.scene);
            opened.summary.halfBuilt = halfBuilt;
            if (halfBuilt)
                opened.summary.name = QFileInfo(halfBuilt->finished).completeBaseName();
            opened.prompts = promptEntries(*opened.scene);
            opened.queries = queryEntries(*opened.scene);
            opened.promptFiles = promptPaths(*opened.scene);
            return opened;
        },
        [this](const Outcome<OpenedBank>& outcome) {
            m_openingBank = false;
            if (outcome.error) {
                m_awaited.leftOut.clear();
                return fail(outcome.error);
            }
            showBank(*outcome.value);
        });
}

void QueryPresenter::showBank(const OpenedBank& opened)
{
    m_scene = opened.scene;
    m_bank = opened.summary;
    m_shown = {};
    m_evidence->startAt({});
    m_visits.clear();
    m_listed.clear();
    m_labelled.reset();
    m_promptImages.setEntries(opened.prompts);
    m_queryImages.setEntries(opened.queries);
    m_thumbnails.setBank(m_scene->bank(), opened.promptFiles);
    m_legend.clear();
    m_voting->followBank(m_bank.file, m_bank.tasks,
                         promptsCalled(std::exchange(m_awaited.leftOut, {}), *m_scene->bank()));
    Q_EMIT busyChanged({});
    Q_EMIT bankChanged();
    Q_EMIT m_voting->leftOutChanged(); // not before: what was open of the former bank is closed by now
    Q_EMIT imageChanged();
    m_evidence->tellAll();
    listImages(std::exchange(m_awaited.listed, {}));
    QString first = std::exchange(m_awaited.picture, {});
    const std::vector<int> kept = std::exchange(m_awaited.kept, {});
    for (const QList<ImageEntry>& entries : {opened.queries, opened.prompts})
        if (first.isEmpty() && !entries.isEmpty())
            first = entries.first().path;
    if (!first.isEmpty())
        open(first, {{-1, -1}, kept, false});
}

void QueryPresenter::keep(Project& project) const
{
    // What is half built is gone at the next start.
    project.bank = pathFromQString(m_bank.halfBuilt ? m_bank.halfBuilt->former : m_bank.file);
    const DecodeOptions& options = m_voting->options();
    project.reading = {m_voting->task(), options.neighbours, options.temperature, {}};
    if (m_scene)
        for (const std::uint32_t image : m_voting->leftOut())
            project.reading.leftOut.push_back(m_scene->bank()->images()[image].name);
    project.view.pictures.clear();
    for (int row = 0; row < m_queryImages.rowCount(); ++row)
        if (m_listed.contains(m_queryImages.entry(row).path))
            project.view.pictures.push_back(pathFromQString(m_queryImages.entry(row).path));
    project.view.picture = m_shown.image ? m_shown.image->path : std::filesystem::path();
    project.view.patches = m_shown.image ? m_evidence->keptPatches() : std::vector<int>{};
}

void QueryPresenter::restore(const Project& project)
{
    DecodeOptions options = m_voting->options();
    options.neighbours = project.reading.neighbours;
    options.temperature = project.reading.temperature;
    m_voting->restore(project.reading.task, options);
    if (project.bank.empty())
        return;
    m_awaited.leftOut = project.reading.leftOut;
    m_awaited.picture = pathToQString(project.view.picture);
    m_awaited.kept = project.view.patches;
    m_awaited.listed.clear();
    for (const auto& picture : project.view.pictures)
        m_awaited.listed.append(pathToQString(picture));
    openBank(pathToQString(project.bank));
}

void QueryPresenter::openImage(const QString& path, QPointF at) { open(path, {at, {}, false}); }

void QueryPresenter::open(const QString& path, const PictureWish& wish)
{
    if (path.isEmpty()) {
        Q_EMIT problemOccurred({Problem::Kind::Warning,
                                tr("This prompt image is no longer where it was"),
                                tr("The bank keeps a small picture of it, but to ask about it the file is needed."),
                                {}});
        return;
    }
    if (m_openingBank) {
        m_awaited.picture = path;
        m_awaited.kept.clear();
        return;
    }
    if (!m_scene) {
        m_awaited.picture = path;
        m_awaited.kept.clear();
        Q_EMIT problemOccurred({Problem::Kind::Note,
                                tr("Open a bank first"),
                                tr("%1 opens as soon as there is a bank, or the demo, to compare it with.")
                                    .arg(QFileInfo(path).fileName()),
                                {}});
        return;
    }
    Q_EMIT busyChanged(tr("Reading %1 …").arg(QFileInfo(path).fileName()));
    m_predictor.cancel();
    m_predicting = m_predictAgain = false;
    m_opening.run(
        [scene = m_scene, labelled = m_labelled, file = pathFromQString(path),
         reading = currentReading()](const std::stop_token& stop) {
            scene->setLabelled(labelled);
            return openPicture(*scene, file, reading, JobContext{stop});
        },
        [this, wish](const Outcome<ShownPicture>& outcome) {
            if (outcome.error) {
                if (wish.isReturn)
                    m_visits.fail();
                fail(outcome.error);
                return predictIfChanged(); // the former picture stays
            }
            showImage(*outcome.value, wish);
        });
}

void QueryPresenter::openPasted(const QImage& picture)
{
    Q_EMIT busyChanged(tr("Reading the picture from the clipboard …"));
    m_pasted.keep(picture, [this](const Outcome<QString>& outcome) {
        if (outcome.error)
            return fail(outcome.error);
        Q_EMIT busyChanged({});
        openImage(*outcome.value);
    });
}

void QueryPresenter::listImages(const QStringList& paths)
{
    if (!m_scene || m_openingBank) {
        m_awaited.listed.append(paths);
        return;
    }
    QList<ImageEntry> entries;
    for (const QString& path : paths)
        if (m_promptImages.rowOfPath(path) < 0 && m_queryImages.rowOfPath(path) < 0 && !m_listed.contains(path)) {
            entries.append({QFileInfo(path).fileName(), path, -1, false});
            m_listed.insert(path);
        }
    m_queryImages.insertFirst(entries);
}

void QueryPresenter::openNeighbour(const NeighbourCard& card)
{
    const auto image = static_cast<int>(card.promptImage);
    if (image >= m_promptImages.rowCount())
        return;
    const RectF& r = card.rectangle;
    openImage(m_promptImages.entry(image).path,
              {static_cast<double>(r.x + r.width / 2), static_cast<double>(r.y + r.height / 2)});
}

void QueryPresenter::go(int step)
{
    if (m_openingBank)
        return; // its own pictures come
    if (const auto visit = m_visits.go(step))
        open(visit->path, {{-1, -1}, visit->kept, true});
}

void QueryPresenter::showImage(const ShownPicture& shown, const PictureWish& wish)
{
    m_visits.leave(m_evidence->keptPatches());
    m_shown = shown;
    applyColours(m_shown, m_colours->choice());
    const QString path = pathToQString(shown.image->path);
    if (wish.isReturn)
        m_visits.arrive();
    else
        m_visits.show(path);
    listImages({path});
    m_promptImages.setOpenPath(path);
    m_queryImages.setOpenPath(path);
    m_evidence->startAt(firstKept(m_shown, wish));
    m_legend.setEntries(m_shown.legend);
    Q_EMIT busyChanged({});
    Q_EMIT imageChanged();
    Q_EMIT predictionChanged();
    m_evidence->tellAll();
    predictIfChanged();
}

} // namespace nectar
