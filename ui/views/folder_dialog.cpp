// SPDX-License-Identifier: Apache-2.0
#include "ui/views/folder_dialog.h"

#include "ui/convert/text.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/command_field.h"
#include "ui/views/form_parts.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace nectar {

namespace {

constexpr int kPauseMs = 150; ///< after the last key
constexpr const char* kKinds[] = {"labels", "colours", "overlay", "depth16", "depthNumbers"};

QString cleaned(const QLineEdit& line)
{
    const QString text = line.text().trimmed();
    return text.isEmpty() ? QString() : QDir::cleanPath(text);
}

} // namespace

FolderDialog::FolderDialog(FolderPredictionPresenter& presenter, SettingsPresenter& settings, Bank bank,
                           PredictionRun run, QWidget* parent)
    : GrowingDialog(parent), m_presenter(presenter), m_settings(settings), m_bank(std::move(bank))
{
    setObjectName(QStringLiteral("folderDialog"));
    setWindowTitle(tr("Predict a folder of pictures"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    m_prediction.bank = m_bank.file;
    m_prediction.run = run;
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    auto* how =
        new QLabel(tr("Read with %1: %2 voters, evenness %3, overlays at %4 %.")
                       .arg(QFileInfo(m_bank.file).fileName())
                       .arg(run.decode.neighbours)
                       .arg(figuresText(static_cast<double>(run.decode.temperature), 3))
                       .arg(std::lround(run.exports.opacity * 100)) +
                   (m_bank.leftOut == 0
                        ? QString()
                        : tr(" All prompt images count, also those left out in the window (%1).").arg(m_bank.leftOut)));
    how->setObjectName(QStringLiteral("folderHow"));
    how->setProperty("role", QStringLiteral("muted"));
    how->setWordWrap(true);
    m_command = new CommandField;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeFolders());
    layout->addWidget(makeKinds());
    layout->addWidget(how);
    layout->addWidget(m_command);
    layout->addStretch(1);
    layout->addWidget(makeFooter());
    setMinimumWidth(680);
    connect(&m_pause, &QTimer::timeout, this, &FolderDialog::forecast);
    connect(&presenter, &FolderPredictionPresenter::forecastReady, this, &FolderDialog::showForecast);
    connect(&presenter, &FolderPredictionPresenter::forecastFailed, this,
            [this](const Problem& problem) { showProblem(problem.title + QStringLiteral(": ") + problem.text); });
    connect(&presenter, &FolderPredictionPresenter::ended, this, &FolderDialog::refresh);
    refresh();
}

QWidget* FolderDialog::makeFolders()
{
    auto* box = new QWidget;
    auto* form = new QFormLayout(box);
    form->setContentsMargins({});
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto row = [&](const QString& label, const char* name, const QString& title) {
        auto* line = named(new QLineEdit, QLatin1String(name), title);
        auto* button = named(new QPushButton(tr("Choose…")), QLatin1String(name) + QStringLiteral("Choose"), title);
        auto* text = new QLabel(label);
        text->setBuddy(line);
        form->addRow(text, sideBySide(line, button));
        connect(button, &QPushButton::clicked, this, [this, line, title] { choose(*line, title); });
        return line;
    };
    m_input = row(tr("P&ictures"), "folderInput", tr("Folder of pictures to predict"));
    m_input->setPlaceholderText(tr("A folder of pictures; folders within it are not looked into"));
    m_output = row(tr("Results &into"), "folderOutput", tr("Folder for the results"));
    m_output->setPlaceholderText(tr("A folder; it is made if it does not exist"));
    connect(m_input, &QLineEdit::textChanged, this, &FolderDialog::suggestOutput);
    connect(m_input, &QLineEdit::textChanged, this, &FolderDialog::refresh);
    connect(m_output, &QLineEdit::textChanged, this, &FolderDialog::refresh);
    return box;
}

QWidget* FolderDialog::makeKinds()
{
    const bool classes = m_bank.memory->has(Task::Segmentation), depth = m_bank.memory->has(Task::Depth);
    const struct {
        QString text;
        bool PredictionExports::*option;
        bool usable;
    } kinds[] = {{tr("Labels: the class number of each pixel"), &PredictionExports::index, classes},
                 {tr("As colours"), &PredictionExports::colour, true},
                 {tr("Over the picture"), &PredictionExports::overlay, true},
                 {tr("Depth in millimetres (16-bit PNG)"), &PredictionExports::depth16, depth},
                 {tr("Depth in metres (NumPy)"), &PredictionExports::npy, depth}};
    const QString last = m_settings.text(QStringLiteral("folderKinds"));
    const QStringList wanted = last.split(QLatin1Char(','));
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(6);
    auto* head = new QLabel(tr("OF EACH PICTURE"));
    head->setProperty("role", QStringLiteral("section"));
    column->addWidget(head);
    const PredictionExports usual;
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        if (!kinds[i].usable)
            continue; // the bank does not know it
        auto* kind =
            named(new QCheckBox(kinds[i].text), QStringLiteral("folder_") + QLatin1String(kKinds[i]), kinds[i].text);
        kind->setChecked(last.isEmpty() ? usual.*kinds[i].option : wanted.contains(QLatin1String(kKinds[i])));
        connect(kind, &QCheckBox::toggled, this, &FolderDialog::refresh);
        column->addWidget(kind);
        m_kinds.append({kind, kinds[i].option});
    }
    return box;
}

QWidget* FolderDialog::makeFooter()
{
    m_replace = named(new QCheckBox, QStringLiteral("folderReplace"), tr("Replace files that are there"));
    m_replace->hide();
    m_state = new QLabel;
    m_state->setObjectName(QStringLiteral("folderState"));
    m_state->setTextFormat(Qt::RichText);
    m_state->setWordWrap(true);
    auto* cancel = named(new QPushButton(tr("Cancel")), QStringLiteral("folderClose"), tr("Cancel"));
    m_start = named(new QPushButton(tr("Predict")), QStringLiteral("folderStart"), tr("Predict the folder"));
    m_start->setProperty("primary", true);
    m_start->setDefault(true);
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_replace);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_state, 1);
    row->addWidget(cancel);
    row->addWidget(m_start);
    column->addLayout(row);
    connect(m_replace, &QCheckBox::toggled, this, &FolderDialog::showWritable);
    connect(cancel, &QPushButton::clicked, this, &FolderDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &FolderDialog::start);
    return box;
}

void FolderDialog::choose(QLineEdit& line, const QString& title)
{
    const QString from =
        line.text().isEmpty() ? m_settings.lastFolder(QStringLiteral("predict")) : QFileInfo(line.text()).path();
    const QString folder = QFileDialog::getExistingDirectory(this, title, from);
    if (!folder.isEmpty())
        line.setText(folder);
}

/// Beside the pictures, as long as nothing else was typed.
void FolderDialog::suggestOutput()
{
    const QString input = cleaned(*m_input);
    if (m_output->text() != m_suggested)
        return;
    m_suggested = input.isEmpty() ? QString() : input + QStringLiteral("_predictions");
    m_output->setText(m_suggested);
}

void FolderDialog::refresh()
{
    m_prediction.input = cleaned(*m_input);
    m_prediction.output = cleaned(*m_output);
    for (const auto& [box, option] : std::as_const(m_kinds))
        m_prediction.run.exports.*option = box->isChecked();
    m_forecast.reset();
    m_replace->setChecked(false); // the yes was about other files
    m_replace->hide();
    const bool any = std::ranges::any_of(m_kinds, [](const auto& kind) { return kind.first->isChecked(); });
    const bool absolute = QDir::isAbsolutePath(m_prediction.input) && QDir::isAbsolutePath(m_prediction.output);
    const QString missing = m_presenter.isRunning()                      ? tr("Another folder is being predicted.")
                            : !QDir::isAbsolutePath(m_prediction.input)  ? tr("Choose a folder of pictures.")
                            : !QDir::isAbsolutePath(m_prediction.output) ? tr("Choose a folder for the results.")
                            : !any                                       ? tr("Choose what to write.")
                                                                         : QString();
    m_state->setText(missing.isEmpty() ? tr("Counting …") : missing);
    m_pause.stop();
    if (missing.isEmpty())
        m_pause.start();
    showWritable();
    if (!absolute || !any)
        m_command->setLines({}, tr("It stands here as soon as the folders are chosen."));
}

void FolderDialog::forecast() { m_presenter.forecast(m_prediction, m_bank.memory); }

void FolderDialog::showForecast(const FolderForecast& forecast)
{
    if (m_pause.isActive())
        return; // something was changed since
    m_forecast = forecast;
    QString text = forecast.pictures == 1
                       ? tr("1 picture, %1 files.").arg(forecast.files)
                       : tr("%1 pictures, %2 files.").arg(countText(forecast.pictures), countText(forecast.files));
    if (forecast.pictures == 0)
        text = tr("No picture is left to read here.");
    if (forecast.earlierResults > 0)
        text += tr(" %1 files are results of an earlier run by their names and are not read.")
                    .arg(countText(forecast.earlierResults));
    m_state->setText(text);
    m_replace->setVisible(forecast.existing > 0);
    m_replace->setText(forecast.existing == 1
                           ? tr("&Replace the file that is there already")
                           : tr("&Replace the %1 files that are there already").arg(countText(forecast.existing)));
    showWritable();
}

void FolderDialog::showProblem(const QString& text) { m_state->setText(noteHtml(NoteKind::Bad, text, palette())); }

void FolderDialog::showWritable()
{
    m_prediction.replace = m_replace->isChecked();
    const bool ready = m_forecast && m_forecast->pictures > 0 && !m_presenter.isRunning();
    const bool free = ready && (m_forecast->existing == 0 || m_prediction.replace);
    m_start->setEnabled(free);
    m_start->setToolTip(ready && !free ? tr("Say above that files may be replaced.") : QString());
    m_command->setLines({m_prediction.command()});
}

void FolderDialog::start()
{
    QStringList names;
    for (const auto& [box, option] : std::as_const(m_kinds))
        if (box->isChecked())
            names.append(box->objectName().section(QLatin1Char('_'), 1));
    m_settings.setText(QStringLiteral("folderKinds"), names.join(QLatin1Char(',')));
    m_settings.setLastFolder(QStringLiteral("predict"), QFileInfo(m_prediction.input).path());
    disconnect(&m_presenter, nullptr, this, nullptr); // what it starts is no longer its business
    m_presenter.predict(m_prediction);
    accept();
}

} // namespace nectar
