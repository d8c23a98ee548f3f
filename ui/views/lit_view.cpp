// SPDX-License-Identifier: Apache-2.0
#include "ui/views/lit_view.h"

#include "ui/views/drawing.h"

#include <QPainter>

namespace nectar {

void LitView::setLit(const PromptShare& lit)
{
    m_lit = lit;
    update();
}

void LitView::paintEvent(QPaintEvent* event)
{
    ImageView::paintEvent(event);
    if (isBusy() || isPeeking() || photo().levels.isEmpty() || m_lit.places.isEmpty())
        return;
    QPainter painter(this);
    drawEvidence(painter, transform().pictureRect(), m_lit, 0);
    for (const int patch : {hoveredPatch(), selectedPatch()}) // the veil lies over their frames
        if (patch >= 0)
            drawPatchFrame(painter, patchRect(patch), patch == selectedPatch() ? 2 : 1);
}

} // namespace nectar
