// SPDX-License-Identifier: Apache-2.0
#include "ui/presenters/feature_values.h"

#include "ui/convert/command_text.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace nectar {

namespace {

constexpr double kPreviewOpacity = 0.75;

QString tr(const char* text) { return QCoreApplication::translate("nectar::FeatureViews", text); }

/// As many as tell values of this range apart.
int decimalsFor(double span) { return span >= 100 ? 0 : span >= 10 ? 1 : span >= 1 ? 2 : 3; }

QString shareNote(const std::vector<double>& shares)
{
    if (shares.empty())
        return tr("All patches have the same features.");
    QStringList parts;
    for (const double share : shares)
        parts.append(tr("%1\u00A0%").arg(numberText(100 * share, 0)));
    return tr("Red, green and blue are the main ways in which they differ: %1 of all difference.")
        .arg(parts.join(QStringLiteral(", ")));
}

QString titleOf(const ViewKind& kind)
{
    switch (kind.view) {
    case FeatureView::Pca:
        return tr("Same colour: described alike");
    case FeatureView::Norm:
        return tr("Strength: how large a patch's numbers are");
    case FeatureView::Attention:
        break;
    }
    return kind.head ? tr("Attention: how much patches count in head %1").arg(*kind.head)
                     : tr("Attention: how much each patch counts");
}

/// The core's numbers, in per cent where they are parts of a whole.
void fillValues(PatchLayer& layer, const ViewColours& colours, std::size_t picture, const ViewKind& kind)
{
    const bool isAttention = kind.view == FeatureView::Attention;
    const float factor = isAttention ? 100.f : 1.f;
    for (const float value : colours.values.at(picture))
        layer.values.push_back(factor * value);
    layer.scale = toQRgbs(colours.scale.palette);
    layer.first = factor * colours.scale.range.low;
    layer.last = factor * colours.scale.range.high;
    layer.decimals = decimalsFor(double(layer.last) - double(layer.first));
    layer.unit = isAttention ? QStringLiteral("\u00A0%") : QString();
    layer.lowWord = isAttention ? tr("little") : tr("weak");
    layer.highWord = isAttention ? tr("much") : tr("strong");
}

} // namespace

BackboneRequest FeatureForm::request() const
{
    BackboneRequest request;
    request.source = fromQString(backbone);
    request.inputProfile = fromQString(profile);
    return request;
}

PatchLayer featureViewLayer(const ViewColours& colours, std::size_t picture, const PatchGrid& grid,
                            const ViewKind& kind)
{
    PatchLayer layer;
    layer.grid = grid;
    layer.title = titleOf(kind);
    if (kind.view == FeatureView::Pca)
        layer.note = shareNote(colours.components.shares);
    else
        fillValues(layer, colours, picture, kind);
    // A view of one pixel a patch: the same colours as in a file, to the bit.
    const Image patches = viewPicture(colours, picture, grid, {grid.cols, grid.rows}, Enlarge::Squares);
    for (std::size_t i = 0; i < patches.rgb.size(); i += 3)
        layer.colours.push_back(qRgb(patches.rgb[i], patches.rgb[i + 1], patches.rgb[i + 2]));
    return layer;
}

QImage featurePreview(const QImage& small, const PatchLayer& layer)
{
    QImage patches(layer.grid.cols, layer.grid.rows, QImage::Format_RGB32);
    for (int row = 0; row < layer.grid.rows; ++row)
        std::copy_n(layer.colours.begin() + std::ptrdiff_t{row} * layer.grid.cols, layer.grid.cols,
                    reinterpret_cast<QRgb*>(patches.scanLine(row)));
    QImage preview = small;
    QPainter painter(&preview);
    painter.setOpacity(kPreviewOpacity);
    painter.drawImage(preview.rect(), patches);
    return preview;
}

QString featureCommand(const FeatureForm& form, const ViewKind& kind, const QStringList& pictures, const QString& out)
{
    QStringList words{QStringLiteral("nectar features --backbone"), shellWord(form.backbone)};
    if (form.profile != QStringLiteral("auto"))
        words += {QStringLiteral("--input-profile"), form.profile};
    if (form.side > 0)
        words += {QStringLiteral("--size"), QString::number(form.side)};
    words += {QStringLiteral("--view"), kind.view == FeatureView::Pca    ? QStringLiteral("pca")
                                        : kind.view == FeatureView::Norm ? QStringLiteral("norm")
                                                                         : QStringLiteral("attention")};
    if (kind.head)
        words += {QStringLiteral("--head"), QString::number(*kind.head)};
    words += QStringLiteral("--image");
    for (const QString& picture : pictures)
        words += shellWord(picture);
    words += {QStringLiteral("--out"), shellWord(out)};
    return words.join(QLatin1Char(' '));
}

} // namespace nectar
