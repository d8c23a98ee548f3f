// SPDX-License-Identifier: Apache-2.0
#include "ui/views/icons.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace nectar {

namespace {

QByteArray svgSource(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Replaces currentColor when painting, because QtSvg takes it for black.
class LineIconEngine final : public QIconEngine {
public:
    LineIconEngine(QByteArray svg, QColor colour) : m_svg(std::move(svg)), m_colour(colour) {}

    QIconEngine* clone() const override { return new LineIconEngine(*this); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor colour = m_colour;
        if (!colour.isValid()) {
            const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
            colour = QApplication::palette().color(group, QPalette::ButtonText);
        }
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
        QSvgRenderer renderer(svg);
        painter->save();
        painter->setOpacity(painter->opacity() * static_cast<double>(colour.alphaF()));
        renderer.render(painter, rect);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

private:
    QByteArray m_svg;
    QColor m_colour;
};

} // namespace

QIcon lineIcon(const QString& name) { return lineIcon(name, QColor()); }

QIcon lineIcon(const QString& name, const QColor& colour) { return QIcon(new LineIconEngine(svgSource(name), colour)); }

QIcon programIcon() { return QIcon(QStringLiteral(":/icons/nectar.svg")); }

} // namespace nectar
