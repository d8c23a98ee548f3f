// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/studio_command.h"

#include <QByteArray>

#include <functional>

namespace nectar {

/// Where the parts of the window are, as Qt writes it.
struct Layout {
    QByteArray panels; ///< the widths on the page with the canvas
    QByteArray docks;

    friend bool operator==(const Layout&, const Layout&) = default;
};

/// The parts of the window have their first places again.
class LayoutCommand final : public StudioCommand {
public:
    using Apply = std::function<void(const Layout&)>;
    LayoutCommand(Apply apply, Layout before, Layout after, const QString& text)
        : StudioCommand(text), m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after))
    {}

    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    Page page() const override { return m_before.panels == m_after.panels ? Page::Any : Page::Inspect; }
    bool isOfProject() const override { return false; } ///< the settings keep it

private:
    Apply m_apply;
    Layout m_before, m_after;
};

} // namespace nectar
