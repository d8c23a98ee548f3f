// SPDX-License-Identifier: Apache-2.0
#include "ui/views/library_actions.h"

#include "ui/models/library_filter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/bank_dialog.h"
#include "ui/views/icons.h"
#include "ui/views/image_list_panel.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>

namespace nectar {

LibraryActions::LibraryActions(QMainWindow& window, QMenu& menu, ImageListPanel& panel,
                               const StudioPresenters& presenters)
    : QObject(&window), m_window(window), m_panel(panel), m_presenters(presenters)
{
    menu.addSeparator();
    addSorts(menu);
    m_labels = addCommand(&window, &menu,
                          {"libraryLabels", tr("Labels over prompt i&mages"),
                           tr("Draw over each prompt image of the library what the bank remembers of its labels")});
    m_labels->setIcon(lineIcon(QStringLiteral("labels")));
    m_labels->setCheckable(true);
    panel.setCommands(m_sorts, m_labels);
    connect(m_labels, &QAction::toggled, &panel, &ImageListPanel::setLabelsShown);
    m_about = addCommand(&window, &menu,
                         {"aboutBank", tr("About this &bank…"),
                          tr("Its pictures, patches and classes, backbone, options, remarks and hash")});
    m_about->setIcon(lineIcon(QStringLiteral("bank")));
    connect(m_about, &QAction::triggered, &presenters.query.answers().library, &LibraryPresenter::askFacts);
    connect(&presenters.query.answers().library, &LibraryPresenter::factsReady, this, &LibraryActions::showFacts);
    for (const auto signal : {&MeasurePresenter::measured, &MeasurePresenter::taskChanged})
        connect(&presenters.measure, signal, this, &LibraryActions::followMeasurement);
    connect(&presenters.query, &QueryPresenter::bankChanged, this, [this] { update(m_inspecting); });
}

void LibraryActions::addSorts(QMenu& menu)
{
    QMenu* sorts = menu.addMenu(tr("S&ort the library"));
    sorts->setToolTipsVisible(true);
    auto* group = new QActionGroup(this);
    const CommandText texts[] = {
        {"sortListed", tr("As &listed"), tr("As the data set has them, newly opened pictures first")},
        {"sortName", tr("By &name"), tr("From A to Z")},
        {"sortEvidence", tr("By &part of the vote"),
         tr("Prompt images that say most about the open picture first, with their part of its vote")},
        {"sortScore", tr("By measured &score"), tr("The worst pictures of the last measurement first")}};
    for (const CommandText& text : texts) {
        QAction* action = addCommand(&m_window, sorts, text);
        action->setCheckable(true);
        group->addAction(action);
        m_orders.append(action);
        connect(action, &QAction::triggered, this, &LibraryActions::sort);
    }
    m_orders.first()->setChecked(true);
    sorts->addSeparator();
    m_reversed = addCommand(&m_window, sorts, {"sortReversed", tr("&Reversed"), tr("The last first")});
    m_reversed->setCheckable(true);
    connect(m_reversed, &QAction::triggered, this, &LibraryActions::sort);
    m_sorts = sorts;
}

void LibraryActions::sort()
{
    for (int order = 0; order < m_orders.size(); ++order)
        if (m_orders.at(order)->isChecked())
            m_panel.shownPictures().setOrder(static_cast<LibraryFilter::Order>(order), m_reversed->isChecked());
    m_panel.showSorted();
}

/// The list of the measured task, the worst first, is the order; a picture that has no score has none here either.
void LibraryActions::followMeasurement()
{
    QHash<QString, LibraryFilter::Mark> marks;
    const auto measurement = m_presenters.measure.measurement();
    const Task task = m_presenters.measure.task();
    if (measurement && measurement->tasks().contains(task))
        for (const MeasuredPicture& picture : measurement->pictures(task))
            if (picture.pixels > 0)
                marks.insert(picture.path, {static_cast<double>(marks.size()), scoreText(picture, task)});
    m_panel.shownPictures().setScores(marks);
    update(m_inspecting);
}

void LibraryActions::update(bool inspecting)
{
    m_inspecting = inspecting;
    const QueryPresenter& query = m_presenters.query;
    const QString notHere = query.hasBank() ? tr("go to View, Inspect first") : tr("open a bank first");
    for (QAction* action : m_orders)
        setUsable(*action, inspecting && query.hasBank(), notHere);
    setUsable(*m_reversed, inspecting && query.hasBank(), notHere);
    const bool isMeasured = m_presenters.measure.measurement() != nullptr;
    setUsable(*m_orders.at(int(LibraryFilter::Order::Score)), inspecting && query.hasBank() && isMeasured,
              inspecting && query.hasBank() ? tr("measure the bank against labels first") : notHere);
    const bool knowsClasses = query.bank().tasks.contains(Task::Segmentation);
    setUsable(*m_labels, inspecting && knowsClasses,
              inspecting && query.hasBank() ? tr("this bank knows depth only") : notHere);
    setUsable(*m_about, query.hasBank(), tr("open a bank first"));
}

void LibraryActions::showFacts(const BankFacts& facts)
{
    auto* dialog = m_window.findChild<BankDialog*>();
    if (!dialog)
        dialog = new BankDialog(&m_window);
    dialog->showFacts(facts);
}

} // namespace nectar
