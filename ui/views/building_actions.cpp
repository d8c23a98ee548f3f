// SPDX-License-Identifier: Apache-2.0
#include "ui/views/building_actions.h"

#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/commands.h"
#include "ui/views/message_bar.h"

#include <QMainWindow>
#include <QMenu>

namespace nectar {

BuildingActions::BuildingActions(QMainWindow& window, QMenu* menu, BuildBankPresenter& build, QueryPresenter& query,
                                 MessageBar& messages)
    : QObject(&window), m_build(build),
      m_ask(addCommand(&window, menu,
                       {"askMeanwhile", tr("As&k the bank that is being built"),
                        tr("Open what a running build has read so far as a bank, and look at pictures with it")}))
{
    connect(m_ask, &QAction::triggered, &build, &BuildBankPresenter::askMeanwhile);
    connect(&build, &BuildBankPresenter::halfBuiltReady, &query, &QueryPresenter::openHalfBuilt);
    for (const auto signal :
         {&BuildBankPresenter::started, &BuildBankPresenter::progressed, &BuildBankPresenter::stopping,
          &BuildBankPresenter::stopped, &BuildBankPresenter::askingChanged})
        connect(&build, signal, this, &BuildingActions::update);
    connect(&build, &BuildBankPresenter::finished, this, &BuildingActions::update);
    connect(&build, &BuildBankPresenter::memoryLacked, this,
            [this, &messages](const Problem& problem, const QList<SmallerBuild>& choices) {
                QList<MessageBar::Remedy> remedies;
                for (const SmallerBuild& choice : choices)
                    remedies.append({choice.text, [this, form = choice.form] { m_build.build(form); }});
                messages.offer(problem, remedies);
            });
    update();
}

void BuildingActions::update()
{
    setUsable(*m_ask, m_build.canAsk(),
              m_build.isRunning() ? tr("wait until the first pictures are read") : tr("no bank is being built"));
}

} // namespace nectar
