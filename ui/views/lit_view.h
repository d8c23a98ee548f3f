// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/prompt_share_model.h"
#include "ui/views/image_view.h"

namespace nectar {

/// A canvas of which some patches can stay bright while all else is dimmed.
class LitView : public ImageView {
    Q_OBJECT

public:
    using ImageView::ImageView;
    /// The larger a place's share, the brighter it is. Without places nothing is dimmed.
    void setLit(const PromptShare& lit);
    const PromptShare& lit() const { return m_lit; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PromptShare m_lit;
};

} // namespace nectar
