// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/colour_choice.h"
#include "ui/presenters/settings_presenter.h"

namespace nectar {

/// What somebody takes to another machine: how the studio works and looks, and its keys; nothing of what was open.
struct SettingsCopy {
    SettingsPresenter::Theme theme = SettingsPresenter::Theme::System;
    Preferences preferences;
    ColourChoice colours;
    QMap<QString, QString> keys; ///< as ShortcutPresenter::changedKeys()
};

QByteArray jsonFrom(const SettingsCopy& copy);
/// Strict: a value that is unknown, missing or out of range is an error, for somebody wrote it. Only more threads than
/// this machine has are "automatic". file: for error texts. Errors: BadFormat, Unsupported for a newer version.
SettingsCopy settingsCopyFrom(const QByteArray& json, const QString& file);

} // namespace nectar
