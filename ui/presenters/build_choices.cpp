// SPDX-License-Identifier: Apache-2.0
// What may be built where the machine is too small.
#include "ui/convert/text.h"
#include "ui/presenters/build_requests.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string>

namespace nectar {

namespace {

constexpr int kUsualSide = 512; ///< about, of any backbone
constexpr double kSafety = 0.9; ///< forecasts are right within a tenth

/// The largest offer that is at most so much; 0: none.
template <class Offers>
qint64 largestUpTo(const Offers& offers, double most)
{
    qint64 best = 0;
    for (const auto offer : offers)
        if (static_cast<double>(offer) <= most)
            best = offer;
    return best;
}

/// How much of the bank there is room for, 1 or more: all of it.
double roomShare(const BuildReview& review)
{
    double share = 1;
    if (review.freeDisk > 0 && review.diskBytes > 0)
        share = std::min(share, static_cast<double>(review.freeDisk) / static_cast<double>(review.diskBytes));
    if (review.freeMemory > 0 && review.bankBytes > 0)
        share = std::min(share, static_cast<double>(review.freeMemory) / static_cast<double>(review.bankBytes));
    return share;
}

} // namespace

QList<SmallerBuild> leanerForms(const BuildForm& form, const BuildExtent& extent, bool onGpu)
{
    QList<SmallerBuild> choices;
    if (onGpu) {
        choices.append({QStringLiteral("On the CPU"), form});
        choices.last().form.cpu = true;
    }
    const int used = form.side > 0 ? form.side : extent.side > 0 ? extent.side : kUsualSide;
    if (const qint64 side = largestUpTo(kSides, used - 1); side > 0) {
        choices.append({QStringLiteral("Input of %1 px").arg(side), form});
        choices.last().form.side = static_cast<int>(side);
    }
    const auto half = [](qint64 whole, qint64 chosen) {
        return static_cast<double>(chosen > 0 && (whole == 0 || chosen < whole) ? chosen : whole) / 2;
    };
    if (const qint64 limit = largestUpTo(kLimits, half(extent.images, form.limit))) {
        choices.append({QStringLiteral("The first %1 pictures").arg(countText(limit)), form});
        choices.last().form.limit = limit;
    }
    if (const qint64 memory = largestUpTo(kMemories, half(extent.patches, form.memory))) {
        choices.append({QStringLiteral("At most %1 patches").arg(countText(memory)), form});
        choices.last().form.memory = memory;
    }
    return choices;
}

MachineRoom roomFor(const BuildForm& form)
{
    MachineRoom room;
    std::ifstream file("/proc/meminfo");
    std::string name, unit;
    qint64 kilobytes = 0;
    while (file >> name >> kilobytes) {
        std::getline(file, unit);
        if (name == "MemAvailable:")
            room.memory = kilobytes * 1024;
    }
    QString folder = QFileInfo(form.output).absolutePath();
    while (!QFileInfo::exists(folder) && folder != QDir::rootPath() && !folder.isEmpty())
        folder = QFileInfo(folder).absolutePath();
    room.disk = std::max<qint64>(0, QStorageInfo(folder).bytesAvailable());
    return room;
}

QList<SmallerBuild> smallerForms(const BuildForm& form, const BuildReview& review)
{
    QList<SmallerBuild> choices;
    const double share = roomShare(review);
    if (share < 1) {
        if (const qint64 limit = largestUpTo(kLimits, static_cast<double>(review.images) * share * kSafety)) {
            choices.append({QStringLiteral("The first %1 pictures").arg(countText(limit)), form});
            choices.last().form.limit = limit;
        }
        if (const qint64 memory = largestUpTo(kMemories, static_cast<double>(review.patches) * share * kSafety)) {
            choices.append({QStringLiteral("At most %1 patches").arg(countText(memory)), form});
            choices.last().form.memory = memory;
        }
    }
    double pixels = share;
    if (review.freeMemory > 0 && review.memoryBytes > review.freeMemory)
        pixels = std::min(pixels, static_cast<double>(review.freeMemory) / static_cast<double>(review.memoryBytes));
    qint64 side = largestUpTo(kSides, review.side * std::sqrt(pixels * kSafety));
    if (side == 0 && review.side > kSides[0])
        side = kSides[0]; // perhaps not small enough, but the smallest there is
    if (side > 0) {
        choices.append({QStringLiteral("Input of %1 px").arg(side), form});
        choices.last().form.side = static_cast<int>(side);
    }
    return choices;
}

} // namespace nectar
