// SPDX-License-Identifier: Apache-2.0
#include "ui/views/coverage_view.h"

#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kLineHeight = 24;
}

CoverageView::CoverageView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("coverageView"));
    setAccessibleName(tr("Patches per class"));
    setMinimumHeight(4 * kLineHeight);
}

void CoverageView::setShares(const QList<ClassShare>& shares)
{
    m_shares = shares;
    std::stable_sort(m_shares.begin(), m_shares.end(),
                     [](const ClassShare& a, const ClassShare& b) { return a.share > b.share; });
    update();
}

void CoverageView::paintEvent(QPaintEvent*)
{
    if (m_shares.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColours& colours = coloursOf(palette());
    const double longest = std::max(1e-9, m_shares.first().share);
    const int lines = std::min<int>(static_cast<int>(m_shares.size()), height() / kLineHeight);
    for (int i = 0; i < lines; ++i) {
        const ClassShare& share = m_shares.at(i);
        const QRectF line(0, i * kLineHeight, width(), kLineHeight);
        painter.setPen(share.share > 0 ? colours.text : colours.muted);
        painter.drawText(QRectF(0, line.top(), 96, kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(share.name, Qt::ElideRight, 92));
        painter.setPen(colours.muted);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tr("%1 %").arg(share.share * 100, 0, 'f', 1));
        const QRectF track(100, line.center().y() - 4, width() - 100 - 56, 8);
        drawShareBar(painter, track, share.share / longest, share.colour, colours);
    }
}

} // namespace nectar
