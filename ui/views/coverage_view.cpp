// SPDX-License-Identifier: Apache-2.0
#include "ui/views/coverage_view.h"

#include "ui/convert/text.h"
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

void CoverageView::setShares(const QList<ClassShare>& shares, const QStringList& texts)
{
    m_lines.clear();
    m_textWidth = 0;
    QStringList spoken;
    for (qsizetype i = 0; i < shares.size(); ++i) {
        const QString text = i < texts.size() ? texts.at(i) : tr("%1 %").arg(numberText(shares.at(i).share * 100, 1));
        m_lines.append({shares.at(i), text});
        m_textWidth = std::max(m_textWidth, fontMetrics().horizontalAdvance(text));
        spoken.append(QStringLiteral("%1: %2").arg(shares.at(i).name, text));
    }
    std::stable_sort(m_lines.begin(), m_lines.end(),
                     [](const Line& a, const Line& b) { return a.share.share > b.share.share; });
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    update();
}

int CoverageView::heightOfAll() const { return static_cast<int>(m_lines.size()) * kLineHeight; }

void CoverageView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int room = height() / kLineHeight;
    const int count = static_cast<int>(m_lines.size());
    const int shown = count <= room ? count : std::max(0, room - 1);
    for (int i = 0; i < shown; ++i)
        paintLine(painter, m_lines.at(i), QRectF(0, i * kLineHeight, width(), kLineHeight));
    if (shown == count)
        return;
    painter.setPen(coloursOf(palette()).muted);
    painter.drawText(QRectF(0, shown * kLineHeight, width(), kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("and %1 more").arg(count - shown));
}

void CoverageView::paintLine(QPainter& painter, const Line& line, const QRectF& rect) const
{
    constexpr int kNameWidth = 100;
    const ThemeColours& colours = coloursOf(palette());
    const double longest = std::max(1e-9, m_lines.first().share.share);
    painter.setPen(line.share.share > 0 ? colours.text : colours.muted);
    painter.drawText(QRectF(0, rect.top(), kNameWidth - 4, rect.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(line.share.name, Qt::ElideRight, kNameWidth - 8));
    painter.setPen(colours.muted);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, line.text);
    const double length = rect.width() - kNameWidth - std::max(56, m_textWidth + 12);
    drawShareBar(painter, QRectF(kNameWidth, rect.center().y() - 4, length, 8), line.share.share / longest,
                 line.share.colour, colours);
}

} // namespace nectar
