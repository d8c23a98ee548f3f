// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QWidget>

class QMainWindow;
class QMenu;

namespace nectar {

class SettingsPresenter;

/// What becomes of the room of something that only experts see: kept, so that nothing beside it moves, or given to what
/// is stretched above it.
enum class Room { Kept, Given };
void markExpertOnly(QWidget& widget, Room room);
template <class Widget>
Widget* expertOnly(Widget* widget, Room room)
{
    markExpertOnly(*widget, room);
    return widget;
}

/// View, Expert mode: shows the terms and numbers of the field besides the plain words; it never moves what was there.
class ExpertMode : public QObject {
    Q_OBJECT

public:
    ExpertMode(QMainWindow& window, QMenu& view, SettingsPresenter& settings);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void apply();
    QMainWindow& m_window;
    SettingsPresenter& m_settings;
};

} // namespace nectar
