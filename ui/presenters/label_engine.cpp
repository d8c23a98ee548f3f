// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/label_engine.h"

#include "core/base/paths.h"
#include "core/decode/click_threshold.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/click_files.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <algorithm>

namespace nectar {

namespace {

constexpr int kPreviewSide = 256;
constexpr float kPreviewOpacity = 0.55f;

std::vector<double> sharesOf(const LabelMap& labels, int classCount)
{
    std::vector<double> shares(static_cast<std::size_t>(classCount) + 1);
    for (const std::uint16_t id : labels.ids)
        ++shares[std::min<std::size_t>(id, shares.size() - 1)];
    for (double& share : shares)
        share /= std::max<double>(1, static_cast<double>(labels.ids.size()));
    return shares;
}

} // namespace

QString LabelEngine::backboneName()
{
    return starterBackboneDir().empty() ? QStringLiteral("descriptor") : QStringLiteral("starter");
}

LabelEngine::Opened LabelEngine::open(const std::filesystem::path& file, const JobContext& ctx)
{
    if (!m_labeller) {
        BackboneRequest request;
        request.source = fromQString(backboneName());
        m_labeller = std::make_unique<ClickLabeller>(openBackbone(request, ctx), ClickGeometry{}, m_classes.count());
    }
    std::error_code error;
    const auto written = std::filesystem::last_write_time(file, error);
    if (const auto known = m_known.find(file); known != m_known.end() && !error && known->second.written == written)
        return known->second.opened; // taken out and put back
    Image small = shrinkToFit(loadImage(file, Orientation::Upright), kPreviewSide);
    const std::size_t number = m_labeller->open(file, ctx);
    m_small.resize(number + 1);
    m_small[number] = std::move(small);
    const Opened opened{number, m_labeller->size(number), m_labeller->grid(number)};
    m_known[file] = {written, opened};
    return opened;
}

float LabelEngine::use(const Labelling& labelling, const JobContext& ctx)
{
    m_classes = labelling.classTable();
    if (!m_labeller || (m_used && *m_used == labelling))
        return m_threshold; // the picture shown and the previews ask for the same one after the other
    m_used.reset();
    // Classes that were undone stay in the labeller, where no click has them.
    m_labeller->setClassCount(std::max(m_labeller->bank().classCount(), m_classes.count()));
    m_labeller->setClicks(labelling.clicks);
    m_threshold = labelling.threshold ? *labelling.threshold : defaultThreshold(m_labeller->bank(), ctx);
    m_used = labelling;
    return m_threshold;
}

LabelMap LabelEngine::mapOf(std::size_t picture, std::optional<Size> size, const JobContext& ctx)
{
    return m_labeller->labels(picture, {}, m_threshold, ctx, size);
}

ClickedLabels LabelEngine::labels(std::size_t picture, const JobContext& ctx)
{
    auto map = std::make_shared<const LabelMap>(mapOf(picture, {}, ctx));
    ClickedLabels labels;
    labels.shares = sharesOf(*map, m_classes.count());
    labels.layer.labels = std::move(map);
    labels.layer.palette = toQRgbs(paletteFor(m_classes));
    return labels;
}

LabelEngine::Preview LabelEngine::preview(std::size_t picture, const JobContext& ctx)
{
    const Image& small = m_small.at(picture);
    const LabelMap map = mapOf(picture, small.size(), ctx);
    return {toQImage(overlayLabels(small, map, paletteFor(m_classes), kPreviewOpacity)),
            sharesOf(map, m_classes.count())};
}

LabelEngine::SaveResult LabelEngine::save(const ClickFolder& folder, const std::vector<LabelledPicture>& pictures,
                                          const Labelling& labelling, const JobContext& ctx)
{
    std::vector<LabelTarget> targets;
    for (const LabelledPicture& picture : pictures)
        targets.push_back({pathFromQString(picture.path), fromQString(picture.name)});
    use(labelling, ctx);
    ClickFiles files(folder.path, m_classes, targets, folder.existing);
    files.writeClasses();
    ClickPoints points{{}, m_classes};
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        ctx.step(static_cast<std::int64_t>(i), static_cast<std::int64_t>(pictures.size()), "saving");
        files.write(targets[i], mapOf(pictures[i].number, {}, ctx));
    }
    for (const LabelClick& click : labelling.clicks) {
        const auto picture = std::ranges::find(pictures, click.picture, &LabelledPicture::number);
        if (picture != pictures.end())
            points.points.push_back({0, fromQString(picture->name), click.x, click.y, click.classIndex});
    }
    files.writeAnnotations();
    files.writeClicks(points);
    return {pathToQString(folder.path), static_cast<int>(pictures.size())};
}

} // namespace nectar
