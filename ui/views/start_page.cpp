// SPDX-License-Identifier: Apache-2.0
#include "ui/views/start_page.h"

#include "ui/convert/text.h"
#include "ui/presenters/project_presenter.h"
#include "ui/views/choice_card.h"
#include "ui/views/form_parts.h"
#include "ui/views/icons.h"
#include "ui/views/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nectar {

namespace {
constexpr int kColumnWidth = 860;
constexpr int kShownRecent = 5;

QString iconOf(const QFileInfo& file)
{
    if (file.isDir())
        return QStringLiteral("dataset");
    return ProjectPresenter::looksLikeProject(file.fileName()) ? QStringLiteral("project") : QStringLiteral("bank");
}
} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_recent(new QVBoxLayout), m_recentTitle(new QLabel(tr("RECENT"))), m_note(new QLabel)
{
    setObjectName(QStringLiteral("startPage"));
    setFocusPolicy(Qt::ClickFocus);
    auto* column = new QWidget;
    column->setMaximumWidth(kColumnWidth);
    auto* inner = new QVBoxLayout(column);
    inner->setContentsMargins(24, 24, 24, 24);
    inner->setSpacing(8);

    auto* logo = new QLabel;
    const QPixmap drop = programIcon().pixmap(72, 72);
    logo->setPixmap(drop.copy(drop.width() / 7, 0, drop.width() * 5 / 7, drop.height())); // its edge on the text's
    auto* title = new QLabel(tr("Open labelled pictures, or try the demo"));
    QFont large = font();
    large.setPixelSize(28);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setStyleSheet(QStringLiteral("font-size: 28px; font-weight: 600;"));
    title->setWordWrap(true);
    auto* text = new QLabel(
        tr("Nectar reads new pictures by example. Give it pictures that are labelled: what is where, or how far away. "
           "Nectar cuts them into small squares, the patches, and keeps these with their labels in a file, the bank. "
           "For each patch of a new picture it shows you the remembered patches that resemble it most, and their "
           "labels vote."));
    text->setWordWrap(true);
    text->setProperty("role", QStringLiteral("muted"));
    inner->addWidget(logo);
    inner->addSpacing(8);
    inner->addWidget(title);
    inner->addWidget(text);
    inner->addSpacing(16);
    inner->addWidget(makeChoices());
    auto* dropping = new QLabel(tr("Or drop a folder, a bank or a picture anywhere on this window."));
    dropping->setProperty("role", QStringLiteral("caption"));
    dropping->setWordWrap(true);
    inner->addWidget(dropping);
    inner->addWidget(makeOtherWays(), 0, Qt::AlignLeft);
    m_note->setWordWrap(true);
    m_note->setProperty("role", QStringLiteral("caption"));
    m_note->hide();
    inner->addWidget(m_note);
    inner->addSpacing(16);
    m_recentTitle->setProperty("role", QStringLiteral("section"));
    inner->addWidget(m_recentTitle);
    m_recent->setSpacing(2);
    inner->addLayout(m_recent);

    auto* middle = new QWidget;
    auto* outer = new QVBoxLayout(middle);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(column, 100);
    row->addStretch(1);
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    auto* scroll = new QScrollArea; // many recent files, or the log below, leave too little room for all of it
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(middle->minimumSizeHint().width());
    scroll->setWidget(middle);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins({});
    page->addWidget(scroll);
    setRecent({});
}

QWidget* StartPage::makeChoices()
{
    auto* choices = new QWidget;
    auto* layout = new QHBoxLayout(choices);
    layout->setContentsMargins({});
    layout->setSpacing(16);
    auto* demo = new ChoiceCard(QStringLiteral("play"), tr("Try the demo"),
                                tr("A small computer-drawn town with labels and depth, ready in about half a minute."),
                                ChoiceCard::Rank::Primary);
    demo->setObjectName(QStringLiteral("tryDemo"));
    auto* dataset = new ChoiceCard(
        QStringLiteral("dataset"), tr("Open dataset…"),
        tr("Your own pictures with labels (masks) or depth: Nectar says what it recognises and builds a bank."),
        ChoiceCard::Rank::Usual);
    dataset->setObjectName(QStringLiteral("startOpenDataset"));
    auto* bank =
        new ChoiceCard(QStringLiteral("bank"), tr("Open bank…"),
                       tr("A bank that was built before, here or on another machine."), ChoiceCard::Rank::Usual);
    bank->setObjectName(QStringLiteral("startOpenBank"));
    for (ChoiceCard* card : {demo, dataset, bank})
        layout->addWidget(card, 1);
    connect(demo, &QAbstractButton::clicked, this, &StartPage::demoRequested);
    connect(dataset, &QAbstractButton::clicked, this, &StartPage::openDatasetRequested);
    connect(bank, &QAbstractButton::clicked, this, &StartPage::openBankRequested);
    return choices;
}

/// What needs neither labels nor a bank.
QWidget* StartPage::makeOtherWays()
{
    auto* ways = new QWidget;
    auto* layout = new QHBoxLayout(ways);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto* label = new QPushButton(lineIcon(QStringLiteral("label")),
                                  tr("No labels yet? Label pictures of your own by a few clicks"));
    label->setObjectName(QStringLiteral("startLabel"));
    label->setAccessibleName(tr("Label pictures by clicking"));
    auto* features =
        new QPushButton(lineIcon(QStringLiteral("eye")), tr("Only curious? Look at the features of any pictures"));
    features->setObjectName(QStringLiteral("startFeatures"));
    features->setAccessibleName(tr("Look at features"));
    for (QPushButton* way : {label, features}) {
        way->setProperty("flat", true);
        layout->addWidget(way);
    }
    connect(label, &QPushButton::clicked, this, &StartPage::labelRequested);
    connect(features, &QPushButton::clicked, this, &StartPage::featuresRequested);
    return ways;
}

void StartPage::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void StartPage::setRecent(const QList<RecentFile>& files)
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        if (QWidget* widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    const auto pinned = std::ranges::count_if(files, &RecentFile::isPinned);
    for (const RecentFile& file : files.mid(0, std::max<qsizetype>(kShownRecent, pinned)))
        m_recent->addWidget(makeRecent(file));
    m_recentTitle->setVisible(!files.isEmpty());
}

QWidget* StartPage::makeRecent(const RecentFile& file)
{
    const QFileInfo info(file.path);
    const QString name = info.fileName();
    auto* open = new QPushButton(lineIcon(iconOf(info)),
                                 labelText(QStringLiteral("%1     %2").arg(name, folderText(file.path))));
    open->setProperty("flat", true);
    open->setStyleSheet(QStringLiteral("text-align: left;"));
    open->setAccessibleName(tr("Open %1").arg(name));
    open->setToolTip(file.isThere ? file.path : tr("%1 is no longer there").arg(file.path));
    open->setEnabled(file.isThere);
    connect(open, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT recentRequested(path); });
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(open, 1);
    if (!file.isThere) {
        auto* locate = named(new QPushButton(tr("Locate…")), QStringLiteral("recentLocate"), tr("Locate %1").arg(name));
        locate->setToolTip(tr("Show where %1 is now").arg(name));
        connect(locate, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT locateRequested(path); });
        layout->addWidget(locate);
    }
    auto* pin = named(new QToolButton, QStringLiteral("recentPin"), tr("Pin %1 to the top").arg(name));
    pin->setIcon(lineIcon(QStringLiteral("pin")));
    pin->setCheckable(true);
    pin->setChecked(file.isPinned);
    pin->setToolTip(file.isPinned ? tr("Pinned: it stays at the top. Click to let it go")
                                  : tr("Pin it: it stays at the top of this list"));
    connect(pin, &QToolButton::toggled, this, [this, path = file.path](bool on) { Q_EMIT pinRequested(path, on); });
    layout->addWidget(pin);
    return row;
}

} // namespace nectar
