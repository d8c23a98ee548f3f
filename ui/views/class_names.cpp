// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_names.h"

#include "ui/views/theme.h"

#include <QPainter>

#include <algorithm>
#include <map>
#include <utility>

namespace nectar {

namespace {

constexpr int kStep = 4;       ///< device pixels: the places are sought on a coarser grid
constexpr int kLeastRoom = 10; ///< device pixels

/// Classes on the coarse grid and how many of its cells lie between each and the next class, in the nearest direction.
struct CoarseRooms {
    int width = 0, height = 0;
    std::vector<std::uint16_t> ids;
    std::vector<int> across, along; ///< cells to the next class within the row, within the column

    explicit CoarseRooms(const VisibleLabels& visible)
        : width(visible.device.width() / kStep), height(visible.device.height() / kStep),
          ids(Size{width, height}.area()), across(ids.size(), width), along(ids.size(), height)
    {
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                ids[at(x, y)] =
                    visible.ids[Size{visible.device.width(), y * kStep}.area() + static_cast<std::size_t>(x) * kStep];
        for (int y = 0; y < height; ++y) {
            measure(across, width, [&](int x) { return at(x, y); });
            measure(across, width, [&](int x) { return at(width - 1 - x, y); });
        }
        for (int x = 0; x < width; ++x) {
            measure(along, height, [&](int y) { return at(x, y); });
            measure(along, height, [&](int y) { return at(x, height - 1 - y); });
        }
    }
    std::size_t at(int x, int y) const { return Size{width, y}.area() + static_cast<std::size_t>(x); }

private:
    template <class Place>
    void measure(std::vector<int>& rooms, int count, const Place& place)
    {
        int run = 0;
        for (int i = 0; i < count; ++i) {
            const std::size_t here = place(i);
            run = i > 0 && ids[here] == ids[place(i - 1)] ? run + 1 : 1;
            rooms[here] = std::min(rooms[here], run);
        }
    }
};

} // namespace

std::vector<ClassPlace> classPlaces(const VisibleLabels& visible)
{
    if (visible.ids.empty())
        return {};
    const CoarseRooms coarse(visible);
    struct Best {
        ClassPlace place;
        int spare = 0; ///< room in both directions: decides between places of equal room
    };
    std::map<std::uint16_t, Best> best;
    for (int y = 0; y < coarse.height; ++y)
        for (int x = 0; x < coarse.width; ++x) {
            const std::uint16_t id = coarse.ids[coarse.at(x, y)];
            const int across = coarse.across[coarse.at(x, y)];
            const int along = coarse.along[coarse.at(x, y)];
            const int room = std::min(across, along) * kStep;
            if (Best& found = best[id]; std::pair(room, across + along) > std::pair(found.place.room, found.spare))
                found = {{id, visible.device.topLeft() + QPoint(x, y) * kStep, room}, across + along};
        }
    std::vector<ClassPlace> places;
    for (const auto& [id, found] : best)
        if (id != kVoid && found.place.room >= kLeastRoom)
            places.push_back(found.place);
    return places;
}

void drawClassNames(QPainter& painter, const std::vector<ClassPlace>& places, const QStringList& names,
                    const OverlayStyle& style)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(captionFont(painter.font()));
    const double ratio = painter.device()->devicePixelRatioF();
    const QFontMetricsF metrics(painter.font());
    for (const ClassPlace& place : places) {
        if (place.classIndex >= names.size() || !style.classes.shows(place.classIndex))
            continue;
        const QString& name = names.at(place.classIndex);
        QRectF pill(0, 0, metrics.horizontalAdvance(name) + 12, metrics.height() + 3);
        pill.moveCenter(QPointF(place.device) / ratio);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(20, 22, 26, 200));
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setPen(QColor(232, 234, 237));
        painter.drawText(pill, Qt::AlignCenter, name);
    }
    painter.restore();
}

} // namespace nectar
