// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/layout_command.h"

#include <QObject>

class QMainWindow;
class QMenu;

namespace nectar {

class InspectPage;
struct StudioPresenters;

/// Where panels and docks are: kept from one start to the next, and given their first places by View, Reset layout.
class LayoutActions : public QObject {
    Q_OBJECT

public:
    /// The window has its docks already, in their first places.
    LayoutActions(QMainWindow& window, QMenu& view, InspectPage& inspect, const StudioPresenters& presenters);
    /// As it was left, at the start; what was written by another version, or for a screen that is gone, is not taken.
    void restore();
    void keep() const;

private:
    Layout layout() const;
    void show(const Layout& layout);
    void reset();

    QMainWindow& m_window;
    InspectPage& m_inspect;
    const StudioPresenters& m_presenters;
};

} // namespace nectar
