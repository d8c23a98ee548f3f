// SPDX-License-Identifier: Apache-2.0
#include "ui/views/log_window.h"

#include "ui/presenters/log_values.h"
#include "ui/views/form_parts.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace nectar {

namespace {
constexpr int kRefreshMs = 250;
constexpr int kMostLines = 2000;
} // namespace

LogWindow::LogWindow(QWidget* parent)
    : QDialog(parent), m_text(named(new QPlainTextEdit, QStringLiteral("logText"), tr("Lines of the log")))
{
    setObjectName(QStringLiteral("logWindow"));
    setWindowTitle(tr("Log"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setMaximumBlockCount(kMostLines);
    QFont font = m_text->font();
    font.setFamilies({QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace")});
    font.setPixelSize(12);
    m_text->setFont(font);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(makeFilters());
    layout->addWidget(m_text, 1);
    layout->addWidget(makeFooter());
    m_timer.setInterval(kRefreshMs);
    connect(&m_timer, &QTimer::timeout, this, &LogWindow::showNew);
    resize(860, 480);
}

QWidget* LogWindow::makeFilters()
{
    m_words = named(new QLineEdit, QStringLiteral("logWords"), tr("Words that lines must have"));
    m_words->setPlaceholderText(tr("Words, as “bank” or “warning”"));
    m_words->setClearButtonEnabled(true);
    m_level = named(new QComboBox, QStringLiteral("logLevel"), tr("How important"));
    m_level->addItem(tr("Everything"), static_cast<int>(LogLevel::Info));
    m_level->addItem(tr("Warnings and failures"), static_cast<int>(LogLevel::Warning));
    m_level->addItem(tr("Failures"), static_cast<int>(LogLevel::Failure));
    connect(m_words, &QLineEdit::textChanged, this, &LogWindow::showAll);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogWindow::showAll);
    return sideBySide(m_words, m_level);
}

QWidget* LogWindow::makeFooter()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close this window"));
    m_copy = named(new QPushButton(tr("Copy")), QStringLiteral("logCopy"), tr("Copy the lines that are shown"));
    m_copy->setToolTip(tr("Copy the lines that are shown"));
    auto* folder =
        named(new QPushButton(tr("Show the folder")), QStringLiteral("logFolder"), tr("Show the folder of the log"));
    folder->setToolTip(logFolder());
    folder->setEnabled(QDir(logFolder()).exists());
    for (QPushButton* button : {m_copy, folder})
        buttons->addButton(button, QDialogButtonBox::ActionRole);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText() + QLatin1Char('\n')); });
    connect(folder, &QPushButton::clicked, this, [] { QDesktopServices::openUrl(QUrl::fromLocalFile(logFolder())); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    return buttons;
}

void LogWindow::showAll()
{
    m_text->clear();
    m_last = 0;
    showNew();
    m_text->moveCursor(QTextCursor::End);
    m_text->moveCursor(QTextCursor::StartOfLine);
}

void LogWindow::showNew()
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

void LogWindow::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    showAll();
    m_timer.start();
}

void LogWindow::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    QDialog::hideEvent(event);
}

} // namespace nectar
