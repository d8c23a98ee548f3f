// SPDX-License-Identifier: Apache-2.0
#include "ui/views/unfinished_build.h"

#include "ui/convert/text.h"
#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/build_form_text.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/message_bar.h"

#include <QFileInfo>

namespace nectar {

namespace {
const QString kUnfinishedBuild = QStringLiteral("unfinishedBuild");
}

UnfinishedBuild::UnfinishedBuild(BuildBankPresenter& build, SettingsPresenter& settings, MessageBar& messages,
                                 QObject* parent)
    : QObject(parent), m_build(build), m_settings(settings), m_messages(messages)
{
    for (const auto signal : {&BuildBankPresenter::started, &BuildBankPresenter::stopped})
        connect(&build, signal, this, &UnfinishedBuild::keep);
    connect(&build, &BuildBankPresenter::finished, this, &UnfinishedBuild::keep);
    connect(&build, &BuildBankPresenter::paused, this, &UnfinishedBuild::showPaused);
}

/// While it runs too: whatever ends the program, the next one can go on.
void UnfinishedBuild::keep()
{
    const bool goesOn = !m_build.form().output.isEmpty() && (m_build.isRunning() || m_build.hasPartial());
    m_settings.setText(kUnfinishedBuild, goesOn ? textFrom(m_build.form()) : QString());
}

void UnfinishedBuild::showPaused()
{
    const BuildProgress& progress = m_build.progress();
    const QString kept =
        progress.imagesDone > 0
            ? tr("%1 of %2 pictures are read and kept. Building the same bank goes on from there, also "
                 "after Nectar was closed.")
                  .arg(countText(progress.imagesDone), countText(progress.imagesTotal))
            : tr("No picture was read yet.");
    m_messages.show({Problem::Kind::Note, tr("The build is paused"), kept, {}},
                    {tr("Continue"), [this] { m_build.continuePaused(); }});
}

void UnfinishedBuild::offer()
{
    const BuildForm form = buildFormFrom(m_settings.text(kUnfinishedBuild));
    if (form.output.isEmpty() || m_messages.isVisible() || m_build.isRunning())
        return;
    if (!m_build.offerUnfinished(form))
        return m_settings.setText(kUnfinishedBuild, {}); // someone removed the file
    m_messages.show({Problem::Kind::Note,
                     tr("Building %1 was not finished").arg(QFileInfo(form.output).fileName()),
                     tr("What was read of %1 is kept, and the build can go on from there.").arg(form.folder),
                     {}},
                    {tr("Continue"), [this] { m_build.continuePaused(); }});
}

} // namespace nectar
