// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/commands.h"
#include "ui/views/studio_presenters.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class ImageListPanel;
struct BankFacts;

/// The commands of the library: its order, labels over its pictures, and what there is to say about the bank.
class LibraryActions : public QObject {
    Q_OBJECT

public:
    /// Adds its commands to a menu of the window, which owns this.
    LibraryActions(QMainWindow& window, QMenu& menu, ImageListPanel& panel, const StudioPresenters& presenters);
    /// inspecting: the library is seen.
    void update(bool inspecting);

private:
    void addSorts(QMenu& menu);
    void sort();
    void followMeasurement();
    void showFacts(const BankFacts& facts);

    QMainWindow& m_window;
    ImageListPanel& m_panel;
    StudioPresenters m_presenters;
    QList<QAction*> m_orders; ///< in the order of LibraryFilter::Order
    QMenu* m_sorts = nullptr;
    QAction *m_reversed = nullptr, *m_labels = nullptr, *m_about = nullptr;
    bool m_inspecting = false;
};

} // namespace nectar
