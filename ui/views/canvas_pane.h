// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/canvas.h"

#include <QWidget>

class QButtonGroup;
class QFrame;
class QHBoxLayout;
class QLabel;
class QSlider;
class QSplitter;
class QToolButton;

namespace nectar {

class CanvasCompare;
class ClassLegendPane;
class DepthLegend;
class ImageView;
class LookPanel;
class PatchLegend;
class QueryPresenter;
class PromptPane;
class RegionCanvas;

/// The canvas with what belongs to it: which layer, which task, opacity, legend.
class CanvasPane : public QWidget {
    Q_OBJECT

public:
    enum class Shown { Photo, Prediction, Truth, Similarity, Confidence, Features, Difference };
    explicit CanvasPane(QueryPresenter& presenter, QWidget* parent = nullptr);

    ImageView* view() const;
    RegionCanvas* canvas() const { return m_view; }
    Shown shown() const { return m_shown; }
    void show(Shown shown);
    /// Between a layer and the prediction (or, from the prediction, the photo).
    void toggle(Shown shown);
    bool hasTruth() const;
    ClassLegendPane* classLegend() const { return m_classLegend; }
    CanvasCompare& compare() const { return *m_compare; }
    bool isComparing() const;
    const CanvasLayer& currentLayer() const;
    void showLookPanel(); ///< colours and outlines

Q_SIGNALS:
    void shownChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int kLeastLegendRows = 2;
    static constexpr int kMostLegendRows = 4; ///< beyond them the legend scrolls
    QWidget* makePictures();
    QWidget* makeBar();
    void addLayers(QHBoxLayout* layout);
    QToolButton* makeMoreLayers();
    QWidget* makeTaskBox();
    void addOpacity(QHBoxLayout* layout);
    QToolButton* makeLookButton();
    QWidget* makeLegend();
    QToolButton* makeSegment(QButtonGroup* group, int id, const QString& text, const QString& help);
    void showImage();
    void showLayers();
    void showPatchLayer();
    void showLegends();
    void showMoreLayers();
    void showTasks();
    void fitLegend();
    void pointAt(const QPoint& pixel);
    void showClasses(); ///< those that are not hidden
    void showOutlines();
    void connectCanvas();

    QueryPresenter& m_presenter;
    RegionCanvas* m_view;
    PromptPane* m_prompt; ///< a prompt image beside it
    CanvasCompare* m_compare;
    QButtonGroup *m_layers, *m_tasks;
    QToolButton* m_more = nullptr; ///< layers of patches
    QToolButton* m_lookButton = nullptr;
    LookPanel* m_lookPanel = nullptr;
    QWidget* m_taskBox = nullptr;
    QSlider* m_opacity = nullptr;
    QLabel* m_differenceHint = nullptr;
    QLabel *m_opacityLabel = nullptr, *m_opacityText = nullptr;
    QFrame* m_legendStrip = nullptr;
    int m_legendRows = kLeastLegendRows;
    ClassLegendPane *m_classLegend = nullptr, *m_differenceLegend = nullptr;
    DepthLegend* m_depthLegend = nullptr;
    PatchLegend* m_patchLegend = nullptr;
    CanvasLayer m_patchLayer;
    CanvasLayer m_front; ///< of a comparison
    Shown m_shown = Shown::Prediction;
};

} // namespace nectar
