// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/studio_presenters.h"

#include <QList>
#include <QObject>

class QAction;
class QImage;
class QMainWindow;
class QMenu;

namespace nectar {

class CanvasPane;

/// The picture with its layer, or the canvas as it is seen, to the clipboard.
class CopyActions : public QObject {
    Q_OBJECT

public:
    /// The window owns this.
    CopyActions(QMainWindow& window, QMenu& menu, const CanvasPane& canvas, const StudioPresenters& presenters);
    const QList<QAction*>& actions() const { return m_actions; } ///< all need a picture

Q_SIGNALS:
    void told(const QString& text); ///< for the status line

private:
    void copy(const QImage& picture);

    QList<QAction*> m_actions;
};

} // namespace nectar
