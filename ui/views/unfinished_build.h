// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace nectar {

class BuildBankPresenter;
class MessageBar;
class SettingsPresenter;

/// A build that was paused, or that ended with the program, is offered for going on; after another start too.
class UnfinishedBuild : public QObject {
    Q_OBJECT

public:
    UnfinishedBuild(BuildBankPresenter& build, SettingsPresenter& settings, MessageBar& messages, QObject* parent);
    /// At the start of the program, unless something else is said already.
    void offer();

private:
    void keep();
    void showPaused();

    BuildBankPresenter& m_build;
    SettingsPresenter& m_settings;
    MessageBar& m_messages;
};

} // namespace nectar
