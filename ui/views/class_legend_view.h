// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/class_legend_model.h"

#include <QListView>

namespace nectar {

/// The classes of the picture as a wrapping row of chips: swatch, name, area. The class under the pointer (or the
/// current one) is told, so that the canvas can bring it out.
class ClassLegendView : public QListView {
    Q_OBJECT

public:
    static constexpr int kRowHeight = 26;
    explicit ClassLegendView(ClassLegendModel& model, QWidget* parent = nullptr);
    /// Rows of chips that classes need at a width; at least one.
    int rowsFor(const QList<ClassLegendModel::Entry>& entries, int width) const;

    int keptClass() const { return m_kept; } ///< chosen by a click; -1: none

Q_SIGNALS:
    void classHighlighted(int classIndex); ///< −1: none

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void allowScrolling();
    void toggleKept(const QModelIndex& index);
    void dropAbsent();
    void fallBack(); ///< nothing is pointed at
    ClassLegendModel& m_model;
    int m_kept = -1;
};

} // namespace nectar
