// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/decode/click_similarities.h"

#include <memory>
#include <optional>

namespace nectar {

/// At which size the backbone reads pictures; 0: its own.
struct ClickGeometry {
    int width = 0, height = 0;
    Resize resize = Resize::Aspect;
};

/// Pictures, their features and the clicks in them (method.md 2, "Labels by clicking"). Not thread-safe.
class ClickLabeller {
public:
    ClickLabeller(std::unique_ptr<Backbone> backbone, const ClickGeometry& geometry, int classCount);

    const BackboneSpec& backbone() const { return m_backbone->spec(); }
    const ClickBank& bank() const { return m_bank; }

    /// Reads and encodes a picture, upright: the slow step. Returns its number. Errors: as loadImage() and extract().
    std::size_t open(const std::filesystem::path& picture, const JobContext& ctx);
    /// Forgets a picture's features; clicks in it stay.
    void close(std::size_t picture);
    Size size(std::size_t picture) const { return m_pictures.at(picture).size; }

    /// A click on a point of an open picture, in pixels. Nothing outside of it. Errors: as ClickBank::add().
    std::optional<std::uint32_t> click(std::size_t picture, float x, float y, std::uint16_t classIndex);
    bool takeBack(std::uint32_t click) { return m_bank.erase(click); }

    /// Class of each pixel of an open picture; kVoid where no patch around reaches the threshold. Only similarities to
    /// new clicks are computed.
    LabelMap labels(std::size_t picture, const DecodeOptions& options, float threshold, const JobContext& ctx);

private:
    struct Picture {
        Size size;
        PatchGrid grid;
        Matrix queries; ///< [grid.count(), dim], L2-normalised
        ClickSimilarities similarities;
    };

    std::unique_ptr<Backbone> m_backbone;
    ClickGeometry m_geometry;
    ClickBank m_bank;
    std::vector<Picture> m_pictures;
};

} // namespace nectar
