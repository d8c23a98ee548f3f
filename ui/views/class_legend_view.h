// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/class_legend_model.h"

#include <QListView>

class QSortFilterProxyModel;

namespace nectar {

/// The classes of the picture as a wrapping row of chips. The class under the pointer (or the current one) is told, so
/// that the canvas can bring it out; a click keeps it so, a double click shows it alone, its eye hides it.
class ClassLegendView : public QListView {
    Q_OBJECT

public:
    static constexpr int kRowHeight = 26;
    explicit ClassLegendView(ClassLegendModel& model, QWidget* parent = nullptr);
    /// Rows of chips that classes need at a width; at least one.
    int rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const;

    int keptClass() const { return m_kept; } ///< chosen by a click; -1: none
    int pointedClass() const { return m_pointed; }
    void setPointedClass(int classIndex); ///< the one under the pointer on the canvas; -1: none
    int chosenClass() const;              ///< kept, or current, or pointed at on the canvas; -1: none
    int classAt(int place) const;         ///< the class at a place of the list, as it is filtered; -1: none
    void setFilter(const QString& text);
    bool showsIou() const { return width() >= kRoomForIou; }
    QString nameOf(int classIndex) const; ///< "" : not in the list

Q_SIGNALS:
    void classHighlighted(int classIndex); ///< −1: none
    void chosenChanged();
    void menuRequested(int classIndex, const QPoint& global);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    static constexpr int kRoomForIou = 440;
    QModelIndex eyeAt(QPoint at) const; ///< invalid: no eye there
    void allowScrolling();
    void toggleKept(const QModelIndex& index);
    void keep(int classIndex);
    void dropAbsent();
    void fallBack(); ///< nothing is pointed at
    void pointAt(const QModelIndex& index);

    ClassLegendModel& m_model;
    QSortFilterProxyModel* m_filtered;
    QPersistentModelIndex m_pressedEye;
    int m_kept = -1, m_pointed = -1, m_told = -1;
};

} // namespace nectar
