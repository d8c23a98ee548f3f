// SPDX-License-Identifier: Apache-2.0
#include "ui/views/status_facts.h"

#include "ui/convert/text.h"
#include "ui/presenters/patch_layers_presenter.h"
#include "ui/presenters/picture_texts.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/image_view.h"

#include <QEvent>
#include <QLabel>
#include <QMainWindow>
#include <QStatusBar>

#include <cmath>

namespace nectar {

StatusFacts::StatusFacts(QMainWindow& window, ElidedLabel& bankChip, const ImageView& view, QueryPresenter& query)
    : QObject(&window), m_view(view), m_query(query), m_bankChip(bankChip), m_pixel(new QLabel), m_zoom(new QLabel),
      m_machine(new QLabel)
{
    m_pixel->setObjectName(QStringLiteral("pixelFacts"));
    m_zoom->setObjectName(QStringLiteral("zoom"));
    m_zoom->setToolTip(
        tr("Pixels of the screen for one of the picture. Ctrl+0 shows the whole picture, Ctrl+1 its pixels"));
    m_pixel->setMinimumWidth(1); // a long line must not widen the window
    window.statusBar()->addWidget(m_pixel, 1);
    window.statusBar()->addPermanentWidget(m_zoom);
    window.statusBar()->addPermanentWidget(m_machine);
    window.statusBar()->setSizeGripEnabled(false);
    window.installEventFilter(this);
    connect(&query, &QueryPresenter::bankChanged, this, &StatusFacts::showBank);
    connect(&query, &QueryPresenter::predictionChanged, this, &StatusFacts::showPixel); // under a resting pointer too
    connect(&query.answers().patchLayers, &PatchLayersPresenter::layerChanged, this, &StatusFacts::showPixel);
    connect(&view, &ImageView::painted, this, &StatusFacts::showZoom);
    connect(&view, &ImageView::pixelHovered, this, [this](const QPoint& pixel) {
        m_pointedAt = pixel;
        showPixel();
    });
}

void StatusFacts::setInspecting(bool inspecting)
{
    for (QLabel* text : {m_pixel, m_zoom})
        text->setVisible(inspecting);
}

bool StatusFacts::eventFilter(QObject* window, QEvent* event)
{
    if (event->type() == QEvent::LocaleChange && m_query.hasBank())
        showBank();
    return QObject::eventFilter(window, event);
}

void StatusFacts::showBank()
{
    const BankSummary& bank = m_query.bank();
    const QString share = bank.halfBuilt ? bank.halfBuilt->share() + QStringLiteral("   ·   ") : QString();
    const QString images = tr("%1   ·   %2%3 images").arg(bank.name, share, countText(bank.images));
    const QString patches = tr("%1 patches").arg(countText(bank.patches));
    m_bankChip.setFullText(images + QStringLiteral("   ·   ") + patches, images);
    QStringList facts{bank.halfBuilt ? bank.halfBuilt->explanation() : bank.file, patches,
                      tr("Backbone: %1").arg(bank.backbone), tr("Input: %1").arg(bank.input),
                      tr("Search: %1").arg(bank.index)};
    if (!bank.licence.isEmpty())
        facts.insert(3, tr("Licence of the weights: %1").arg(bank.licence));
    m_bankChip.setToolTip(facts.join(QLatin1Char('\n')));
    m_machine->setText(share +
                       tr("%1   ·   %2 search").arg(bank.backbone, bank.index.section(QStringLiteral(" ("), 0, 0)));
    m_machine->setToolTip(facts.join(QLatin1Char('\n')));
}

void StatusFacts::showPixel()
{
    const QString facts = pixelText(m_query, m_pointedAt);
    const bool idle = facts.isEmpty() && m_query.hasImage();
    m_pixel->setText(
        idle ? tr("Point at a patch to see its evidence, click to keep it; drag with Shift to choose several") : facts);
}

/// Only where it is not the whole picture that is seen.
void StatusFacts::showZoom()
{
    const ViewTransform& transform = m_view.transform();
    const QString text = transform.isFitted() || !m_query.hasImage()
                             ? QString()
                             : tr("zoom %1 %").arg(std::lround(transform.scale() * m_view.devicePixelRatioF() * 100));
    if (m_zoom->text() != text)
        m_zoom->setText(text);
}

} // namespace nectar
