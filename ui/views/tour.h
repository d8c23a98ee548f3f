// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace nectar {

class InspectPage;
class QueryPresenter;
class TourRing;

/// Five steps through an open bank, in a bubble beside what each is about; every step can be taken by touch alone.
class Tour : public QFrame {
    Q_OBJECT

public:
    struct Places {
        QWidget& window;
        InspectPage& inspect;
        QWidget& neighbours; ///< the slider
    };
    Tour(const Places& places, QueryPresenter& presenter);

    void start();
    void stop();
    bool isRunning() const { return m_step >= 0; }
    int step() const { return m_step; } ///< from 0; -1: not running
    static constexpr int kSteps = 6;    ///< five, and a farewell

Q_SIGNALS:
    void ended(); ///< to the end or not
    void ownPicturesRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Step {
        QWidget* target = nullptr;
        QString text, action; ///< action: of a button that does it; "": none
        std::function<void()> act;
    };
    Step stepAt(int step);
    void show(int step);
    void leaveOutStrongest();
    void place();

    Places m_places;
    QueryPresenter& m_presenter;
    TourRing* m_ring;
    QLabel *m_count, *m_text;
    QPushButton *m_act, *m_next, *m_skip;
    QWidget* m_target = nullptr;
    int m_step = -1;
};

} // namespace nectar
