// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"
#include "ui/presenters/studio_command.h"

#include <functional>

namespace nectar {

/// Files of the project were found at another place.
class RelocationCommand final : public StudioCommand {
public:
    using Apply = std::function<void(const Project&)>;
    RelocationCommand(Apply apply, Project before, Project after, const QString& text)
        : StudioCommand(text), m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after))
    {}

    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    Page page() const override { return m_after.view.page == "label" ? Page::Label : Page::Inspect; }

private:
    Apply m_apply;
    Project m_before, m_after;
};

} // namespace nectar
