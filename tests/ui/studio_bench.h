// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/build_bank_presenter.h"
#include "ui/presenters/export_presenter.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/presenters/label_presenter.h"
#include "ui/presenters/measure_presenter.h"
#include "ui/presenters/project_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/presenters/settings_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/main_window.h"
#include "ui/views/neighbour_view.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QTest>
#include <QThreadPool>
#include <QUndoStack>

#include <algorithm>

namespace nectar {

/// The whole studio as the program puts it together, with settings of its own.
struct StudioBench {
    QThreadPool engine, batch;
    SettingsPresenter settings;
    QUndoStack undo;
    QueryPresenter query{&engine, &undo};
    BuildBankPresenter build{&engine, &batch};
    ExportPresenter exports{&engine};
    LabelPresenter label{&engine, &undo};
    ProjectPresenter project{{query, label, undo}};
    MeasurePresenter measure{&engine, &batch, query};
    FolderPredictionPresenter folder{&engine, &batch};
    FeaturePresenter features{&engine, &undo};
    MainWindow window{{settings, query, build, exports, label, project, measure, folder, features}};

    explicit StudioBench(const QString& settingsFile) : settings(settingsFile)
    {
        engine.setMaxThreadCount(1);
        batch.setMaxThreadCount(1);
        applyTheme(*qApp, ThemeChoice::Dark);
        settings.setTourSeen(); // its bubble would be in the way
        window.resize(1280, 800);
        window.show();
    }
    ~StudioBench()
    {
        build.pause();
        measure.cancel();
        folder.cancel();
        features.cancel();
        engine.waitForDone();
        batch.waitForDone();
        QThreadPool::globalInstance()->waitForDone();
    }
    bool settle(int milliseconds = 60'000)
    {
        return QTest::qWaitFor([this] { return query.hasImage() && !query.isBusy(); }, milliseconds);
    }
    /// The pictures of the label page are read, and labelled.
    bool settleLabels(int milliseconds = 60'000) const
    {
        return QTest::qWaitFor(
            [this] {
                return !label.isBusy() && std::ranges::none_of(label.pictures(), [](const LabelledPicture& picture) {
                    return picture.state == LabelledPicture::State::Waiting;
                });
            },
            milliseconds);
    }
    ImageView* canvas() const { return window.inspectPage()->canvas()->view(); }
    template <class Widget = QObject>
    Widget* find(const char* name) const
    {
        return window.findChild<Widget*>(QLatin1String(name));
    }
    /// Middle of a patch on the canvas.
    QPoint pointOfPatch(int patch) const
    {
        const CanvasPhoto& photo = query.shown().photo;
        const RectF r = imageFromPatch(photo.grid, photo.size, patchAt(photo.grid, patch));
        return canvas()
            ->transform()
            .viewFromPicture(QPointF(static_cast<double>(r.x + r.width / 2), static_cast<double>(r.y + r.height / 2)))
            .toPoint();
    }
};

} // namespace nectar
