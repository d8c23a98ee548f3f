// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/build_bank.h"
#include "ui/presenters/feature_values.h"

#include <optional>

namespace nectar {

/// What reads features to look at, on the engine lane: nothing here is thread-safe.
class FeatureEngine {
public:
    explicit FeatureEngine(BackboneOpener opener) : m_opener(std::move(opener)) {}

    struct Wish {
        FeatureForm form;
        QString path;
        FeatureView view = FeatureView::Pca;
        std::int64_t mostBytes = 0; ///< that its numbers may take
    };
    struct Read {
        std::exception_ptr backboneFault; ///< the backbone cannot be opened: no picture's fault
        std::shared_ptr<const ViewedPicture> viewed;
        QImage small;
    };
    /// Errors: as loadImage() and readForView(); OutOfMemory where there is no room for the numbers.
    Read read(const Wish& wish, const JobContext& ctx);

private:
    void open(const FeatureForm& form, const JobContext& ctx);

    BackboneOpener m_opener;
    std::unique_ptr<Backbone> m_backbone;
    std::optional<BackboneRequest> m_request; ///< of the backbone that is open
};

} // namespace nectar
