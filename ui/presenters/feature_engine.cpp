// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/feature_engine.h"

#include "core/base/error.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

namespace nectar {

namespace {

constexpr int kSmallSide = 256;

void requireRoom(Size photo, const BackboneSpec& spec, const FeatureEngine::Wish& wish)
{
    const InputSize size = wish.form.inputSize();
    const int side = size.width > 0 ? size.width : spec.defaultInputSide();
    const Size input =
        networkSize(photo, {side, side}, spec.patchSize, size.resize, fromQString(wish.path)); // as networkInput()
    const std::int64_t patches = std::int64_t{input.width / spec.patchSize} * (input.height / spec.patchSize);
    const std::int64_t numbers = wish.view == FeatureView::Attention ? spec.heads : spec.dim;
    if (patches * numbers * std::int64_t{sizeof(float)} > wish.mostBytes)
        throw Error(ErrorCode::OutOfMemory,
                    "no room to look at the picture: " + fromQString(wish.path) +
                        ": the features of the others fill what is kept of them: take pictures out, or choose a "
                        "smaller input size");
}

} // namespace

void FeatureEngine::open(const FeatureForm& form, const JobContext& ctx)
{
    const BackboneRequest wanted = form.request();
    if (m_backbone && m_request->source == wanted.source && m_request->inputProfile == wanted.inputProfile)
        return;
    m_backbone.reset(); // two at once would need twice the memory
    m_backbone = m_opener(wanted, ctx);
    m_request = wanted;
}

FeatureEngine::Read FeatureEngine::read(const Wish& wish, const JobContext& ctx)
{
    try {
        open(wish.form, ctx);
    } catch (const Error&) {
        return {std::current_exception(), nullptr, {}};
    }
    const std::filesystem::path file = pathFromQString(wish.path);
    const Image photo = loadImage(file, Orientation::Upright);
    ctx.checkStop();
    requireRoom(photo.size(), m_backbone->spec(), wish);
    Read read;
    read.viewed = std::make_shared<const ViewedPicture>(
        readForView(photo, *m_backbone, wish.view, wish.form.inputSize(), file.string(), ctx));
    read.small = toQImage(shrinkToFit(photo, kSmallSide));
    return read;
}

} // namespace nectar
