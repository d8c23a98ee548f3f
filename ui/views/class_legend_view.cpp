// SPDX-License-Identifier: Apache-2.0
#include "ui/views/class_legend_view.h"

#include "ui/views/class_legend_chip.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace nectar {

namespace {

int classOf(const QModelIndex& index)
{
    return index.isValid() ? index.data(ClassLegendModel::ClassIndexRole).toInt() : -1;
}

} // namespace

ClassLegendView::ClassLegendView(ClassLegendModel& model, QWidget* parent)
    : QListView(parent), m_model(model), m_filtered(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("classLegend"));
    setAccessibleName(tr("Classes of the picture"));
    m_filtered->setSourceModel(&model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_filtered);
    setItemDelegate(new ClassLegendChip(this));
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setMouseTracking(true);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setSpacing(0);
    setToolTip(tr("Point at a class to see where it is; click to keep it so, double-click to see it alone. Its eye "
                  "hides it."));
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendView::allowScrolling);
    connect(&model, &QAbstractItemModel::modelReset, this, &ClassLegendView::dropAbsent);
    connect(this, &QListView::clicked, this, &ClassLegendView::toggleKept);
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        const int classIndex = classOf(index);
        keep(-1); // the first of the two clicks had kept it
        m_model.toggleOnly(classIndex);
    });
    connect(this, &QListView::viewportEntered, this, &ClassLegendView::fallBack);
}

int ClassLegendView::rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const
{
    int rows = 1;
    int left = 0;
    for (const ClassLegendModel::Entry& entry : entries) {
        const int chip = ClassLegendChip::width(entry, font(), width >= kRoomForIou);
        if (left > 0 && left + chip >= width) { // the list breaks a pixel early
            ++rows;
            left = 0;
        }
        left += chip;
    }
    return rows;
}

/// Only where it is needed: a scroll bar that Qt thinks of takes room, so that more rows are needed, so that it stays.
void ClassLegendView::allowScrolling()
{
    const bool fits = rowsFor(m_model.entries(), width()) * kRowHeight <= height();
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void ClassLegendView::resizeEvent(QResizeEvent* event)
{
    const bool hadIou = event->oldSize().width() >= kRoomForIou;
    QListView::resizeEvent(event);
    if (hadIou != showsIou())
        scheduleDelayedItemsLayout(); // the chips change their width
    allowScrolling();
}

void ClassLegendView::setFilter(const QString& text)
{
    m_filtered->setFilterFixedString(text);
    Q_EMIT chosenChanged();
}

int ClassLegendView::classAt(int place) const { return classOf(m_filtered->index(place, 0)); }

QString ClassLegendView::nameOf(int classIndex) const
{
    const auto& entries = m_model.entries();
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.classIndex == classIndex; });
    return found == entries.end() ? QString() : found->area.name;
}

int ClassLegendView::chosenClass() const
{
    if (m_kept >= 0)
        return m_kept;
    return hasFocus() && currentIndex().isValid() ? classOf(currentIndex()) : m_pointed;
}

void ClassLegendView::setPointedClass(int classIndex)
{
    if (m_pointed == classIndex)
        return;
    m_pointed = classIndex;
    for (int row = 0; classIndex >= 0 && row < m_filtered->rowCount(); ++row)
        if (const QModelIndex index = m_filtered->index(row, 0); classOf(index) == classIndex)
            scrollTo(index);
    viewport()->update();
    Q_EMIT chosenChanged();
}

void ClassLegendView::fallBack()
{
    m_told = m_kept;
    Q_EMIT classHighlighted(m_kept);
}

void ClassLegendView::pointAt(const QModelIndex& index)
{
    const int classIndex = index.isValid() ? classOf(index) : m_kept;
    if (m_told == classIndex)
        return;
    m_told = classIndex;
    Q_EMIT classHighlighted(classIndex);
}

void ClassLegendView::keep(int classIndex)
{
    m_kept = classIndex;
    viewport()->update();
    fallBack();
    Q_EMIT chosenChanged();
}

void ClassLegendView::toggleKept(const QModelIndex& index)
{
    const int clicked = classOf(index);
    keep(m_kept == clicked ? -1 : clicked);
}

/// The next picture may not show the class; the same one with other voters mostly does.
void ClassLegendView::dropAbsent()
{
    if (m_kept >= 0 && nameOf(m_kept).isEmpty())
        keep(-1);
}

QModelIndex ClassLegendView::eyeAt(QPoint at) const
{
    const QModelIndex index = indexAt(at);
    return index.isValid() && ClassLegendChip::eyeRect(visualRect(index)).contains(at) ? index : QModelIndex();
}

void ClassLegendView::mousePressEvent(QMouseEvent* event)
{
    m_pressedEye = event->button() == Qt::LeftButton ? eyeAt(event->position().toPoint()) : QModelIndex();
    if (m_pressedEye.isValid())
        return m_model.toggleShown(classOf(m_pressedEye));
    if (event->button() == Qt::LeftButton) // the right one opens a menu
        QListView::mousePressEvent(event);
}

void ClassLegendView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_pressedEye.isValid())
        return QListView::mouseReleaseEvent(event);
    m_pressedEye = QModelIndex();
}

void ClassLegendView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (eyeAt(event->position().toPoint()).isValid())
        return mousePressEvent(event); // two clicks on an eye are two clicks
    QListView::mouseDoubleClickEvent(event);
}

/// Over its eye a class is not brought out: what hiding it does would not be seen.
void ClassLegendView::mouseMoveEvent(QMouseEvent* event)
{
    QListView::mouseMoveEvent(event);
    const QPoint at = event->position().toPoint();
    pointAt(eyeAt(at).isValid() ? QModelIndex() : indexAt(at));
}

void ClassLegendView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid())
        Q_EMIT menuRequested(classOf(index),
                             byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void ClassLegendView::keyPressEvent(QKeyEvent* event)
{
    const bool chooses =
        event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (chooses && currentIndex().isValid())
        return toggleKept(currentIndex());
    if (event->key() == Qt::Key_Escape && (m_kept >= 0 || !m_model.shownClasses().isAll())) {
        m_model.showAll();
        return keep(-1);
    }
    QListView::keyPressEvent(event);
}

void ClassLegendView::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    fallBack();
}

void ClassLegendView::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    fallBack();
    Q_EMIT chosenChanged();
}

void ClassLegendView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (hasFocus() && current.isValid())
        pointAt(current);
    Q_EMIT chosenChanged();
}

} // namespace nectar
