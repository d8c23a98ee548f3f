// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QPushButton;

namespace nectar {

class ElidedLabel;
class MeasurePresenter;

/// Above a picture that was opened from the measures: what is wrong in it, the next worst, and the way back.
class FaultBar : public QFrame {
    Q_OBJECT

public:
    explicit FaultBar(MeasurePresenter& presenter, QWidget* parent = nullptr);
    void setSuppressed(bool suppressed); ///< no picture is looked at

Q_SIGNALS:
    void backRequested();

private:
    void refresh();

    MeasurePresenter& m_presenter;
    ElidedLabel* m_text;
    QPushButton *m_previous, *m_next;
    bool m_suppressed = true;
};

} // namespace nectar
