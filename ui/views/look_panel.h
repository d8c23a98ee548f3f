// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace nectar {

class CanvasPane;
class QueryPresenter;

/// Colours and outlines of what is on the canvas: a small panel beside it, so that every change is seen at once.
class LookPanel : public QFrame {
    Q_OBJECT

public:
    LookPanel(CanvasPane& canvas, QueryPresenter& presenter);
    /// Its lower right corner lies above a button's.
    void openAbove(const QWidget& button);

private:
    QWidget* makeClasses();
    QWidget* makeDepth();
    QSlider* makeSlider(const char* name, const QString& text, int low, int high);
    void showValues();
    void fillDepthMaps();
    void changeLook();
    QWidget* makeFill();
    void changeColours();
    void changeRange();

    CanvasPane& m_canvas;
    QueryPresenter& m_presenter;
    QWidget *m_classes = nullptr, *m_depth = nullptr;
    QComboBox *m_classColours = nullptr, *m_depthColours = nullptr, *m_range = nullptr;
    QSlider *m_fill = nullptr, *m_outlineOpacity = nullptr, *m_outlineWidth = nullptr;
    QLabel *m_fillText = nullptr, *m_opacityText = nullptr, *m_widthText = nullptr;
    QCheckBox *m_patterns = nullptr, *m_names = nullptr, *m_reversed = nullptr;
    QDoubleSpinBox *m_near = nullptr, *m_far = nullptr;
    bool m_isShowing = false; ///< values are being set, not chosen
};

} // namespace nectar
