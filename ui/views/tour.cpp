// SPDX-License-Identifier: Apache-2.0
#include "ui/views/tour.h"

#include "ui/presenters/picture_texts.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/canvas_pane.h"
#include "ui/views/evidence_panel.h"
#include "ui/views/image_list_panel.h"
#include "ui/views/image_view.h"
#include "ui/views/inspect_page.h"
#include "ui/views/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kBubbleWidth = 320;
constexpr int kGap = 14;

QPushButton* namedButton(const char* name)
{
    auto* button = new QPushButton;
    button->setObjectName(QLatin1String(name));
    return button;
}
} // namespace

/// A frame around what a step is about; clicks go through it.
class TourRing : public QWidget {
public:
    explicit TourRing(QWidget* parent) : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(coloursOf(palette()).accent, 3));
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), kRadius, kRadius);
    }
};

Tour::Tour(const Places& places, QueryPresenter& presenter)
    : QFrame(&places.window), m_places(places), m_presenter(presenter), m_ring(new TourRing(&places.window)),
      m_count(new QLabel), m_text(new QLabel), m_act(namedButton("tourAct")), m_next(namedButton("tourNext")),
      m_skip(namedButton("tourSkip"))
{
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    setFixedWidth(kBubbleWidth);
    m_act->setAccessibleName(tr("Do what this step is about"));
    m_next->setAccessibleName(tr("Next step of the tour"));
    m_skip->setAccessibleName(tr("End the tour"));
    m_count->setProperty("role", QStringLiteral("caption"));
    m_text->setObjectName(QStringLiteral("tourText"));
    m_text->setWordWrap(true);
    m_next->setProperty("primary", true);
    m_skip->setProperty("flat", true);
    m_skip->setText(tr("End the tour"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_skip);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addWidget(m_text);
    layout->addWidget(m_act);
    layout->addLayout(buttons);
    hide();
    connect(m_next, &QPushButton::clicked, this, [this] { show(m_step + 1); });
    connect(m_skip, &QPushButton::clicked, this, &Tour::stop);
    connect(m_act, &QPushButton::clicked, this, [this] {
        if (const auto act = stepAt(m_step).act)
            act();
    });
    connect(m_places.inspect.canvas()->view(), &ImageView::patchClicked, this, [this] {
        if (m_step == 1)
            show(2);
    });
    connect(&presenter, &QueryPresenter::predictionChanged, this, [this] {
        if (m_step == 3 || m_step == 4)
            show(m_step); // says what has changed
    });
    connect(&presenter, &QueryPresenter::bankChanged, this, &Tour::stop);
    places.window.installEventFilter(this);
}

Tour::Step Tour::stepAt(int step)
{
    const InspectPage& inspect = m_places.inspect;
    switch (step) {
    case 0:
        return {inspect.library(),
                tr("These are labelled pictures, the prompt images. Nectar cut each into small patches and remembered "
                   "them."),
                {},
                {}};
    case 1:
        return {inspect.canvas()->view(),
                tr("And this is a new picture. Click anywhere in it, on whatever you want to know."),
                {},
                {}};
    case 2:
        return {inspect.evidence(),
                tr("These remembered patches look most like the one that you clicked. Their labels vote, and the most "
                   "alike count most."),
                {},
                {}};
    case 3:
        return {&m_places.neighbours,
                tr("So many patches vote. Slide to fewer and watch the prediction change; the outlines grow rough."),
                m_presenter.voting().options().neighbours > 1 ? tr("Only one voter") : tr("30 voters again"), [this] {
                    m_presenter.voting().setNeighbours(
                        m_presenter.voting().options().neighbours > 1 ? 1 : DecodeOptions{}.neighbours);
                }};
    case 4:
        return m_presenter.voting().leftOut().empty()
                   ? Step{inspect.evidence(),
                          tr("What if one of the labelled pictures were not there? Leave out the one that counts most "
                             "here. The eye beside each prompt image does the same."),
                          tr("Leave it out"), [this] { leaveOutStrongest(); }}
                   : Step{inspect.canvas()->view(), imageNote(m_presenter) + QLatin1Char('.'), tr("Let it vote again"),
                          [this] { m_presenter.voting().countAllPrompts(); }};
    default:
        return {inspect.canvas()->view(),
                tr("That is all: patches that look alike, and their labels. Everything can be taken back with Edit, "
                   "Undo. Now with pictures of your own?"),
                tr("Open a folder of labelled pictures…"), [this] {
                    stop();
                    Q_EMIT ownPicturesRequested();
                }};
    }
}

void Tour::leaveOutStrongest()
{
    if (m_presenter.evidence().neighbours().rowCount() > 0)
        m_presenter.voting().setPromptCounts(m_presenter.evidence().neighbours().card(0).promptImage, false);
}

void Tour::start()
{
    if (m_presenter.hasImage())
        show(0);
}

void Tour::stop()
{
    if (m_step < 0)
        return;
    m_step = -1;
    m_ring->hide();
    hide();
    Q_EMIT ended();
}

void Tour::show(int step)
{
    if (step >= kSteps)
        return stop();
    m_step = step;
    if (step == 0)
        m_places.inspect.library()->showPromptImages(); // what it speaks of
    if (step >= 2 && m_presenter.evidence().pinnedPatch() < 0)
        m_presenter.evidence().pinPatch(m_presenter.shown().image->grid.count() / 2);
    const Step now = stepAt(step);
    m_target = now.target;
    m_count->setText(step + 1 < kSteps ? tr("Step %1 of %2").arg(step + 1).arg(kSteps - 1) : QString());
    m_count->setVisible(!m_count->text().isEmpty());
    m_text->setText(now.text);
    m_act->setText(now.action);
    m_act->setVisible(!now.action.isEmpty());
    m_next->setText(step + 1 < kSteps ? tr("Next") : tr("Done"));
    m_skip->setVisible(step + 1 < kSteps);
    QFrame::show();
    m_ring->show();
    place();
    if (!isAncestorOf(focusWidget()))
        m_next->setFocus(Qt::OtherFocusReason);
}

/// Beside the target where there is room, else inside of it at the bottom: what it is about stays in sight.
void Tour::place()
{
    if (m_step < 0)
        return;
    const QRect window = m_places.window.rect();
    const QRect target(m_target->mapTo(&m_places.window, QPoint(0, 0)), m_target->size());
    m_ring->setGeometry(target.adjusted(-3, -3, 3, 3).intersected(window));
    m_ring->raise();
    layout()->activate();
    resize(kBubbleWidth, heightForWidth(kBubbleWidth) > 0 ? heightForWidth(kBubbleWidth) : sizeHint().height());
    QPoint at(target.right() + kGap, target.top() + kGap);
    if (at.x() + width() > window.right())
        at.setX(target.left() - kGap - width());
    if (at.x() < window.left()) // as wide as the window: inside
        at = {target.center().x() - width() / 2, target.bottom() - kGap - height()};
    if (target.height() < height()) // a control: below it
        at = {target.center().x() - width() / 2, target.bottom() + kGap};
    at.setX(std::clamp(at.x(), window.left() + 8, std::max(window.left() + 8, window.right() - width() - 8)));
    at.setY(std::clamp(at.y(), window.top() + 8, std::max(window.top() + 8, window.bottom() - height() - 8)));
    move(at);
    raise();
}

bool Tour::eventFilter(QObject* object, QEvent* event)
{
    if (m_step >= 0 && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        place();
    return QFrame::eventFilter(object, event);
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        return stop();
    QFrame::keyPressEvent(event);
}

} // namespace nectar
