// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/pipeline/click_labeller.h"
#include "ui/models/canvas.h"

#include <QPointF>
#include <QStringList>

#include <optional>
#include <vector>

namespace nectar {

/// What a person did to label pictures by clicks: all that can be undone.
struct Labelling {
    QStringList classes;            ///< the first is "other": what is none of the others
    std::vector<LabelClick> clicks; ///< ascending by id; their pictures are numbers in the list of pictures
    std::optional<float> threshold; ///< none: from the clicks

    /// The classes with ids from 0 and the palette's colours.
    ClassTable classTable() const;
    const LabelClick* click(std::uint32_t id) const;
    /// Takes `before` out and puts `after` in; either may be nothing.
    void replace(const std::optional<LabelClick>& before, const std::optional<LabelClick>& after);

    friend bool operator==(const Labelling&, const Labelling&) = default;
};

/// A picture as it was added.
struct ListedPicture {
    QString path, name; ///< name: unlike all others, as its mask will be called
    friend bool operator==(const ListedPicture&, const ListedPicture&) = default;
};

/// All that is labelled, and how.
struct LabelSet {
    QList<ListedPicture> pictures;
    Labelling labelling;
};

/// A picture that is labelled, and what was read of it.
struct LabelledPicture : ListedPicture {
    enum class State { Waiting, Ready, Failed };
    State state = State::Waiting;
    QString problem; ///< failed: why

    std::size_t number = 0; ///< of the labeller
    Size size;              ///< upright
    PatchGrid grid;
    QImage preview;             ///< small, with its labels over it
    std::vector<double> shares; ///< of its pixels: of each class; the last: unknown
};

/// Labels of a picture at its own size.
struct ClickedLabels {
    CanvasLayer layer;
    std::vector<double> shares; ///< as LabelledPicture::shares
};

/// A click as the canvas shows it.
struct LabelMark {
    QPointF point; ///< pixels of the picture
    int classIndex = 0;
};

/// "other" cannot be one, nor a name that is there; "" : it can be used.
QString classNameIssue(const QString& name, const QStringList& classes);

} // namespace nectar
