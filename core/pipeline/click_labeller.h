// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backbone/backbone.h"
#include "core/decode/click_similarities.h"

#include <map>
#include <memory>
#include <optional>

namespace nectar {

/// At which size the backbone reads pictures; 0: its own.
struct ClickGeometry {
    int width = 0, height = 0;
    Resize resize = Resize::Aspect;
};

/// A place in an open picture that somebody gave a class.
struct LabelClick {
    std::uint32_t id = 0; ///< of this place, as long as it lasts
    std::size_t picture = 0;
    float x = 0, y = 0; ///< pixels of the upright picture
    std::uint16_t classIndex = 0;

    friend bool operator==(const LabelClick&, const LabelClick&) = default;
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
    /// More classes, after those that are there. Throws BadOption for fewer.
    void setClassCount(int classCount) { m_bank.setClassCount(classCount); }
    /// All clicks as they are to be now, ascending by id: only what changed since the last call is worked on, and what
    /// was undone is as if it had never been. Not beside click(). Errors: BadOption (a point outside of its picture, an
    /// id that had another place, a class that is not there); the clicks are then some of the old and new ones.
    void setClicks(std::span<const LabelClick> clicks);

    const PatchGrid& grid(std::size_t picture) const { return m_pictures.at(picture).grid; }

    /// Class of each pixel of an open picture; kVoid where no patch around reaches the threshold. Only similarities to
    /// new clicks are computed. mapSize: of the result; none: the picture's own.
    LabelMap labels(std::size_t picture, const DecodeOptions& options, float threshold, const JobContext& ctx,
                    std::optional<Size> mapSize = {});

private:
    struct Picture {
        Size size;
        PatchGrid grid;
        Matrix queries; ///< [grid.count(), dim], L2-normalised
        ClickSimilarities similarities;
    };

    std::span<const float> featureAt(const LabelClick& click);

    std::unique_ptr<Backbone> m_backbone;
    ClickGeometry m_geometry;
    ClickBank m_bank;
    std::vector<LabelClick> m_clicks;             ///< of setClicks()
    std::map<std::uint32_t, LabelClick> m_places; ///< where each id ever was: similarities are kept by id
    std::vector<Picture> m_pictures;
};

} // namespace nectar
