// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_legend_pane.h"

#include "ui/views/class_legend_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kSearchWidth = 116;
}

ClassLegendPane::ClassLegendPane(ClassLegendModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_view(new ClassLegendView(model)), m_search(new QLineEdit),
      m_showAll(new QPushButton(tr("Show all")))
{
    m_search->setObjectName(QStringLiteral("findClassField"));
    m_search->setPlaceholderText(tr("Find a class"));
    m_search->setAccessibleName(tr("Find a class"));
    m_search->setToolTip(tr("Type a part of its name (Ctrl+F)"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(kSearchWidth);
    m_search->installEventFilter(this);
    m_showAll->setObjectName(QStringLiteral("showAllButton"));
    m_showAll->setAccessibleName(m_showAll->text());
    m_showAll->setToolTip(tr("Show all classes again (0)"));
    m_showAll->setProperty("flat", true);
    QSizePolicy keepsItsPlace = m_showAll->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true); // or the classes would move away under the pointer
    m_showAll->setSizePolicy(keepsItsPlace);
    auto* side = new QVBoxLayout;
    side->setSpacing(2);
    side->addWidget(m_search);
    side->addWidget(m_showAll, 0, Qt::AlignRight);
    side->addStretch(1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_view, 1);
    layout->addLayout(side);
    connect(m_search, &QLineEdit::textChanged, m_view, &ClassLegendView::setFilter);
    connect(m_showAll, &QPushButton::clicked, &model, &ClassLegendModel::showAll);
    connect(&model, &ClassLegendModel::shownClassesChanged, this, &ClassLegendPane::arrange);
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendPane::arrange);
    arrange();
}

bool ClassLegendPane::hasSearch(const QList<ClassLegendModel::Entry>& entries, int width) const
{
    return entries.size() > kMostWithoutSearch && width >= kRoomForSearch &&
           m_view->rowsFor(entries, width - sideWidth(false)) > kMostRows;
}

int ClassLegendPane::sideWidth(bool search) const
{
    return 6 + (search ? std::max(kSearchWidth, m_showAll->sizeHint().width()) : m_showAll->sizeHint().width());
}

int ClassLegendPane::rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const
{
    return m_view->rowsFor(entries, width - sideWidth(hasSearch(entries, width)));
}

void ClassLegendPane::arrange()
{
    const bool search = hasSearch(m_model.entries(), width()) || m_wasAskedFor || !m_search->text().isEmpty();
    m_search->setVisible(search);
    m_showAll->setVisible(!m_model.shownClasses().isAll());
}

void ClassLegendPane::findClass()
{
    m_wasAskedFor = true;
    arrange();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ClassLegendPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

/// Down goes on to what was found, Esc gives up.
bool ClassLegendPane::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_view->setFocus(Qt::TabFocusReason);
            m_view->setCurrentIndex(m_view->model()->index(0, 0));
            return true;
        }
        if (key == Qt::Key_Escape) {
            m_search->clear();
            m_wasAskedFor = false;
            m_view->setFocus(Qt::OtherFocusReason);
            arrange();
            return true;
        }
    }
    return QWidget::eventFilter(object, event);
}

} // namespace nectar
