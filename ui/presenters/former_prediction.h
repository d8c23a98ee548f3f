// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/shown_picture.h"

namespace nectar {

/// The prediction before the last change of neighbours, temperature or prompt images. Changes in quick succession, as a
/// slider that is dragged makes them, are one.
class FormerPrediction {
public:
    static constexpr qint64 kOneChangeMs = 800;
    /// What is shown now. milliseconds: of a clock that only goes forward.
    void note(const ShownPicture& shown, qint64 milliseconds);
    /// In the colours of what is shown; empty: nothing was changed in this picture.
    CanvasLayer layer(const ShownPicture& shown) const;

private:
    std::shared_ptr<const OpenImage> m_picture;
    Task m_task = Task::Segmentation;
    DecodeOptions m_options;
    std::vector<std::uint32_t> m_leftOut;
    CanvasLayer m_current, m_former;
    qint64 m_changedAt = 0;
};

} // namespace nectar
