// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QProgressBar;
class QPushButton;

namespace nectar {

class ElidedLabel;
class FeatureBar;
class FeatureCanvases;
class FeaturePresenter;
class FeatureSide;
class LabelPictureModel;
class LayerLegend;

/// Features to look at: any pictures, as a backbone sees them.
class FeaturePage : public QWidget {
    Q_OBJECT

public:
    explicit FeaturePage(FeaturePresenter& presenter, QWidget* parent = nullptr);
    FeatureCanvases* canvases() const { return m_canvases; }
    FeatureSide* side() const { return m_side; }

Q_SIGNALS:
    void addRequested();
    void addFolderRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makePictures();
    QWidget* makeProgress();
    QWidget* makeCentre();
    void showPictures();
    void showSelection();
    void showProgress();
    void showLegend();
    bool peek(const QKeyEvent& event); ///< the photo alone, while O is held

    FeaturePresenter& m_presenter;
    LabelPictureModel* m_model;
    QListView* m_list = nullptr;
    FeatureCanvases* m_canvases = nullptr;
    FeatureBar* m_bar = nullptr;
    FeatureSide* m_side;
    LayerLegend* m_legend = nullptr;
    ElidedLabel* m_value = nullptr;
    QLabel *m_count = nullptr, *m_reading = nullptr;
    QWidget* m_progress = nullptr;
    QProgressBar* m_part = nullptr;
    QPushButton *m_add = nullptr, *m_remove = nullptr, *m_stop = nullptr;
    int m_row = -1, m_patch = -1; ///< pointed at
    bool m_isShowing = false;     ///< the selection is being set, not chosen
};

} // namespace nectar
