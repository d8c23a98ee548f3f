// SPDX-License-Identifier: Apache-2.0
#include "ui/views/expert_mode.h"

#include "ui/presenters/settings_presenter.h"
#include "ui/views/commands.h"

#include <QEvent>
#include <QMainWindow>

namespace nectar {

namespace {
constexpr const char* kExpertOnly = "expertOnly";
}

void markExpertOnly(QWidget& widget, Room room)
{
    QSizePolicy policy = widget.sizePolicy();
    policy.setRetainSizeWhenHidden(room == Room::Kept);
    widget.setSizePolicy(policy);
    widget.setProperty(kExpertOnly, true);
    widget.hide();
}

ExpertMode::ExpertMode(QMainWindow& window, QMenu& view, SettingsPresenter& settings)
    : QObject(&window), m_window(window), m_settings(settings)
{
    QAction* action =
        addCommand(&window, &view,
                   {"expertMode", tr("E&xpert mode"),
                    tr("Show the terms and numbers of the field besides the plain words; nothing moves")});
    action->setCheckable(true);
    action->setChecked(settings.isExpert());
    connect(action, &QAction::toggled, &settings, &SettingsPresenter::setExpert);
    connect(&settings, &SettingsPresenter::expertChanged, action,
            [action, &settings] { action->setChecked(settings.isExpert()); });
    connect(&settings, &SettingsPresenter::expertChanged, this, &ExpertMode::apply);
    window.installEventFilter(this);
}

void ExpertMode::apply()
{
    for (QWidget* widget : m_window.findChildren<QWidget*>())
        if (widget->property(kExpertOnly).toBool())
            widget->setVisible(m_settings.isExpert());
}

/// Before the window is seen for the first time all its parts exist.
bool ExpertMode::eventFilter(QObject* object, QEvent* event)
{
    if (object == &m_window && event->type() == QEvent::Polish)
        apply();
    return QObject::eventFilter(object, event);
}

} // namespace nectar
