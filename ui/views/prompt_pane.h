// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace nectar {

class ElidedLabel;
class LitView;
class PromptViewPresenter;
class QueryPresenter;

/// A prompt image beside the canvas, large: where it is alike, or which of its patches vote; and what the patch of it
/// that is clicked decides in the open picture.
class PromptPane : public QFrame {
    Q_OBJECT

public:
    explicit PromptPane(QueryPresenter& query, QWidget* parent = nullptr);
    LitView* view() const { return m_view; }
    QSize sizeHint() const override { return {340, 400}; }

Q_SIGNALS:
    void shownChanged(bool shown);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeHead();
    void showImage();
    void showPhoto(); ///< once it is read
    void showLayer();
    void showUse();
    void showCounts();

    QueryPresenter& m_query;
    PromptViewPresenter& m_presenter;
    LitView* m_view;
    ElidedLabel* m_name = nullptr;
    QLabel *m_facts, *m_use;
    QToolButton* m_counts = nullptr;
    qint64 m_photo = 0; ///< key of the picture that is shown
};

} // namespace nectar
