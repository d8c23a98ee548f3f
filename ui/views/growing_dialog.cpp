// SPDX-License-Identifier: Apache-2.0
#include "ui/views/growing_dialog.h"

#include <QEvent>
#include <QLayout>

namespace nectar {

bool GrowingDialog::event(QEvent* event)
{
    const bool done = QDialog::event(event);
    if ((event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) && layout()) {
        const int needed =
            layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->totalSizeHint().height();
        if (needed > height())
            resize(width(), needed);
    }
    return done;
}

} // namespace nectar
