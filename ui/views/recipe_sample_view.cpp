// SPDX-License-Identifier: Apache-2.0
#include "ui/views/recipe_sample_view.h"

#include "ui/presenters/recipe_samples.h"
#include "ui/views/theme.h"

#include <QFileInfo>
#include <QPainter>

#include <algorithm>

namespace nectar {

namespace {

/// All of one size, so that the columns line up.
QPixmap framed(const QImage& picture, QSize box, const QColor& mark)
{
    QPixmap pixmap(box);
    pixmap.fill(QColor::fromRgb(kCanvasBackground));
    QPainter painter(&pixmap);
    const QSize size = picture.size().scaled(box, Qt::KeepAspectRatio);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (!picture.isNull())
        painter.drawImage(QRect(QPoint((box.width() - size.width()) / 2, (box.height() - size.height()) / 2), size),
                          picture);
    if (mark.isValid()) {
        painter.setPen(QPen(mark, 3));
        painter.drawRect(pixmap.rect().adjusted(1, 1, -2, -2));
    }
    return pixmap;
}

} // namespace

RecipeSampleView::RecipeSampleView(Detail detail, QWidget* parent) : QListWidget(parent), m_detail(detail)
{
    setObjectName(detail == Detail::Pictures ? QStringLiteral("formSamples") : QStringLiteral("recipeSamples"));
    setAccessibleName(tr("Samples of the data set as they are read"));
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setFont(captionFont(font()));
    const bool small = detail == Detail::Pictures;
    setIconSize(small ? QSize(87, 64) : QSize(150, 100));
    setGridSize(small ? QSize(95, 70) : QSize(158, 138));
    setSpacing(0);
    if (small) {
        setFixedHeight(2 * gridSize().height() + 4);
        setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    }
}

void RecipeSampleView::setReading(const RecipeReading& reading)
{
    const ThemeColours& colours = coloursOf(palette());
    while (count() > reading.samples.size())
        delete takeItem(count() - 1);
    for (qsizetype i = 0; i < reading.samples.size(); ++i) {
        const RecipeSample& sample = reading.samples.at(i);
        const bool bad = !sample.problem.isEmpty();
        QListWidgetItem* entry = item(static_cast<int>(i));
        if (!entry) {
            entry = new QListWidgetItem;
            addItem(entry);
        }
        const QString name = QFileInfo(sample.name).fileName();
        const QString note = bad ? tr("✕ cannot be read") : sample.note;
        entry->setIcon(framed(sample.picture, iconSize(), bad ? colours.bad : QColor()));
        entry->setText(m_detail == Detail::Pictures ? QString() : name + QLatin1Char('\n') + note);
        entry->setForeground(bad ? colours.bad : colours.text);
        entry->setToolTip(sample.name + QLatin1Char('\n') + (bad ? sample.problem : note));
        entry->setData(Qt::AccessibleTextRole, tr("%1: %2").arg(name, bad ? sample.problem : note));
    }
}

QString unreadableText(const RecipeReading& reading)
{
    const auto bad = [](const RecipeSample& sample) { return !sample.problem.isEmpty(); };
    const auto count = std::ranges::count_if(reading.samples, bad);
    if (count == 0)
        return {};
    const RecipeSample& first = *std::ranges::find_if(reading.samples, bad);
    return RecipeSampleView::tr("%1 of %2 samples cannot be read. The first: %3")
        .arg(count)
        .arg(reading.samples.size())
        .arg(first.problem);
}

} // namespace nectar
