// SPDX-License-Identifier: Apache-2.0
#include "ui/views/copy_actions.h"

#include "ui/presenters/export_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/commands.h"
#include "ui/views/icons.h"
#include "ui/views/image_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMainWindow>

namespace nectar {

CopyActions::CopyActions(QMainWindow& window, QMenu& menu, const CanvasPane& canvas, const StudioPresenters& presenters)
    : QObject(&window)
{
    QAction* picture =
        addCommand(&window, &menu,
                   {"copyPicture", tr("&Copy picture"),
                    tr("Copy the picture with the layer over it, at the picture's own size"), QKeySequence::Copy});
    picture->setIcon(lineIcon(QStringLiteral("copy")));
    connect(picture, &QAction::triggered, this, [&canvas, &exports = presenters.exports, &query = presenters.query] {
        exports.copy(query.shown(), canvas.currentLayer(), canvas.view()->opacity(), canvas.view()->shownClasses());
    });
    QAction* view = addCommand(&window, &menu,
                               {"copyView", tr("Copy &view"), tr("Copy the canvas as it is seen, zoomed and framed"),
                                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    connect(view, &QAction::triggered, this, [this, &canvas] { copy(canvas.view()->grab().toImage()); });
    m_actions = {picture, view};
    connect(&presenters.exports, &ExportPresenter::copied, this, &CopyActions::copy);
}

void CopyActions::copy(const QImage& picture)
{
    QApplication::clipboard()->setImage(picture);
    Q_EMIT told(tr("Copied: %1×%2 px").arg(picture.width()).arg(picture.height()));
}

} // namespace nectar
