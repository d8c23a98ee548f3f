// SPDX-License-Identifier: Apache-2.0
#include "ui/views/canvas_compare.h"

#include "ui/presenters/query_presenter.h"
#include "ui/views/image_view.h"
#include "ui/views/swipe_divider.h"

#include <QKeyEvent>

namespace nectar {

namespace {
constexpr qint64 kHoldMs = 350; ///< a key held longer lets the former layer come back
}

CanvasCompare::CanvasCompare(QueryPresenter& presenter, ImageView& view)
    : m_presenter(presenter), m_view(view), m_second(new ImageView), m_divider(new SwipeDivider(&view))
{
    m_clock.start();
    m_second->setObjectName(QStringLiteral("secondView"));
    m_second->setAccessibleName(tr("The same picture with the other layer"));
    m_second->hide();
    for (ImageView* canvas : {&view, m_second})
        canvas->installEventFilter(this);
    connect(&presenter, &QueryPresenter::predictionChanged, this,
            [this] { m_former.note(m_presenter.shown(), m_clock.elapsed()); });
    connect(m_divider, &SwipeDivider::moved, &view, &ImageView::setDivider);
    connect(&view, &ImageView::viewChanged, this, &CanvasCompare::mirror);
    connectSecond();
}

CanvasCompare::~CanvasCompare() = default;

void CanvasCompare::connectSecond()
{
    connect(m_second, &ImageView::viewChanged, this, [this] {
        if (m_second->isVisible())
            m_view.followView(*m_second);
    });
    connect(m_second, &ImageView::patchHovered, &m_presenter.evidence(), &EvidencePresenter::hoverPatch);
    connect(m_second, &ImageView::patchClicked, &m_presenter.evidence(), &EvidencePresenter::pinPatch);
    connect(&m_presenter.evidence(), &EvidencePresenter::changed, this,
            [this] { m_second->setSelectedPatch(m_presenter.evidence().pinnedPatch()); });
    connect(&m_presenter, &QueryPresenter::busyChanged, m_second, &ImageView::setBusyText);
    connect(m_second, &ImageView::opacityChanged, &m_view, &ImageView::setOpacity);
    connect(&m_view, &ImageView::peekingChanged, m_second, &ImageView::setPeeking);
    connect(&m_view, &ImageView::pixelHovered, this,
            [this](const QPoint& pixel) { m_second->setMirroredPixel(m_relaying ? QPoint(-1, -1) : pixel); });
    connect(m_second, &ImageView::pixelHovered, this, [this](const QPoint& pixel) {
        if (!m_second->isVisible())
            return;
        m_relaying = true;
        Q_EMIT m_view.pixelHovered(pixel); // for all who listen to the canvas
        m_relaying = false;
        m_view.setMirroredPixel(pixel);
    });
}

/// The second canvas looks where the first one does, in its way.
void CanvasCompare::mirror()
{
    if (m_divider->isVisible())
        m_divider->fit();
    if (m_mode != Mode::SideBySide)
        return;
    m_second->setOverlayStyle(m_view.overlayStyle());
    m_second->followView(m_view);
}

QString CanvasCompare::nameOf(Source source)
{
    switch (source) {
    case Source::Photo:
        return tr("Photo");
    case Source::Prediction:
        return tr("Prediction");
    case Source::Truth:
        return tr("Truth");
    case Source::Former:
        return tr("Former prediction");
    }
    return {};
}

CanvasLayer CanvasCompare::layerOf(Source source) const
{
    const ShownPicture& shown = m_presenter.shown();
    switch (source) {
    case Source::Photo:
        return {};
    case Source::Prediction:
        return shown.layer;
    case Source::Truth:
        return shown.truth;
    case Source::Former:
        return m_former.layer(shown);
    }
    return {};
}

bool CanvasCompare::has(Source source) const
{
    return m_presenter.hasImage() && (source == Source::Photo || !layerOf(source).isEmpty());
}

/// A picture without truth, or whose prediction was never changed, is compared with what it has.
CanvasCompare::Source CanvasCompare::usable(Source source, Source otherwise) const
{
    return has(source) ? source : otherwise;
}

void CanvasCompare::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    m_blinked = false;
    Q_EMIT changed();
}

void CanvasCompare::choose(Source first, Source other)
{
    m_first = first;
    m_other = other;
    Q_EMIT changed();
}

bool CanvasCompare::isTruthInFront() const
{
    return m_mode != Mode::Off && (m_blinked ? m_other : m_first) == Source::Truth;
}

CanvasLayer CanvasCompare::show()
{
    const Source first = usable(m_first, Source::Prediction);
    const Source other = usable(m_other, first == Source::Photo ? Source::Prediction : Source::Photo);
    const Source front = m_mode == Mode::Blink && m_blinked ? other : first;
    m_view.setSwipe(m_mode == Mode::Swipe ? std::optional(layerOf(other)) : std::nullopt);
    m_view.setBadges(m_mode == Mode::Off ? QString() : nameOf(front),
                     m_mode == Mode::Swipe ? nameOf(other) : QString());
    m_divider->setVisible(m_mode == Mode::Swipe);
    m_divider->fit();
    m_second->setVisible(m_mode == Mode::SideBySide);
    if (m_mode == Mode::SideBySide) {
        m_second->copyPicture(m_view);
        m_second->setLayer(layerOf(other));
        m_second->setBadges(nameOf(other), {});
        mirror();
    }
    return layerOf(front);
}

/// Space: the other layer; in the modes that show both they change places.
bool CanvasCompare::spaceKey(bool pressed)
{
    if (!m_presenter.hasImage())
        return false;
    if (!pressed) {
        if (m_mode != Mode::Blink || m_held.elapsed() < kHoldMs)
            return true;
        m_blinked = !m_blinked;
        Q_EMIT changed();
        return true;
    }
    m_held.start();
    if (m_mode == Mode::Swipe || m_mode == Mode::SideBySide) {
        swap();
        return true;
    }
    m_blinked = m_mode == Mode::Off || !m_blinked;
    m_mode = Mode::Blink;
    Q_EMIT changed();
    return true;
}

bool CanvasCompare::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier)
            return key->isAutoRepeat() || spaceKey(event->type() == QEvent::KeyPress);
    }
    return QObject::eventFilter(object, event);
}

} // namespace nectar
