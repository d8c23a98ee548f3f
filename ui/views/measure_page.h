// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace nectar {

class ConfusedPatchModel;
class ConfusedPatchView;
class ConfusionView;
class MeasureHead;
class MeasurePresenter;
class MeasuredPictureModel;
class MeasuredPictureView;
class MeasureSummary;
class DepthErrorChart;
class ElidedLabel;
class ThumbnailCache;

/// How well the bank reads pictures whose labels are known: where it is wrong, and which evidence misled it.
class MeasurePage : public QWidget {
    Q_OBJECT

public:
    MeasurePage(MeasurePresenter& presenter, ThumbnailCache& thumbnails, QWidget* parent = nullptr);
    MeasureHead* head() const { return m_head; }
    /// The charts of the task that is shown, to be drawn anywhere.
    QWidget* charts() const;

Q_SIGNALS:
    void backRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeEmpty();
    QWidget* makeClasses();
    QWidget* makeConfusion();
    QWidget* makeDepth();
    QWidget* makePictures(ThumbnailCache& thumbnails);
    void takeFocus();
    void showMeasurement();
    void showTask();
    void showCell();
    QString cellHint() const;

    MeasurePresenter& m_presenter;
    MeasureHead* m_head;
    QStackedWidget *m_body, *m_tasks;
    QSplitter* m_classes = nullptr;
    QWidget* m_depth = nullptr;
    MeasureSummary *m_labelSummary = nullptr, *m_depthSummary = nullptr;
    ConfusionView* m_confusion = nullptr;
    ElidedLabel* m_cell = nullptr;
    ConfusedPatchModel* m_patches;
    ConfusedPatchView* m_patchView = nullptr;
    DepthErrorChart* m_errors = nullptr;
    MeasuredPictureModel* m_pictures;
    MeasuredPictureView* m_pictureView = nullptr;
    ThumbnailCache& m_thumbnails;
};

} // namespace nectar
