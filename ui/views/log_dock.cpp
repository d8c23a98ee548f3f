// SPDX-License-Identifier: Apache-2.0
#include "ui/views/log_dock.h"

#include "ui/presenters/log_values.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

namespace nectar {

namespace {

constexpr int kRefreshMs = 250;
constexpr int kMostLines = 2000;
constexpr QSize kWindow(860, 480);

/// As high as six lines at first; the style sheet lets it be two: the pages need the room.
class LogText : public QPlainTextEdit {
public:
    QSize sizeHint() const override { return {640, 6 * fontMetrics().lineSpacing() + 20}; }
};

} // namespace

LogDock::LogDock(QWidget* parent)
    : QDockWidget(tr("Log"), parent), m_text(named(new LogText, QStringLiteral("logText"), tr("Lines of the log")))
{
    setObjectName(QStringLiteral("logDock"));
    setAccessibleName(tr("Log"));
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::TopDockWidgetArea); // beside the pages it would squeeze them
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(kMostLines);
    QFont font = m_text->font();
    font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    font.setPixelSize(12);
    m_text->setFont(font);
    setTitleBarWidget(makeHead());
    setWidget(m_text);
    m_timer.setInterval(kRefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &LogDock::showNew);
    connect(this, &QDockWidget::topLevelChanged, this, &LogDock::tellPlace);
    tellPlace();
}

/// One row for everything, so that the lines have the rest; it is dragged by its name.
QWidget* LogDock::makeHead()
{
    auto* head = new QFrame;
    head->setObjectName(QStringLiteral("logHead"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(12, 0, 8, 2);
    row->setSpacing(8);
    auto* title = new QLabel(tr("Log"));
    title->setProperty("role", QStringLiteral("title"));
    title->setToolTip(tr("Drag it to the upper or lower edge, or out of the window"));
    row->addWidget(title);
    row->addSpacing(8);
    addFilters(row);
    addButtons(row);
    return head;
}

void LogDock::addFilters(QHBoxLayout* row)
{
    m_words = named(new QLineEdit, QStringLiteral("logWords"), tr("Words that lines must have"));
    m_words->setPlaceholderText(tr("Words, as “bank” or “warning”"));
    m_words->setClearButtonEnabled(true);
    m_level = named(new QComboBox, QStringLiteral("logLevel"), tr("How important"));
    m_level->addItem(tr("Everything"), static_cast<int>(LogLevel::Info));
    m_level->addItem(tr("Warnings and failures"), static_cast<int>(LogLevel::Warning));
    m_level->addItem(tr("Failures"), static_cast<int>(LogLevel::Failure));
    connect(m_words, &QLineEdit::textChanged, this, &LogDock::showAll);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogDock::showAll);
    row->addWidget(m_words, 1);
    row->addWidget(m_level);
}

void LogDock::addButtons(QHBoxLayout* row)
{
    m_copy = named(new QPushButton(tr("Copy")), QStringLiteral("logCopy"), tr("Copy the lines that are shown"));
    m_copy->setToolTip(tr("Copy the lines that are shown"));
    auto* folder =
        named(new QPushButton(tr("Show the folder")), QStringLiteral("logFolder"), tr("Show the folder of the log"));
    folder->setToolTip(logFolder());
    folder->setEnabled(QDir(logFolder()).exists());
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText() + QLatin1Char('\n')); });
    connect(folder, &QPushButton::clicked, this, [] { QDesktopServices::openUrl(QUrl::fromLocalFile(logFolder())); });
    m_detach = named(new QToolButton, QStringLiteral("logDetach"), {});
    connect(m_detach, &QToolButton::clicked, this, &LogDock::detach);
    auto* close = named(new QToolButton, QStringLiteral("logClose"), tr("Close the log"));
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setToolTip(tr("Close the log (Esc)"));
    connect(close, &QToolButton::clicked, this, &QWidget::close);
    for (QWidget* button : {static_cast<QWidget*>(m_copy), static_cast<QWidget*>(folder),
                            static_cast<QWidget*>(m_detach), static_cast<QWidget*>(close)})
        row->addWidget(button);
}

/// Whether it is a window of its own.
void LogDock::tellPlace()
{
    const QString text = isFloating() ? tr("Put the log back into the window") : tr("Make the log a window of its own");
    m_detach->setIcon(lineIcon(isFloating() ? QStringLiteral("attach") : QStringLiteral("detach")));
    m_detach->setAccessibleName(text);
    m_detach->setToolTip(text);
}

/// As a window it has room for more than the few lines below the pages.
void LogDock::detach()
{
    setFloating(!isFloating());
    if (isFloating() && height() < kWindow.height() / 2)
        resize(kWindow);
}

void LogDock::open()
{
    show();
    raise();
    if (isFloating())
        activateWindow();
    m_words->setFocus(Qt::OtherFocusReason);
}

void LogDock::showAll()
{
    m_text->clear();
    m_last = 0;
    showNew();
    m_text->moveCursor(QTextCursor::End);
    m_text->moveCursor(QTextCursor::StartOfLine);
}

void LogDock::showNew()
{
    const std::vector<LogLine> lines = logLinesAfter(m_last);
    if (!lines.empty())
        m_last = lines.back().number;
    const QStringList texts =
        filteredLog(lines, {m_words->text(), static_cast<LogLevel>(m_level->currentData().toInt())});
    if (!texts.isEmpty())
        m_text->appendPlainText(texts.join(QLatin1Char('\n')));
    m_text->setPlaceholderText(m_last == 0 ? tr("Nothing yet. What Nectar opens, does and says is listed here.")
                                           : tr("No line is like that: try other words, or Everything."));
    m_copy->setEnabled(!m_text->document()->isEmpty());
}

void LogDock::showEvent(QShowEvent* event)
{
    QDockWidget::showEvent(event);
    showAll();
    m_timer.start();
}

void LogDock::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    QDockWidget::hideEvent(event);
}

void LogDock::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        close();
    else
        QDockWidget::keyPressEvent(event);
}

} // namespace nectar
