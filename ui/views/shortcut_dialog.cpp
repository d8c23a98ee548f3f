// SPDX-License-Identifier: Apache-2.0
#include "ui/views/shortcut_dialog.h"

#include "ui/presenters/shortcut_presenter.h"
#include "ui/views/form_parts.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace nectar {

ShortcutDialog::ShortcutDialog(ShortcutPresenter& presenter, QWidget* parent)
    : QDialog(parent), m_presenter(presenter), m_model(presenter.commands(), presenter.fixed())
{
    setObjectName(QStringLiteral("shortcutDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(makeList(), 1);
    layout->addWidget(makeEditor());
    layout->addWidget(makeButtons());
    connect(&presenter, &ShortcutPresenter::keysChanged, this, [this] {
        m_model.tellKeys();
        showChosen();
    });
    m_list->setCurrentIndex(m_model.index(0, 0));
    showChosen();
    resize(640, 620);
}

QWidget* ShortcutDialog::makeList()
{
    auto* box = new QWidget;
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto* filter = named(new QLineEdit, QStringLiteral("shortcutFilter"), tr("Find a command or its keys"));
    filter->setPlaceholderText(tr("Find a command, or keys as ctrl+d"));
    filter->setClearButtonEnabled(true);
    m_list = named(new QTreeView, QStringLiteral("shortcutList"), tr("Commands and their keys"));
    m_list->setModel(&m_model);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setSectionResizeMode(ShortcutModel::TextColumn, QHeaderView::Stretch);
    for (const int column : {ShortcutModel::MenuColumn, ShortcutModel::KeysColumn})
        m_list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    layout->addWidget(filter);
    layout->addWidget(m_list, 1);
    connect(filter, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_model.setTyped(typed);
        m_list->setCurrentIndex(m_model.index(0, 0));
        showChosen();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ShortcutDialog::showChosen);
    connect(m_list, &QTreeView::activated, this, [this] { m_keys->setFocus(Qt::OtherFocusReason); });
    return box;
}

QWidget* ShortcutDialog::makeEditor()
{
    m_command = new QLabel;
    m_command->setObjectName(QStringLiteral("shortcutCommand"));
    m_command->setWordWrap(true);
    m_keys = named(new QKeySequenceEdit, QStringLiteral("shortcutKeys"), tr("The new keys of the chosen command"));
    m_keys->installEventFilter(this);
    if (auto* line = m_keys->findChild<QLineEdit*>())
        line->setAccessibleName(m_keys->accessibleName());
    m_none = named(new QPushButton(tr("No keys")), QStringLiteral("shortcutNone"), tr("Take the command's keys away"));
    m_usual =
        named(new QPushButton(tr("Default")), QStringLiteral("shortcutUsual"), tr("Give the command its default keys"));
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("shortcutNote"));
    m_note->setTextFormat(Qt::RichText);
    m_note->setWordWrap(true);
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_keys, 1);
    row->addWidget(m_none);
    row->addWidget(m_usual);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_command);
    layout->addLayout(row);
    layout->addWidget(m_note);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutDialog::give);
    connect(m_none, &QPushButton::clicked, this, [this] {
        if (QAction* action = chosen())
            m_presenter.setKeys(*action, {});
    });
    connect(m_usual, &QPushButton::clicked, this, &ShortcutDialog::restoreChosen);
    return card;
}

QWidget* ShortcutDialog::makeButtons()
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close this window"));
    m_allUsual = named(new QPushButton(tr("All back to the defaults")), QStringLiteral("shortcutAllUsual"),
                       tr("All commands have their default keys again"));
    buttons->addButton(m_allUsual, QDialogButtonBox::ResetRole);
    connect(m_allUsual, &QPushButton::clicked, &m_presenter, &ShortcutPresenter::restoreAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    return buttons;
}

QAction* ShortcutDialog::chosen() const { return m_model.action(m_list->currentIndex().row()); }

void ShortcutDialog::showChosen()
{
    const QAction* action = chosen();
    m_allUsual->setEnabled(m_presenter.isAnyChanged());
    for (QWidget* part : {static_cast<QWidget*>(m_keys), static_cast<QWidget*>(m_none)})
        part->setEnabled(action != nullptr);
    m_none->setEnabled(action && !action->shortcuts().isEmpty());
    m_usual->setEnabled(action && m_presenter.isChanged(*action));
    if (!action) {
        m_command->setText(m_model.rowCount() == 0 ? tr("No command fits what is typed")
                                                   : m_list->currentIndex().siblingAtColumn(0).data().toString());
        return tell(m_model.rowCount() == 0 ? QString() : tr("These keys cannot be changed."), false);
    }
    const QString keys = keysText(*action);
    const QString name = withoutMnemonic(action->text());
    m_command->setText(keys.isEmpty() ? tr("%1 has no keys").arg(name) : tr("%1: %2").arg(name, keys));
    tell(m_presenter.isChanged(*action) ? tr("The default: %1.").arg([&] {
        const QString usual = QKeySequence::listToString(m_presenter.usual(*action), QKeySequence::NativeText);
        return usual.isEmpty() ? tr("none") : usual;
    }())
                                        : QString(),
         false);
}

/// One press is all, where the field would wait for up to three more.
bool ShortcutDialog::eventFilter(QObject* watched, QEvent* event)
{
    const bool handled = QDialog::eventFilter(watched, event);
    if (watched == m_keys && event->type() == QEvent::KeyRelease && !m_keys->keySequence().isEmpty()) {
        give(m_keys->keySequence());
        return true;
    }
    return handled;
}

void ShortcutDialog::give(const QKeySequence& keys)
{
    QAction* action = chosen();
    if (keys.isEmpty() || !action)
        return;
    const QKeySequence pressed(keys[0]);
    m_keys->clear();
    const QString other = m_presenter.setKeys(*action, {pressed});
    if (!other.isEmpty())
        tell(tr("%1 is taken: %2. Press other keys, or give that one others first.")
                 .arg(pressed.toString(QKeySequence::NativeText), other),
             true);
}

void ShortcutDialog::restoreChosen()
{
    QAction* action = chosen();
    if (!action)
        return;
    const QString other = m_presenter.setKeys(*action, m_presenter.usual(*action));
    if (!other.isEmpty())
        tell(tr("Its default keys are taken now: %1. Give that one others first.").arg(other), true);
}

void ShortcutDialog::tell(const QString& note, bool isRefusal)
{
    m_note->setText(note.isEmpty() ? QString()
                                   : noteHtml(isRefusal ? NoteKind::Warning : NoteKind::Plain, note, palette()));
}

} // namespace nectar
