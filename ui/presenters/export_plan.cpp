// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/export_plan.h"

#include "core/base/files.h"
#include "core/base/patch_region.h"
#include "core/pipeline/evidence_json.h"
#include "core/pipeline/explain_answers.h"
#include "ui/convert/command_text.h"
#include "ui/convert/text.h"
#include "ui/presenters/evidence_cards.h"
#include "ui/presenters/prediction_command.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace nectar {

namespace {

constexpr bool isOfVoters(ExportKind kind) { return kind == ExportKind::VotersCsv || kind == ExportKind::VotersJson; }
constexpr bool isOfTask(ExportKind kind) { return !isOfVoters(kind) && kind != ExportKind::Report; }

Task taskOf(ExportKind kind)
{
    return kind == ExportKind::Labels || kind == ExportKind::ClassColours || kind == ExportKind::ClassOverlay
               ? Task::Segmentation
               : Task::Depth;
}

/// The option of `nectar predict --export` that writes this kind.
bool PredictionExports::*optionOf(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Labels:
        return &PredictionExports::index;
    case ExportKind::Depth16:
        return &PredictionExports::depth16;
    case ExportKind::DepthNumbers:
        return &PredictionExports::npy;
    case ExportKind::ClassColours:
    case ExportKind::DepthColours:
        return &PredictionExports::colour;
    default:
        return &PredictionExports::overlay;
    }
}

PredictionExports exportsOf(const QList<ExportKind>& kinds, Task task, float opacity)
{
    PredictionExports exports{{task}, opacity, false, false, false, false, false};
    for (const ExportKind kind : kinds)
        if (isOfTask(kind) && taskOf(kind) == task)
            exports.*optionOf(kind) = true;
    return exports;
}

bool isEmpty(const PredictionExports& exports)
{
    return !exports.index && !exports.colour && !exports.overlay && !exports.depth16 && !exports.npy;
}

bool isRectangle(const PatchGrid& grid, const std::vector<int>& patches)
{
    const auto [first, last] = rectangleAround(grid, patches);
    return std::ssize(patches) == std::ptrdiff_t{last.row - first.row + 1} * (last.col - first.col + 1);
}

/// One call does for both tasks where it can.
void mergeCalls(std::vector<PredictionExports>& calls)
{
    if (calls.size() < 2 || calls[0].colour != calls[1].colour || calls[0].overlay != calls[1].overlay)
        return;
    calls[0].depth16 = calls[1].depth16; // one call does: what both share is wanted of both or of none
    calls[0].npy = calls[1].npy;
    calls[0].tasks.clear();
    calls.pop_back();
}

/// One page of every task, with the evidence of the patch if one is kept.
PredictionExports reportExports(const ExportPlan& plan)
{
    PredictionExports exports{{}, plan.opacity, false, false, false, false, false, true};
    if (plan.patches.size() == 1)
        exports.patch = patchAt(plan.shown.image->grid, plan.patches.front());
    return exports;
}

/// "7,12", or "3,4:8,10"
QString placeText(const PatchGrid& grid, const std::vector<int>& patches, const char* comma, const char* colon)
{
    const auto [first, last] = rectangleAround(grid, patches);
    const auto text = [comma](PatchIndex index) {
        return QString::number(index.row) + QLatin1String(comma) + QString::number(index.col);
    };
    return patches.size() == 1 ? text(first) : text(first) + QLatin1String(colon) + text(last);
}

QString votersCommand(const ExportPlan& plan)
{
    const OpenImage& image = *plan.shown.image;
    const bool one = plan.patches.size() == 1;
    QStringList words{one ? QStringLiteral("nectar query --bank")
                          : QStringLiteral("nectar explain --what evidence --bank"),
                      shellWord(pathToQString(plan.scene->bankFile())),
                      QStringLiteral("--image"),
                      shellWord(pathToQString(image.path)),
                      one ? QStringLiteral("--patch") : QStringLiteral("--region"),
                      placeText(image.grid, plan.patches, ",", ":")};
    words += decodeFlags(plan.shown.options);
    words += {QStringLiteral("--json >"), shellWord(plan.path(ExportKind::VotersJson))};
    return words.join(QLatin1Char(' '));
}

std::string votersText(const ExportPlan& plan, ExportKind kind, const JobContext& ctx)
{
    const ShownPicture& shown = plan.shown;
    const bool one = plan.patches.size() == 1;
    if (kind == ExportKind::VotersJson && !one) {
        const Question question{*plan.scene, *shown.image, shown.options, std::nullopt,
                                rectangleAround(shown.image->grid, plan.patches)};
        return explainEvidence(question).json + '\n';
    }
    if (!one)
        return fromQString(neighbourCsv(regionAnswer(shown, plan.patches, ctx).cards));
    const int patch = plan.patches.front();
    const auto evidence = patchEvidence(*shown.image, *shown.bank, patch, shown.options);
    if (kind == ExportKind::VotersJson)
        return patchEvidenceJson(shown.image->path, patchAt(shown.image->grid, patch), evidence, *shown.bank) + '\n';
    return fromQString(neighbourCsv(evidenceCards(evidence, *shown.bank, shown.prediction->task, shown.classColours)));
}

/// Counts the files of several calls together, and leaves the steps within each out.
class FileProgress final : public ProgressSink {
public:
    FileProgress(const JobContext& ctx, std::int64_t total) : m_ctx(ctx), m_total(total) {}
    void report(std::int64_t done, std::int64_t, std::string_view phase) override
    {
        if (phase == kFilesPhase)
            m_ctx.progress.report(m_before + done, m_total, phase);
    }
    void add(std::int64_t files) { m_ctx.step(m_before += files, m_total, kFilesPhase); }

private:
    const JobContext& m_ctx;
    std::int64_t m_total, m_before = 0;
};

} // namespace

QString ExportPlan::fileName(ExportKind kind) const
{
    const QString stem = pathToQString(shown.image->path.stem());
    if (isOfVoters(kind))
        return QStringLiteral("%1_%2_%3_voters.%4")
            .arg(stem, patches.size() == 1 ? QStringLiteral("patch") : QStringLiteral("patches"),
                 patches.empty() ? QString() : placeText(shown.image->grid, patches, "_", "_to_"),
                 kind == ExportKind::VotersCsv ? QStringLiteral("csv") : QStringLiteral("json"));
    const PredictionExports exports =
        kind == ExportKind::Report ? reportExports(*this) : exportsOf({kind}, taskOf(kind), opacity);
    const auto names = predictionFiles(*shown.bank, exports, shown.image->path.stem());
    return names.empty() ? QString() : pathToQString(names.front());
}

QStringList ExportPlan::files() const
{
    QStringList paths;
    for (const ExportKind kind : kinds)
        paths.append(path(kind));
    return paths;
}

QStringList ExportPlan::existing() const
{
    QStringList paths = files();
    paths.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return paths;
}

QString ExportPlan::whyNot(ExportKind kind) const
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("ExportPlan", text); };
    if (kind == ExportKind::Report)
        return {};
    if (isOfTask(kind))
        return shown.bank->has(taskOf(kind)) ? QString()
               : taskOf(kind) == Task::Depth ? tr("This bank knows no depth.")
                                             : tr("This bank knows no classes.");
    if (patches.empty())
        return tr("Keep a patch in the picture with a click first.");
    if (kind == ExportKind::VotersJson && !isRectangle(shown.image->grid, patches))
        return tr("Only of one patch or of a whole rectangle; the CSV has these patches' voters.");
    return {};
}

std::vector<PredictionExports> ExportPlan::predictions() const
{
    std::vector<PredictionExports> calls;
    for (const Task task : {Task::Segmentation, Task::Depth})
        if (const PredictionExports exports = exportsOf(kinds, task, opacity); !isEmpty(exports))
            calls.push_back(exports);
    mergeCalls(calls);
    if (has(ExportKind::Report))
        calls.push_back(reportExports(*this));
    return calls;
}

QStringList ExportPlan::commands() const
{
    QStringList lines;
    if (!shown.leftOut.empty())
        return lines;
    for (const PredictionExports& exports : predictions())
        lines.append(predictionCommand({pathToQString(scene->bankFile()),
                                        pathToQString(shown.image->path),
                                        folder,
                                        {shown.options, exports, SelfMatch::Drop},
                                        replace}));
    if (has(ExportKind::VotersJson))
        lines.append(votersCommand(*this));
    return lines;
}

QString writeExports(const ExportPlan& plan, const JobContext& ctx)
{
    if (const QStringList there = plan.existing(); !plan.replace && !there.isEmpty())
        throw Error(ErrorCode::Exists, "cannot write: " + fromQString(there.first()) + ": it is there already");
    makeFolder(pathFromQString(plan.folder));
    FileProgress progress(ctx, plan.kinds.size());
    const JobContext inner{ctx.stop, progress};
    QStringList warnings;
    const auto stem = pathFromQString(plan.folder) / plan.shown.image->path.stem();
    progress.add(0);
    for (const PredictionExports& exports : plan.predictions()) {
        const WrittenPrediction written =
            writePredictions(*plan.shown.image, *plan.shown.bank, plan.shown.options, exports, stem, inner);
        for (const std::string& warning : written.warnings)
            warnings.append(toQString(warning));
        progress.add(std::ssize(written.files));
    }
    for (const ExportKind kind : {ExportKind::VotersCsv, ExportKind::VotersJson})
        if (plan.has(kind)) {
            writeFile(pathFromQString(plan.path(kind)), votersText(plan, kind, ctx));
            progress.add(1);
        }
    return warnings.join(QLatin1Char('\n'));
}

} // namespace nectar
