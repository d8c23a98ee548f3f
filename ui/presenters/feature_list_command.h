// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/studio_command.h"

#include <QStringList>

#include <functional>
#include <utility>

namespace nectar {

/// Pictures that are looked at come or go. Only their files are kept: what comes back is read again.
class FeatureListCommand final : public StudioCommand {
public:
    using Apply = std::function<void(const QStringList& files)>;
    FeatureListCommand(Apply apply, QStringList before, QStringList after, const QString& text)
        : StudioCommand(text), m_apply(std::move(apply)), m_before(std::move(before)), m_after(std::move(after))
    {}

    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    Page page() const override { return Page::Features; }
    bool isOfProject() const override { return false; } ///< nothing keeps what was merely looked at

private:
    Apply m_apply;
    QStringList m_before, m_after;
};

} // namespace nectar
