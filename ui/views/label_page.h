// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QSplitter;

namespace nectar {

class LabelCanvas;
class LabelPictureModel;
class LabelPictureView;
class LabelPresenter;
class LabelSide;

/// Labels by clicking: pictures without labels, a few named classes, and a few clicks for each.
class LabelPage : public QWidget {
    Q_OBJECT

public:
    explicit LabelPage(LabelPresenter& presenter, QWidget* parent = nullptr);
    LabelCanvas* canvas() const { return m_canvas; }
    QSplitter* splitter() const { return m_splitter; }
    void editNewClass(); ///< the cursor goes where a class is named
    void stepPicture(int direction);

Q_SIGNALS:
    void addRequested();
    void saveRequested();
    void buildRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makePictures();
    QWidget* makeCanvas();
    void showPictures();
    void showPhoto();
    void showMarks();
    void showLabels();
    QString countedPictures() const;
    QString hint() const;

    LabelPresenter& m_presenter;
    LabelPictureModel* m_pictures;
    LabelPictureView* m_pictureView = nullptr;
    LabelCanvas* m_canvas = nullptr;
    LabelSide* m_side;
    QSplitter* m_splitter;
    QLabel* m_count = nullptr;
    QPushButton* m_add = nullptr;
};

} // namespace nectar
