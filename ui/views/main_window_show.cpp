// SPDX-License-Identifier: Apache-2.0
// What the window says about bank, picture, project and work under way.
#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_form_text.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/elided_label.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/label_page.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/option_slider.h"

#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <cmath>
#include <utility>

namespace nectar {

namespace {
const QString kUnfinishedBuild = QStringLiteral("unfinishedBuild");
}

void MainWindow::showBank()
{
    if (const BankSummary& bank = m_presenters.query.bank(); !bank.halfBuilt)
        m_presenters.settings.addRecent(bank.file);
    showBankFacts();
    if (!m_keepsPage)
        showPage(m_inspect);
    updateActions();
}

void MainWindow::showBankFacts()
{
    const BankSummary& bank = m_presenters.query.bank();
    const QString share = bank.halfBuilt ? bank.halfBuilt->share() + QStringLiteral("   ·   ") : QString();
    const QString images = tr("%1   ·   %2%3 images").arg(bank.name, share, countText(bank.images));
    const QString patches = tr("%1 patches").arg(countText(bank.patches));
    m_bankChip->setFullText(images + QStringLiteral("   ·   ") + patches, images);
    QStringList facts{bank.halfBuilt ? bank.halfBuilt->explanation() : bank.file, patches,
                      tr("Backbone: %1").arg(bank.backbone), tr("Input: %1").arg(bank.input),
                      tr("Search: %1").arg(bank.index)};
    if (!bank.licence.isEmpty())
        facts.insert(3, tr("Licence of the weights: %1").arg(bank.licence));
    m_bankChip->setToolTip(facts.join(QLatin1Char('\n')));
    m_machine->setText(share +
                       tr("%1   ·   %2 search").arg(bank.backbone, bank.index.section(QStringLiteral(" ("), 0, 0)));
    m_machine->setToolTip(facts.join(QLatin1Char('\n')));
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LocaleChange && m_presenters.query.hasBank())
        showBankFacts();
}

void MainWindow::showLabelPage()
{
    m_messages->hide();
    showPage(m_label);
    m_presenters.label.wake();
}

/// A project was opened; its bank and picture follow.
void MainWindow::showRestored(const QString& page)
{
    m_messages->hide();
    m_keepsPage = page == QStringLiteral("label");
    if (m_keepsPage)
        showLabelPage();
    else if (!page.isEmpty() && m_presenters.query.hasBank())
        showPage(m_inspect);
}

void MainWindow::followReading()
{
    const DecodeOptions& options = m_presenters.query.options();
    const QSignalBlocker quiet(m_neighbours), quietToo(m_temperature);
    m_neighbours->setValue(options.neighbours);
    m_temperature->setValue(static_cast<double>(options.temperature));
}

void MainWindow::showTitle()
{
    const QueryPresenter& query = m_presenters.query;
    QStringList parts;
    if (const QString project = m_presenters.project.file(); !project.isEmpty())
        parts.append(QFileInfo(project).completeBaseName() + QStringLiteral("[*]"));
    if (query.hasImage())
        parts.append(query.shown().photo.name);
    if (query.hasBank())
        parts.append(query.bank().halfBuilt ? tr("%1 (%2)").arg(query.bank().name, query.bank().halfBuilt->share())
                                            : query.bank().name);
    parts.append(tr("Nectar"));
    setWindowTitle(parts.join(QStringLiteral(" – ")));
}

/// The picture asked for is what is looked at, from whichever page it was opened.
void MainWindow::showImage()
{
    showTitle();
    if (m_presenters.query.hasImage() && !std::exchange(m_keepsPage, false))
        showPage(m_inspect);
    updateActions();
}

/// On the page with the canvas that says it itself; elsewhere nothing else would.
void MainWindow::showBusy(const QString& text)
{
    m_busy->setText(text);
    m_busy->setVisible(!text.isEmpty() && m_pages->currentWidget() != m_inspect);
}

void MainWindow::showFacts()
{
    const QString facts = m_presenters.query.pixelText(m_pointedAt);
    const bool idle = facts.isEmpty() && m_presenters.query.hasImage();
    m_facts->setText(
        idle ? tr("Point at a patch to see its evidence, click to keep it; drag with Shift to choose several") : facts);
}

/// Only where it is not the whole picture that is seen.
void MainWindow::showZoom()
{
    const ViewTransform& transform = m_inspect->canvas()->view()->transform();
    const QString text = transform.isFitted() || !m_presenters.query.hasImage()
                             ? QString()
                             : tr("zoom %1 %").arg(std::lround(transform.scale() * devicePixelRatioF() * 100));
    if (m_zoom->text() != text)
        m_zoom->setText(text);
}

void MainWindow::showPaused()
{
    const BuildProgress& progress = m_presenters.build.progress();
    const QString kept =
        progress.imagesDone > 0
            ? tr("%1 of %2 pictures are read and kept. Building the same bank goes on from there, also "
                 "after Nectar was closed.")
                  .arg(countText(progress.imagesDone), countText(progress.imagesTotal))
            : tr("No picture was read yet.");
    m_remedy = [this] { m_presenters.build.continuePaused(); };
    m_messages->show({Problem::Kind::Note, tr("The build is paused"), kept, {}}, tr("Continue"));
}

/// While it runs too: whatever ends the program, the next one can go on.
void MainWindow::keepUnfinished()
{
    const BuildBankPresenter& build = m_presenters.build;
    const bool goesOn = !build.form().output.isEmpty() && (build.isRunning() || build.hasPartial());
    m_presenters.settings.setText(kUnfinishedBuild, goesOn ? textFrom(build.form()) : QString());
}

void MainWindow::offerUnfinished()
{
    const BuildForm form = buildFormFrom(m_presenters.settings.text(kUnfinishedBuild));
    if (form.output.isEmpty() || m_messages->isVisible() || m_presenters.build.isRunning())
        return;
    if (!m_presenters.build.offerUnfinished(form))
        return m_presenters.settings.setText(kUnfinishedBuild, {}); // someone removed the file
    m_remedy = [this] { m_presenters.build.continuePaused(); };
    m_messages->show({Problem::Kind::Note,
                      tr("Building %1 was not finished").arg(QFileInfo(form.output).fileName()),
                      tr("What was read of %1 is kept, and the build can go on from there.").arg(form.folder),
                      {}},
                     tr("Continue"));
}

} // namespace nectar
