// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/presenters/former_prediction.h"

#include <QElapsedTimer>
#include <QObject>

namespace nectar {

class ImageView;
class QueryPresenter;
class SwipeDivider;

/// Two layers of one picture against each other: swipe, side by side, blink. Both canvases have one place and zoom.
class CanvasCompare : public QObject {
    Q_OBJECT

public:
    enum class Mode { Off, Swipe, SideBySide, Blink };
    enum class Source { Photo, Prediction, Truth, Former };
    CanvasCompare(QueryPresenter& presenter, ImageView& view);
    ~CanvasCompare() override;

    ImageView* second() const { return m_second; } ///< beside the canvas; hidden unless side by side
    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    void toggle(Mode mode) { setMode(m_mode == mode ? Mode::Off : mode); }
    Source first() const { return m_first; }
    Source other() const { return m_other; }
    void choose(Source first, Source other);
    void swap() { choose(m_other, m_first); }
    bool has(Source source) const;
    static QString nameOf(Source source);
    /// What the canvas shows of the comparison; the rest is shown here.
    CanvasLayer show();
    bool isTruthInFront() const; ///< for the legend

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    CanvasLayer layerOf(Source source) const;
    Source usable(Source source, Source otherwise) const;
    void connectSecond();
    void mirror();
    bool spaceKey(bool pressed);

    QueryPresenter& m_presenter;
    ImageView& m_view;
    ImageView* m_second;
    SwipeDivider* m_divider;
    FormerPrediction m_former;
    QElapsedTimer m_clock, m_held;
    Mode m_mode = Mode::Off;
    Source m_first = Source::Prediction, m_other = Source::Truth;
    bool m_blinked = false; ///< the other layer is in front
    bool m_relaying = false;
};

} // namespace nectar
