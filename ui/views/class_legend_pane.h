// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/class_legend_model.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace nectar {

class ClassLegendView;

/// The legend of the classes with what many of them need: a field to find one, a button that shows all again.
class ClassLegendPane : public QWidget {
    Q_OBJECT

public:
    explicit ClassLegendPane(ClassLegendModel& model, QWidget* parent = nullptr);
    ClassLegendView* view() const { return m_view; }
    /// Rows that classes need in a pane of this width; at least one.
    int rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const;
    void findClass(); ///< into the field

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    static constexpr int kMostWithoutSearch = 8;
    static constexpr int kRoomForSearch = 600;
    static constexpr int kMostRows = 4; ///< of which all are seen without searching
    bool hasSearch(const QList<ClassLegendModel::Entry>& entries, int width) const;
    int sideWidth(bool search) const;
    void arrange();

    ClassLegendModel& m_model;
    ClassLegendView* m_view;
    QLineEdit* m_search;
    QPushButton* m_showAll;
    bool m_wasAskedFor = false; ///< the field, where there is little room
};

} // namespace nectar
