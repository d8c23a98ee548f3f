// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QSplitter;

namespace nectar {

class CanvasPane;
class EvidencePanel;
class ImageListPanel;
class NeighbourListModel;
class NeighbourPreview;
class NeighbourView;
class PromptShareView;
class QueryPresenter;

/// Where people live: library, canvas, evidence.
class InspectPage : public QWidget {
    Q_OBJECT

public:
    explicit InspectPage(QueryPresenter& presenter, QWidget* parent = nullptr);
    CanvasPane* canvas() const { return m_canvas; }
    ImageListPanel* library() const { return m_library; }
    EvidencePanel* evidence() const { return m_evidence; }
    QSplitter* splitter() const { return m_splitter; }
    void resetLayout();
    /// The picture of the chosen voter, or the chosen prompt image, beside the canvas; or no longer.
    void enlargeChosen();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    void previewCard(const NeighbourListModel& list, int row);
    void previewShare(int row);
    void placePreview(quint32 promptImage);
    void connectList(NeighbourView* view, const NeighbourListModel& list);
    void connectShares(PromptShareView* view);

    QueryPresenter& m_presenter;
    ImageListPanel* m_library;
    CanvasPane* m_canvas;
    EvidencePanel* m_evidence;
    QSplitter* m_splitter;
    NeighbourPreview* m_preview;
};

} // namespace nectar
