// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/convert/colour_vision.h"

#include <QObject>

class QLabel;
class QMainWindow;
class QMenu;

namespace nectar {

/// Shows the window as colour-blind eyes see it, to judge whether its colours can be told apart. Files are written as
/// ever.
class ColourVisionActions : public QObject {
    Q_OBJECT

public:
    ColourVisionActions(QMainWindow& window, QMenu& menu);

private:
    void show(ColourVision eyes);

    QMainWindow& m_window;
    QLabel* m_note; ///< in the status line, so that nobody forgets
};

} // namespace nectar
