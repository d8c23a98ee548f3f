// SPDX-License-Identifier: Apache-2.0
#include "ui/views/vote_view.h"

#include "ui/models/canvas.h"
#include "ui/presenters/query_values.h"
#include "ui/views/drawing.h"
#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nectar {

VoteView::VoteView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("voteView"));
    setAccessibleName(tr("Votes"));
    setFixedHeight(kLines * kLineHeight);
}

void VoteView::showNothing()
{
    m_votes.clear();
    m_metres.clear();
    setAccessibleDescription({});
    update();
}

void VoteView::showClasses(const QList<ClassShare>& votes)
{
    setToolTip(tr("The share of the vote that each class got"));
    m_metres.clear();
    m_votes = votes;
    m_votes.removeIf([](const ClassShare& vote) { return vote.share < 0.005; }); // would read "0 %"
    QStringList texts;
    for (const ClassShare& vote : m_votes.mid(0, kLines))
        texts.append(tr("%1 %2 %").arg(vote.name).arg(std::lround(vote.share * 100)));
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    update();
}

void VoteView::showDepth(const QList<NeighbourCard>& cards, const PatchReading& reading)
{
    setToolTip(tr("One stick for each voter: where it says the patch is, and how much it counts (its height). The "
                  "coloured line is the mean."));
    m_votes.clear();
    m_metres.clear();
    m_mean = reading.metres;
    m_spread =
        tr("most between %1 and %2")
            .arg(metresText(static_cast<float>(reading.nearest)), metresText(static_cast<float>(reading.farthest)));
    for (const NeighbourCard& card : cards)
        if (std::isfinite(card.metres))
            m_metres.append({static_cast<double>(card.metres), card.weight});
    setAccessibleDescription(metresText(reading.metres) + QStringLiteral(", ") + m_spread);
    update();
}

void VoteView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_metres.isEmpty())
        paintDepth(painter);
    else
        paintClasses(painter);
}

void VoteView::paintClasses(QPainter& painter) const
{
    const ThemeColours& colours = coloursOf(palette());
    const double nameWidth = std::min(110., width() * 0.34);
    const double valueWidth = 52;
    for (int i = 0; i < std::min<int>(kLines, static_cast<int>(m_votes.size())); ++i) {
        // The last line gathers what would not fit.
        ClassShare vote = m_votes.at(i);
        if (i == kLines - 1 && m_votes.size() > kLines) {
            vote = {tr("others"), colours.muted.rgb(), 0};
            for (const ClassShare& rest : m_votes.mid(i))
                vote.share += rest.share;
        }
        const QRectF line(0, i * kLineHeight, width(), kLineHeight);
        painter.setPen(i == 0 ? colours.text : colours.muted);
        painter.drawText(QRectF(0, line.top(), nameWidth, kLineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(vote.name, Qt::ElideRight, static_cast<int>(nameWidth) - 6));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, tr("%1 %").arg(std::lround(vote.share * 100)));
        const QRectF track(nameWidth, line.center().y() - 4, width() - nameWidth - valueWidth, 8);
        drawShareBar(painter, track, vote.share, vote.colour, colours);
    }
}

void VoteView::paintDepth(QPainter& painter) const
{
    const ThemeColours& colours = coloursOf(palette());
    const auto [low, high] = std::minmax_element(m_metres.begin(), m_metres.end());
    const double margin = std::max(0.25, 0.08 * (high->first - low->first));
    const double mean = std::isfinite(m_mean) ? static_cast<double>(m_mean) : low->first;
    const double near = std::max(0., std::min(low->first, mean) - margin);
    const double far = std::max(high->first, mean) + margin;
    double heaviest = 0;
    for (const auto& vote : m_metres)
        heaviest = std::max(heaviest, vote.second);
    const double base = height() - 20.;
    const auto xOf = [&](double metres) { return 1 + (metres - near) / (far - near) * (width() - 2); };
    painter.setPen(QPen(colours.line, 1));
    painter.drawLine(QPointF(0, base + 0.5), QPointF(width(), base + 0.5));
    QColor stick = colours.text;
    stick.setAlphaF(0.75f);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stick);
    for (const auto& [metres, weight] : m_metres) {
        const double tall = std::max(3., (base - 8) * weight / heaviest);
        painter.drawRoundedRect(QRectF(xOf(metres) - 1.5, base - tall, 3, tall), 1, 1);
    }
    if (std::isfinite(m_mean)) {
        painter.setPen(QPen(colours.accentText, 2));
        const double x = xOf(static_cast<double>(m_mean));
        painter.drawLine(QPointF(x, 2), QPointF(x, base + 4));
    }
    painter.setPen(colours.muted);
    painter.setFont(captionFont(font()));
    const QRectF axis(0, base + 3, width(), 17);
    const QString nearText = metresText(static_cast<float>(near));
    const QString farText = metresText(static_cast<float>(far));
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, nearText);
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, farText);
    const QFontMetricsF metrics = painter.fontMetrics();
    const double side = std::max(metrics.horizontalAdvance(nearText), metrics.horizontalAdvance(farText)) + 10;
    if (metrics.horizontalAdvance(m_spread) + 2 * side <= width())
        painter.drawText(axis, Qt::AlignCenter, m_spread);
}

} // namespace nectar
