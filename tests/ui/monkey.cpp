// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/monkey.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QWheelEvent>

#include <utility>

namespace nectar {

namespace {

constexpr int kHeartMs = 20;

QString nameOf(const QWidget& widget)
{
    return QLatin1String(widget.metaObject()->className()) + QLatin1Char(' ') + widget.objectName();
}

} // namespace

Monkey::Monkey(StudioBench& bench, Options options)
    : m_bench(bench), m_options(std::move(options)), m_state(m_options.seed)
{
    m_heart.setInterval(kHeartMs);
    connect(&m_heart, &QTimer::timeout, this, [this] {
        const qint64 gap = m_beat.restart() - kHeartMs;
        if (gap > m_worstGap) {
            m_worstGap = gap;
            m_worstEvent = m_lastEvent;
        }
    });
}

void Monkey::run()
{
    m_beat.start();
    m_heart.start();
    plan();
    while (!m_ended)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    m_heart.stop();
}

/// The next event is planned before this one acts: a dialog that runs a loop of its own must not stop them.
void Monkey::plan()
{
    QTimer::singleShot(below(4) == 0 ? 15 : 1, this, [this] {
        QWidget* front = QApplication::activePopupWidget();
        if (!front)
            front = QApplication::activeModalWidget();
        const bool isEnd = m_done >= m_options.events;
        if (isEnd && !front) {
            m_ended = true;
            return;
        }
        plan();
        if (isEnd) {
            front->close(); // what is left open runs a loop of its own
            return;
        }
        ++m_done;
        act();
    });
}

void Monkey::act()
{
    if (QWidget* popup = QApplication::activePopupWidget(); popup && below(3) == 0) {
        tell(QStringLiteral("closes ") + nameOf(*popup));
        popup->close();
        return;
    }
    if (QWidget* modal = QApplication::activeModalWidget(); modal && below(3) == 0)
        return closeModal(*modal);
    switch (below(10)) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        return mouse();
    case 5:
    case 6:
    case 7:
        return key();
    case 8:
        return command();
    default:
        return below(4) == 0 ? drop() : mouse();
    }
}

void Monkey::closeModal(QWidget& modal)
{
    tell(QStringLiteral("closes ") + nameOf(modal));
    // A file dialog that is accepted could choose any file of this machine.
    if (auto* dialog = qobject_cast<QDialog*>(&modal); dialog && !qobject_cast<QFileDialog*>(&modal) && below(2) == 0)
        dialog->accept();
    else
        modal.close();
}

QWidget* Monkey::anyWidget()
{
    QWidget* window = QApplication::activePopupWidget();
    if (!window)
        window = QApplication::activeModalWidget();
    if (!window)
        window = &m_bench.window;
    QList<QWidget*> widgets{window};
    if (!qobject_cast<QFileDialog*>(window))
        for (QWidget* widget : window->findChildren<QWidget*>())
            if (widget->isVisible() && widget->isEnabled() && widget->width() > 2 && widget->height() > 2)
                widgets.append(widget);
    return widgets.at(below(static_cast<int>(widgets.size())));
}

void Monkey::mouse()
{
    QWidget* widget = anyWidget();
    if (qobject_cast<QFileDialog*>(widget))
        return;
    const QPoint at(below(std::max(1, widget->width())), below(std::max(1, widget->height())));
    const QPoint to(below(std::max(1, widget->width())), below(std::max(1, widget->height())));
    const Qt::KeyboardModifiers keys[] = {Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier,
                                          Qt::ControlModifier | Qt::ShiftModifier};
    const Qt::KeyboardModifiers modifiers = keys[below(5)];
    const QPointer<QWidget> alive(widget);
    switch (below(8)) {
    case 0:
        tell(QStringLiteral("drags on ") + nameOf(*widget));
        QTest::mousePress(widget, Qt::LeftButton, modifiers, at);
        if (alive)
            QTest::mouseMove(widget, to);
        if (alive)
            QTest::mouseRelease(widget, Qt::LeftButton, modifiers, to);
        return;
    case 1:
        tell(QStringLiteral("double clicks on ") + nameOf(*widget));
        return QTest::mouseDClick(widget, Qt::LeftButton, modifiers, at);
    case 2:
        tell(QStringLiteral("right clicks on ") + nameOf(*widget));
        return QTest::mouseClick(widget, Qt::RightButton, modifiers, at);
    case 3: {
        tell(QStringLiteral("turns the wheel on ") + nameOf(*widget));
        QWheelEvent event(QPointF(at), QPointF(widget->mapToGlobal(at)), {}, {0, below(2) == 0 ? 120 : -240},
                          Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(widget, &event);
        return;
    }
    case 4:
        tell(QStringLiteral("moves over ") + nameOf(*widget));
        return QTest::mouseMove(widget, at);
    default:
        tell(QStringLiteral("clicks on ") + nameOf(*widget));
        return QTest::mouseClick(widget, Qt::LeftButton, modifiers, at);
    }
}

void Monkey::key()
{
    static const QList<Qt::Key> keys{
        Qt::Key_Left,     Qt::Key_Right, Qt::Key_Up,          Qt::Key_Down,      Qt::Key_Return,  Qt::Key_Escape,
        Qt::Key_Space,    Qt::Key_Tab,   Qt::Key_Delete,      Qt::Key_Home,      Qt::Key_End,     Qt::Key_PageUp,
        Qt::Key_PageDown, Qt::Key_Minus, Qt::Key_BracketLeft, Qt::Key_Backspace, Qt::Key_Z,       Qt::Key_O,
        Qt::Key_S,        Qt::Key_C,     Qt::Key_F,           Qt::Key_G,         Qt::Key_P,       Qt::Key_D,
        Qt::Key_1,        Qt::Key_2,     Qt::Key_0,           Qt::Key_F1,        Qt::Key_Question};
    const Qt::KeyboardModifiers modifiers[] = {Qt::NoModifier,
                                               Qt::NoModifier,
                                               Qt::NoModifier,
                                               Qt::ControlModifier,
                                               Qt::AltModifier,
                                               Qt::ShiftModifier,
                                               Qt::ControlModifier | Qt::ShiftModifier};
    QWidget* window = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : &m_bench.window;
    if (qobject_cast<QFileDialog*>(window))
        return;
    QWidget* widget = QApplication::focusWidget() && window->isAncestorOf(QApplication::focusWidget())
                          ? QApplication::focusWidget()
                          : window;
    const Qt::Key key = keys.at(below(static_cast<int>(keys.size())));
    const Qt::KeyboardModifiers held = modifiers[below(7)];
    tell(QStringLiteral("types %1 into %2").arg(QKeySequence(QKeyCombination(held, key)).toString(), nameOf(*widget)));
    QTest::keyClick(widget, key, held);
}

void Monkey::command()
{
    QList<QAction*> actions;
    for (QAction* action : m_bench.window.findChildren<QAction*>())
        if (action->isEnabled() && !action->isSeparator() && !action->menu() &&
            action->objectName() != QStringLiteral("quit") && action->objectName() != QStringLiteral("fullScreen"))
            actions.append(action);
    if (actions.isEmpty() || QApplication::activeModalWidget())
        return;
    QAction* action = actions.at(below(static_cast<int>(actions.size())));
    tell(QStringLiteral("chooses ") + action->objectName() + QLatin1Char(' ') + action->text());
    action->trigger();
}

void Monkey::drop()
{
    if (m_options.files.isEmpty() || QApplication::activeModalWidget())
        return;
    QList<QUrl> urls;
    for (int i = below(3); i >= 0; --i)
        urls.append(QUrl::fromLocalFile(m_options.files.at(below(static_cast<int>(m_options.files.size())))));
    tell(QStringLiteral("drops ") + urls.first().fileName());
    QMimeData mime;
    mime.setUrls(urls);
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_bench.window, &enter);
    if (!enter.isAccepted())
        return;
    QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_bench.window, &event);
}

int Monkey::below(int n)
{
    m_state = m_state * 1664525 + 1013904223;
    return static_cast<int>(m_state >> 8) % n;
}

void Monkey::tell(const QString& event)
{
    m_lastEvent = event;
    if (qEnvironmentVariableIsSet("NECTAR_MONKEY_LOG"))
        qInfo("%d %s", m_done, qPrintable(event));
}

} // namespace nectar
