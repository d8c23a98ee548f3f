// SPDX-License-Identifier: Apache-2.0
#include "ui/views/image_list_panel.h"

#include "ui/convert/text.h"
#include "ui/models/image_list_model.h"
#include "ui/models/library_filter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/icons.h"
#include "ui/views/image_delegate.h"
#include "ui/views/thumbnail_grid.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <functional>

namespace nectar {

namespace {

/// The eye of a prompt image toggles it, as does the space bar.
class LibraryGrid final : public ThumbnailGrid {
public:
    std::function<void(const QModelIndex&)> toggle;

protected:
    void mousePressEvent(QMouseEvent* event) override
    {
        const QModelIndex index = indexAt(event->position().toPoint());
        const bool eye = event->button() == Qt::LeftButton &&
                         index.data(ImageListModel::PromptImageRole).toLongLong() >= 0 && index.isValid() &&
                         ImageDelegate::eyeRect(visualRect(index)).contains(event->position().toPoint());
        if (eye)
            toggle(index);
        else
            QListView::mousePressEvent(event);
    }
    void keyPressEvent(QKeyEvent* event) override
    {
        const QModelIndex index = currentIndex();
        if (event->key() == Qt::Key_Space && index.isValid() &&
            index.data(ImageListModel::PromptImageRole).toLongLong() >= 0)
            toggle(index);
        else
            QListView::keyPressEvent(event);
    }
};

} // namespace

ImageListPanel::ImageListPanel(QueryPresenter& presenter, QWidget* parent)
    : QFrame(parent), m_presenter(presenter), m_tabs(new QTabBar), m_list(new LibraryGrid), m_filter(new QLineEdit),
      m_countAll(new QPushButton), m_sort(new QToolButton), m_labels(new QToolButton), m_hint(new QLabel),
      m_filtered(new LibraryFilter(this))
{
    setObjectName(QStringLiteral("panel"));
    setMinimumWidth(190); // both tabs whole
    m_tabs->setObjectName(QStringLiteral("libraryTabs"));
    m_tabs->setAccessibleName(tr("Kind of pictures"));
    m_tabs->addTab(tr("Prompt"));
    m_tabs->addTab(tr("Query"));
    m_tabs->setTabToolTip(Prompt,
                          tr("Prompt images: the labelled pictures whose patches the bank remembers, its examples"));
    m_tabs->setTabToolTip(Query,
                          tr("Query images: the pictures to ask about; click one to see what the bank says of it"));
    m_tabs->setExpanding(true);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false);
    m_list->setObjectName(QStringLiteral("imageList"));
    m_list->setAccessibleName(tr("Pictures"));
    m_list->setItemDelegate(new ImageDelegate(presenter.thumbnails(), m_list));
    m_list->setModel(m_filtered);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tabs);
    layout->addWidget(m_list, 1);
    m_countAll->setObjectName(QStringLiteral("countAll"));
    m_countAll->setIcon(lineIcon(QStringLiteral("eye")));
    m_countAll->setToolTip(tr("Let every prompt image vote again"));
    m_countAll->setAccessibleName(tr("Count all prompt images again"));
    auto* again = new QHBoxLayout;
    again->setContentsMargins(8, 0, 8, 0);
    again->addWidget(m_countAll);
    layout->addLayout(again);
    m_countAll->hide();
    addSearch(*layout);
    connect(m_filter, &QLineEdit::textChanged, this, &ImageListPanel::search);
    connect(m_tabs, &QTabBar::currentChanged, this, &ImageListPanel::showTab);
    const auto open = [this](const QModelIndex& index) {
        m_presenter.openImage(index.data(ImageListModel::PathRole).toString());
    };
    connect(m_list, &QListView::clicked, this, [this, open](const QModelIndex& index) {
        open(index);
        Q_EMIT pictureClicked();
    });
    connect(m_list, &QListView::activated, this, [open](const QModelIndex& index) {
        if (!index.data(ImageListModel::OpenRole).toBool()) // a double click was a click before
            open(index);
    });
    static_cast<LibraryGrid*>(m_list)->toggle = [this](const QModelIndex& index) { toggle(index); };
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QListView::customContextMenuRequested, this, &ImageListPanel::showMenu);
    connect(m_countAll, &QPushButton::clicked, &presenter.voting(), &VotingPresenter::countAllPrompts);
    connect(&presenter.voting(), &VotingPresenter::leftOutChanged, this, &ImageListPanel::showLeftOut);
    connect(&presenter.thumbnails(), &ThumbnailCache::ready, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(&presenter, &QueryPresenter::bankChanged, this, &ImageListPanel::showBank);
    connect(&presenter, &QueryPresenter::imageChanged, this, &ImageListPanel::revealOpen);
    connect(&presenter.answers().library, &LibraryPresenter::contentsChanged, this, &ImageListPanel::followLibrary);
    connect(&presenter.answers().library, &LibraryPresenter::evidenceChanged, this,
            [this] { m_filtered->setEvidence(m_presenter.answers().library.evidence()); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filtered, signal, this, &ImageListPanel::showHint);
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &ImageListPanel::showHint);
    m_tabs->setCurrentIndex(Query);
}

ImageListModel& ImageListPanel::shownModel() const
{
    return m_tabs->currentIndex() == Prompt ? m_presenter.promptImages() : m_presenter.queryImages();
}

void ImageListPanel::showTab(int)
{
    m_filtered->setSourceModel(&shownModel());
    revealOpen();
    showHint();
}

void ImageListPanel::showBank()
{
    m_filter->clear();
    m_tabs->setTabText(Prompt, tr("Prompt %1").arg(m_presenter.promptImages().rowCount()));
    m_tabs->setTabText(Query, tr("Query %1").arg(m_presenter.queryImages().rowCount()));
    m_tabs->setCurrentIndex(m_presenter.queryImages().rowCount() > 0 ? Query : Prompt);
}

void ImageListPanel::revealOpen()
{
    m_tabs->setTabText(Query, tr("Query %1").arg(m_presenter.queryImages().rowCount()));
    const QModelIndex index = m_filtered->mapFromSource(shownModel().index(shownModel().openRow()));
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void ImageListPanel::toggle(const QModelIndex& index)
{
    m_presenter.voting().setPromptCounts(index.data(ImageListModel::PromptImageRole).toLongLong(),
                                         index.data(ImageListModel::LeftOutRole).toBool());
}

void ImageListPanel::showMenu(const QPoint& at)
{
    const QPersistentModelIndex index = m_list->indexAt(at);
    if (!index.isValid())
        return;
    QMenu menu(this);
    QAction* open = menu.addAction(lineIcon(QStringLiteral("picture")), tr("Open this picture"));
    QAction* count = nullptr;
    if (index.data(ImageListModel::PromptImageRole).toLongLong() >= 0) {
        const bool leftOut = index.data(ImageListModel::LeftOutRole).toBool();
        count = menu.addAction(lineIcon(leftOut ? QStringLiteral("eye") : QStringLiteral("eye-off")),
                               leftOut ? tr("Let this prompt image vote again") : tr("Leave this prompt image out"));
    }
    const QAction* chosen = menu.exec(m_list->viewport()->mapToGlobal(at));
    if (!chosen || !index.isValid())
        return;
    if (chosen == open)
        m_presenter.openImage(index.data(ImageListModel::PathRole).toString());
    else if (chosen == count)
        toggle(index);
}

void ImageListPanel::showLeftOut()
{
    const auto count = static_cast<int>(m_presenter.voting().leftOut().size());
    m_countAll->setVisible(count > 0);
    m_countAll->setText(count == 1 ? tr("1 left out: count it") : tr("%1 left out: count all").arg(count));
}

void ImageListPanel::showPromptImages() { m_tabs->setCurrentIndex(Prompt); }

void ImageListPanel::step(int direction)
{
    const int count = m_filtered->rowCount();
    if (count == 0)
        return;
    const QModelIndex current = m_list->currentIndex();
    const int row = current.isValid() ? std::clamp(current.row() + direction, 0, count - 1) : 0;
    const QModelIndex next = m_filtered->index(row, 0);
    m_list->setCurrentIndex(next);
    m_list->scrollTo(next);
    if (!next.data(ImageListModel::OpenRole).toBool())
        m_presenter.openImage(next.data(ImageListModel::PathRole).toString());
}

} // namespace nectar
