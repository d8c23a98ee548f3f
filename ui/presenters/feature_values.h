// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/feature_views.h"
#include "ui/models/patch_layer.h"

#include <QImage>
#include <QList>
#include <QString>

#include <memory>

namespace nectar {

/// What describes the patches of pictures that are looked at.
struct FeatureForm {
    QString backbone;                         ///< starter, descriptor or a weight file
    QString profile = QStringLiteral("auto"); ///< auto, dino, mae or timm: for a file that cannot say it
    int side = 0;                             ///< input side in pixels; 0: the backbone's usual one

    BackboneRequest request() const;
    InputSize inputSize() const { return {side, side, Resize::Aspect}; }
    friend bool operator==(const FeatureForm&, const FeatureForm&) = default;
};

/// What a layer shows, and of which pictures together its colours are.
struct Colouring {
    ViewKind kind;
    QList<int> together; ///< ids, in the order of the list
    friend bool operator==(const Colouring&, const Colouring&) = default;
};

/// A picture that is looked at, and what was read of it.
struct FeaturePicture {
    int id = 0;
    QString path, name;
    QString problem;                                          ///< why it could not be read; "": it was, or waits
    QImage small;                                             ///< the photo
    QImage preview;                                           ///< with what is looked at over it
    std::shared_ptr<const ViewedPicture> features, attention; ///< null: not read
    std::shared_ptr<const PatchLayer> layer;
    Colouring colouring; ///< of the layer

    /// What that view is made of; null: not read.
    const std::shared_ptr<const ViewedPicture>& numbers(FeatureView view) const
    {
        return view == FeatureView::Attention ? attention : features;
    }
};

struct FeatureProgress {
    int done = 0, total = 0; ///< pictures
    bool isReading = false;
    bool isStopped = false; ///< cancelled with pictures left
};

/// The layer of one of some pictures that were coloured together.
PatchLayer featureViewLayer(const ViewColours& colours, std::size_t picture, const PatchGrid& grid,
                            const ViewKind& kind);
/// The small photo with its view over it.
QImage featurePreview(const QImage& small, const PatchLayer& layer);

/// `nectar features` for these pictures together; out: folder or file.
QString featureCommand(const FeatureForm& form, const ViewKind& kind, const QStringList& pictures, const QString& out);

} // namespace nectar
