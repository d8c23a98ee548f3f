// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/recipe_samples.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <QElapsedTimer>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr std::size_t kMostPhotos = 64;
constexpr std::size_t kMostLeftOut = 1000; ///< a list of more is not read by anybody
constexpr float kOpacity = 0.6f;

/// What decides which files belong together.
bool pairsAlike(const Recipe& a, const Recipe& b)
{
    return a.root == b.root && a.splits == b.splits && a.imageSuffix == b.imageSuffix && a.maskSuffix == b.maskSuffix &&
           a.depthSuffix == b.depthSuffix;
}

QString metres(double value) { return QLocale().toString(value, 'f', value < 1 ? 2 : 1); }

QString percentText(std::size_t part, std::size_t whole)
{
    return QLocale().toString(100. * double(part) / double(std::max<std::size_t>(1, whole)), 'f', 0) +
           QStringLiteral("\u00A0%");
}

QString labelNote(const LabelMap& labels, int classes)
{
    std::vector<bool> seen(static_cast<std::size_t>(classes));
    std::size_t unlabelled = 0;
    for (const std::uint16_t id : labels.ids)
        if (id == kVoid)
            ++unlabelled;
        else
            seen[id] = true;
    const auto count = std::ranges::count(seen, true);
    const QString found = count == 1 ? QStringLiteral("1 class") : QStringLiteral("%1 classes").arg(count);
    return unlabelled == 0 ? found
                           : QStringLiteral("%1, %2 ignored").arg(found, percentText(unlabelled, labels.ids.size()));
}

QString depthNote(const DepthMap& depth)
{
    float low = INFINITY, high = -INFINITY;
    std::size_t known = 0;
    for (const float value : depth.metres) {
        if (!std::isfinite(value))
            continue;
        ++known;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (known == 0)
        return QStringLiteral("no depth");
    return QStringLiteral("%1–%2\u00A0m, %3 none")
        .arg(metres(double(low)), metres(double(high)), percentText(depth.metres.size() - known, depth.metres.size()));
}

/// Of a core's error: what a person needs beside the name of the file.
QString reasonOf(const Error& error) { return toQString(error.what()); }

} // namespace

void RecipeSampler::pair(const Recipe& recipe, const JobContext& ctx)
{
    if (m_pairs && pairsAlike(m_pairs->recipe(), recipe))
        return;
    m_pairs.reset();
    m_pairs = std::make_unique<const Dataset>(openDataset(recipe, ctx));
}

RecipeSampler::Photo RecipeSampler::photoOf(const Sample& sample, const Annotations& annotations)
{
    const auto sizeText = [](const auto& map) {
        return map ? std::to_string(map->width) + "x" + std::to_string(map->height) : std::string();
    };
    const std::string key =
        sample.image.string() + "|" + sizeText(annotations.labels) + "|" + sizeText(annotations.depth);
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_photos.find(key); found != m_photos.end())
            return found->second;
    }
    Photo photo;
    try {
        photo.picture = shrinkToFit(loadPhoto(sample, annotations), kSide);
    } catch (const Error& error) {
        photo.problem = reasonOf(error);
    }
    const std::lock_guard lock(m_mutex);
    if (m_photos.size() >= kMostPhotos)
        m_photos.clear();
    return m_photos[key] = photo;
}

RecipeSample RecipeSampler::readSample(const RecipeWish& wish, Task task, const Sample& sample)
{
    RecipeSample result;
    result.name = toQString(sample.name);
    Annotations annotations;
    try {
        requireAnnotation(sample, task);
        Sample shown = sample; // the other annotation is not looked at
        (task == Task::Segmentation ? shown.depth : shown.mask).clear();
        annotations = loadAnnotations(wish.recipe, shown);
    } catch (const Error& error) {
        result.problem = reasonOf(error);
    }
    const Photo photo = photoOf(sample, annotations);
    if (result.problem.isEmpty())
        result.problem = photo.problem;
    if (photo.picture.empty())
        return result;
    const Size size = photo.picture.size();
    if (!result.problem.isEmpty()) {
        result.picture = toQImage(photo.picture);
    } else if (annotations.labels) {
        result.note = labelNote(*annotations.labels, wish.recipe.classes.count());
        result.picture = toQImage(overlayLabels(photo.picture, resizeLabels(*annotations.labels, size),
                                                paletteFor(wish.recipe.classes), kOpacity));
    } else if (annotations.depth) {
        result.note = depthNote(*annotations.depth);
        result.picture = toQImage(overlayDepth(photo.picture, resizeDepth(*annotations.depth, size),
                                               depthRange(*annotations.depth), depthPalette("dusk"), 0.8f));
    }
    return result;
}

RecipeReading RecipeSampler::read(const RecipeWish& wish, const JobContext& ctx)
{
    const std::lock_guard turn(m_turn);
    QElapsedTimer clock;
    clock.start();
    RecipeReading reading;
    try {
        pair(wish.recipe, ctx);
    } catch (const Error& error) {
        reading.problem = reasonOf(error);
        return reading;
    }
    for (const std::string& name : m_pairs->splitNames())
        reading.splits.append({toQString(name), static_cast<qint64>(m_pairs->samples(name).size())});
    const std::string wanted = fromQString(wish.split);
    const std::string split = m_pairs->hasSplit(wanted) ? wanted : m_pairs->promptSplit();
    reading.split = toQString(split);
    for (const Task task : {Task::Segmentation, Task::Depth})
        if (m_pairs->has(task, split))
            reading.tasks.append(task);
    reading.task = reading.tasks.contains(wish.task) ? wish.task : reading.tasks.value(0, Task::Segmentation);
    const auto skipped = m_pairs->skipped();
    reading.leftOutCount = static_cast<qint64>(skipped.size());
    for (const SkippedFile& file : skipped.first(std::min(skipped.size(), kMostLeftOut)))
        reading.leftOut.append({toQString(relativeName(file.file, wish.recipe.root)), toQString(file.reason)});

    const auto samples = m_pairs->samples(split);
    const auto count = static_cast<std::int64_t>(std::min<std::size_t>(samples.size(), kSamples));
    std::vector<RecipeSample> read(static_cast<std::size_t>(count));
    parallelFor(count, 1, ctx.stop, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i)
            read[static_cast<std::size_t>(i)] =
                readSample(wish, reading.task, samples[static_cast<std::size_t>(i) * samples.size() / read.size()]);
    });
    reading.samples = QList<RecipeSample>(read.begin(), read.end());
    reading.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    return reading;
}

} // namespace nectar
