// SPDX-License-Identifier: Apache-2.0
#include "ui/views/command_palette.h"

#include "ui/views/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {

constexpr int kRowHeight = 30;
constexpr int kMostRows = 12; ///< beyond them the list scrolls

class CommandDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {0, kRowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const ThemeColours& colours = coloursOf(option.palette);
        const QString why = index.data(CommandListModel::WhyDisabledRole).toString();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(QPen(colours.accentText, 1));
            painter->setBrush(colours.raised);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), kRadius, kRadius);
        }
        QRect rest = option.rect.adjusted(12, 0, -12, 0);
        const auto draw = [&](const QString& text, const QColor& colour, Qt::Alignment side) {
            const QString shown = QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, rest.width());
            painter->setPen(colour);
            painter->drawText(rest, int(side | Qt::AlignVCenter), shown);
            const int used = QFontMetrics(painter->font()).horizontalAdvance(shown) + 14;
            side == Qt::AlignLeft ? rest.setLeft(rest.left() + used) : rest.setRight(rest.right() - used);
        };
        painter->setFont(option.font);
        draw(index.data().toString(), why.isEmpty() ? colours.text : colours.muted, Qt::AlignLeft);
        if (why.isEmpty())
            draw(index.data(CommandListModel::KeysRole).toString(), colours.text, Qt::AlignRight);
        painter->setFont(captionFont(option.font));
        draw(why.isEmpty() ? index.data(CommandListModel::MenuRole).toString() : why,
             why.isEmpty() ? colours.muted : colours.warn, why.isEmpty() ? Qt::AlignLeft : Qt::AlignRight);
        painter->restore();
    }
};

void collect(const QMenu& menu, const QString& path, QList<Command>& commands)
{
    const QString title = (path.isEmpty() ? QString() : path + QStringLiteral(" › ")) + withoutMnemonic(menu.title());
    for (QAction* action : menu.actions())
        if (const QMenu* inner = action->menu())
            collect(*inner, title, commands);
        else if (!action->isSeparator())
            commands.append({action, title});
}

} // namespace

QList<QMenu*> menusOf(const QMenuBar& bar)
{
    QList<QMenu*> menus;
    for (const QAction* entry : bar.actions())
        menus.append(entry->menu());
    return menus;
}

QList<Command> commandsOf(const QList<QMenu*>& menus)
{
    QList<Command> commands;
    for (const QMenu* menu : menus)
        collect(*menu, {}, commands);
    return commands;
}

CommandPalette::CommandPalette(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_line(new QLineEdit), m_list(new QListView)
{
    setObjectName(QStringLiteral("panel"));
    setAccessibleName(tr("Commands"));
    m_line->setObjectName(QStringLiteral("commandLine"));
    m_line->setAccessibleName(tr("What you want to do"));
    m_line->setPlaceholderText(tr("What do you want to do?"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands that fit"));
    m_list->setFocusPolicy(Qt::NoFocus); // the line has it all the time
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setModel(&m_commands);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_commands.setTyped(typed);
        m_list->setCurrentIndex(m_commands.index(0));
    });
    connect(m_list, &QListView::clicked, this, &CommandPalette::carryOut);
}

void CommandPalette::open(const QList<QMenu*>& menus)
{
    m_line->clear();
    m_commands.setCommands(commandsOf(menus));
    m_list->setCurrentIndex(m_commands.index(0));
    const QWidget* window = parentWidget();
    const int rows = std::min(kMostRows, m_commands.rowCount());
    resize(std::min(560, window->width() - 40), m_line->sizeHint().height() + rows * kRowHeight + 26);
    move(window->mapToGlobal(QPoint((window->width() - width()) / 2, 64)));
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::carryOut()
{
    QAction* action = m_commands.action(m_list->currentIndex().row());
    if (!action || !action->isEnabled()) // the row says why
        return;
    close();
    action->trigger();
}

void CommandPalette::step(int rows)
{
    const int last = m_commands.rowCount() - 1;
    if (last >= 0)
        m_list->setCurrentIndex(m_commands.index(std::clamp(m_list->currentIndex().row() + rows, 0, last)));
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_line || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_PageUp:
        step(-kMostRows);
        return true;
    case Qt::Key_PageDown:
        step(kMostRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        carryOut();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace nectar
