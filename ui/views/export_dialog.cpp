// SPDX-License-Identifier: Apache-2.0
#include "ui/views/export_dialog.h"

#include "ui/convert/text.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/command_field.h"
#include "ui/views/elided_label.h"
#include "ui/views/export_kinds.h"
#include "ui/views/form_parts.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace nectar {

namespace {

QString firstFolder(const SettingsPresenter& settings)
{
    const QString last = settings.lastFolder(QStringLiteral("export"));
    return last.isEmpty()
               ? QStandardPaths::writableLocation(QStandardPaths::PicturesLocation) + QStringLiteral("/Nectar")
               : last;
}

QLabel* mutedLine(const QString& text)
{
    auto* label = new QLabel(text);
    label->setProperty("role", QStringLiteral("muted"));
    label->setWordWrap(true);
    return label;
}

} // namespace

ExportDialog::ExportDialog(ExportPresenter& presenter, SettingsPresenter& settings, ExportPlan plan, QWidget* parent)
    : GrowingDialog(parent), m_presenter(presenter), m_settings(settings), m_plan(std::move(plan))
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export %1").arg(m_plan.shown.photo.name));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    m_form = new QWidget;
    m_command = new CommandField;
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins({});
    form->setSpacing(12);
    form->addWidget(makeFolder());
    form->addWidget(makeKinds());
    form->addWidget(
        mutedLine(tr("Colours are the data set's own, of all classes; over the picture at %1 % as on the canvas. "
                     "File, Save overlay takes the colours that you see.")
                      .arg(std::lround(m_plan.opacity * 100))));
    form->addWidget(m_command);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_form);
    layout->addStretch(1);
    layout->addWidget(makeFooter());
    setMinimumWidth(760);
    connect(&presenter, &ExportPresenter::progressed, this, &ExportDialog::showProgress);
    connect(&presenter, &ExportPresenter::written, this, &QDialog::accept);
    connect(&presenter, &ExportPresenter::notWritten, this, &ExportDialog::showEnd);
    setRunning(false);
    refresh();
}

QWidget* ExportDialog::makeFolder()
{
    m_folder = named(new QLineEdit(firstFolder(m_settings)), QStringLiteral("exportFolder"), tr("Folder"));
    auto* choose = named(new QPushButton(tr("Choose…")), QStringLiteral("exportChoose"), tr("Choose the folder"));
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->setSpacing(12);
    auto* label = new QLabel(tr("&Folder"));
    label->setBuddy(m_folder);
    row->addWidget(label);
    row->addWidget(sideBySide(m_folder, choose), 1);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::refresh);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    return box;
}

QWidget* ExportDialog::makeKinds()
{
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    addSection(*grid, tr("CLASSES"), {ExportKind::Labels, ExportKind::ClassColours, ExportKind::ClassOverlay});
    addSection(*grid, tr("DEPTH"),
               {ExportKind::Depth16, ExportKind::DepthNumbers, ExportKind::DepthColours, ExportKind::DepthOverlay});
    addSection(*grid, m_plan.patches.size() > 1 ? tr("VOTERS OF THE CHOSEN PATCHES") : tr("VOTERS OF THE KEPT PATCH"),
               {ExportKind::VotersCsv, ExportKind::VotersJson});
    addSection(*grid, tr("ALL OF IT ON ONE PAGE"), {ExportKind::Report});
    return box;
}

void ExportDialog::addSection(QGridLayout& grid, const QString& title, std::initializer_list<ExportKind> kinds)
{
    const bool ofVoters = *kinds.begin() == ExportKind::VotersCsv;
    if (!ofVoters && !m_plan.canWrite(*kinds.begin()))
        return; // the bank does not know it
    const QString usual = QStringLiteral("labels,classOverlay,depth16,depthNumbers");
    const QString last = m_settings.text(QStringLiteral("exportKinds"));
    const QStringList wanted = (last.isEmpty() ? usual : last).split(QLatin1Char(','));
    auto* head = new QLabel(title);
    head->setProperty("role", QStringLiteral("section"));
    head->setContentsMargins(0, m_rows.isEmpty() ? 0 : 8, 0, 0);
    grid.addWidget(head, grid.rowCount(), 0, 1, 3);
    for (const ExportKind kind : kinds) {
        const auto [name, text] = exportText(kind);
        const QString objectName = QStringLiteral("export_") + QLatin1String(name);
        Row row{kind, named(new QCheckBox(text), objectName, text), new ElidedLabel, new QLabel};
        const QString whyNot = m_plan.whyNot(kind);
        row.wanted->setChecked(whyNot.isEmpty() && wanted.contains(QLatin1String(name)));
        row.wanted->setEnabled(whyNot.isEmpty());
        row.wanted->setToolTip(whyNot);
        row.file->setObjectName(objectName + QStringLiteral("_file"));
        row.file->setProperty("role", QStringLiteral("muted"));
        row.file->setFullText(whyNot.isEmpty() ? m_plan.fileName(kind) : whyNot);
        row.state->setObjectName(objectName + QStringLiteral("_state"));
        const int line = grid.rowCount();
        grid.addWidget(row.wanted, line, 0);
        grid.addWidget(row.file, line, 1);
        grid.addWidget(row.state, line, 2);
        connect(row.wanted, &QCheckBox::toggled, this, &ExportDialog::refresh);
        m_rows.append(row);
    }
}

QWidget* ExportDialog::makeFooter()
{
    m_replace = named(new QCheckBox, QStringLiteral("exportReplace"), tr("Replace files that are there"));
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("exportState"));
    m_state->setTextFormat(Qt::RichText);
    m_state->setWordWrap(true);
    m_bar = named(new QProgressBar, QStringLiteral("exportProgress"), tr("Progress of the export"));
    m_bar->setTextVisible(false);
    m_cancel = named(new QPushButton(tr("Cancel")), QStringLiteral("exportCancel"), tr("Cancel"));
    m_write = named(new QPushButton(tr("Export")), QStringLiteral("exportWrite"), tr("Export"));
    m_write->setProperty("primary", true);
    m_write->setDefault(true);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_replace);
    column->addWidget(m_bar);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_state, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_write);
    column->addLayout(row);
    connect(m_replace, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_write, &QPushButton::clicked, this, &ExportDialog::start);
    return box;
}

void ExportDialog::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Export into"), m_folder->text());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

void ExportDialog::refresh()
{
    m_plan.folder = QDir::cleanPath(m_folder->text().trimmed());
    m_plan.kinds.clear();
    for (const Row& row : std::as_const(m_rows))
        if (row.wanted->isChecked())
            m_plan.kinds.append(row.kind);
    const QStringList existing = m_plan.existing();
    if (existing != std::exchange(m_existing, existing))
        m_replace->setChecked(false); // the yes was about others
    m_plan.replace = m_replace->isChecked() && !existing.isEmpty();
    for (const Row& row : std::as_const(m_rows))
        row.state->setText(existing.contains(m_plan.path(row.kind))
                               ? noteHtml(NoteKind::Warning, tr("is there already"), palette())
                               : QString());
    m_replace->setVisible(!existing.isEmpty());
    m_replace->setText(existing.size() == 1 ? tr("&Replace the file that is there already")
                                            : tr("&Replace the %1 files that are there already").arg(existing.size()));
    const bool absolute = QDir::isAbsolutePath(m_plan.folder);
    m_write->setEnabled(!m_plan.kinds.isEmpty() && absolute && (existing.isEmpty() || m_plan.replace));
    const auto count = m_plan.kinds.size();
    const QString missing = !absolute            ? tr("Choose a folder first.")
                            : count == 0         ? tr("Choose what to write first.")
                            : existing.isEmpty() ? QString()
                                                 : tr("Say above that files may be replaced.");
    m_write->setToolTip(m_write->isEnabled() ? QString() : missing);
    m_state->setText(!m_write->isEnabled() ? missing
                     : count == 1          ? tr("One file will be written.")
                                           : tr("%1 files will be written.").arg(count));
    showCommand();
}

void ExportDialog::showCommand()
{
    const bool ready = !m_plan.kinds.isEmpty() && QDir::isAbsolutePath(m_plan.folder);
    const auto out = std::ssize(m_plan.shown.leftOut);
    m_command->setLines(ready ? m_plan.commands() : QStringList(),
                        out > 0 ? tr("None: prompt images are left out here (%1), and the command cannot do that. The "
                                     "files are written without them, as shown.")
                                      .arg(out)
                        : m_plan.has(ExportKind::VotersCsv) && m_plan.kinds.size() == 1
                            ? tr("None: only the window writes this table; the JSON has the same voters.")
                            : tr("It stands here as soon as something is chosen."));
}

void ExportDialog::start()
{
    if (m_presenter.isRunning())
        return; // a picture is being copied; that takes no time
    QStringList names;
    for (const Row& row : std::as_const(m_rows))
        if (row.wanted->isChecked())
            names.append(QLatin1String(exportText(row.kind).name));
    m_settings.setText(QStringLiteral("exportKinds"), names.join(QLatin1Char(',')));
    m_settings.setLastFolder(QStringLiteral("export"), m_plan.folder);
    setRunning(true);
    m_state->setText(tr("Writing …"));
    m_presenter.write(m_plan);
}

void ExportDialog::showProgress(const JobProgress& progress)
{
    m_bar->setRange(0, static_cast<int>(progress.total));
    m_bar->setValue(static_cast<int>(progress.done));
    m_state->setText(tr("%1 of %2 files are written.").arg(progress.done).arg(progress.total));
}

void ExportDialog::showEnd(const Problem& problem)
{
    setRunning(false);
    refresh(); // some may be there by now
    m_state->setText(
        problem.title.isEmpty()
            ? noteHtml(NoteKind::Plain, tr("Stopped. Files that were written by then are whole."), palette())
            : noteHtml(NoteKind::Bad, problem.title + QStringLiteral(": ") + problem.text, palette()));
}

void ExportDialog::setRunning(bool running)
{
    m_form->setEnabled(!running);
    m_replace->setEnabled(!running);
    m_write->setVisible(!running);
    m_bar->setVisible(running);
    m_bar->setRange(0, 0);
    m_cancel->setText(running ? tr("Stop") : tr("Cancel"));
}

/// While it writes: stops that first.
void ExportDialog::reject()
{
    if (m_write->isHidden())
        m_presenter.cancel();
    else
        GrowingDialog::reject();
}

} // namespace nectar
