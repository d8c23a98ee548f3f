// SPDX-License-Identifier: Apache-2.0
// The row below the library: search, order, labels over the pictures.
#include "ui/convert/text.h"
#include "ui/models/image_list_model.h"
#include "ui/models/library_filter.h"
#include "ui/presenters/library_presenter.h"
#include "ui/presenters/query_presenter.h"
#include "ui/views/icons.h"
#include "ui/views/image_delegate.h"
#include "ui/views/image_list_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace nectar {

void ImageListPanel::addSearch(QVBoxLayout& layout)
{
    m_filter->setObjectName(QStringLiteral("imageFilter"));
    m_filter->setAccessibleName(tr("Search by name or class"));
    m_filter->setPlaceholderText(tr("Search")); // all that fits in a narrow window
    m_filter->setToolTip(tr("A part of a picture's name; a split of the data set, such as val; or a class of the bank: "
                            "prompt images stay of which the bank remembers a patch with that class"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_sort->setObjectName(QStringLiteral("librarySort"));
    m_sort->setIcon(lineIcon(QStringLiteral("sort")));
    m_sort->setToolTip(tr("Sort the pictures"));
    m_sort->setAccessibleName(tr("Sort the pictures"));
    m_sort->setPopupMode(QToolButton::InstantPopup);
    m_labels->setObjectName(QStringLiteral("libraryLabels"));
    for (QToolButton* button : {m_sort, m_labels}) {
        button->setAutoRaise(true);
        button->setFixedSize(28, 28);
        button->setIconSize({18, 18});
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_hint->setObjectName(QStringLiteral("libraryHint"));
    m_hint->setProperty("role", QStringLiteral("caption"));
    m_hint->setWordWrap(true);
    m_hint->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_filter, 1);
    row->addWidget(m_sort);
    row->addWidget(m_labels);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(8, 4, 4, 8);
    below->setSpacing(4);
    below->addWidget(m_hint);
    below->addLayout(row);
    layout.addLayout(below);
}

void ImageListPanel::setCommands(QMenu* sorts, QAction* labels)
{
    m_sort->setMenu(sorts);
    m_labels->setDefaultAction(labels);
    m_labels->setToolButtonStyle(Qt::ToolButtonIconOnly);
}

void ImageListPanel::setLabelsShown(bool shown)
{
    static_cast<ImageDelegate*>(m_list->itemDelegate())->setLabelsShown(shown);
    if (shown)
        m_tabs->setCurrentIndex(Prompt); // only they have labels to show
    m_list->viewport()->update();
}

void ImageListPanel::showSorted()
{
    if (m_filtered->order() == LibraryFilter::Order::Evidence)
        m_tabs->setCurrentIndex(Prompt);
    m_presenter.answers().library.setEvidenceWanted(m_filtered->order() == LibraryFilter::Order::Evidence);
    m_list->scrollToTop();
}

void ImageListPanel::followLibrary()
{
    m_filtered->setContents(m_presenter.answers().library.classNames(), m_presenter.answers().library.contents());
    showHint();
}

void ImageListPanel::search(const QString& text)
{
    m_filtered->setText(text);
    m_list->scrollToTop();
    showHint();
}

/// What a search means and finds; and what to do where there is nothing to see.
void ImageListPanel::showHint()
{
    const int found = m_filtered->rowCount();
    const bool prompt = m_tabs->currentIndex() == Prompt;
    const QStringList& classes = m_filtered->wantedClasses();
    QString text;
    if (m_filter->text().trimmed().isEmpty())
        text = found > 0 || !m_presenter.hasBank() ? QString()
               : prompt                            ? QString()
                                                   : tr("No pictures yet. Open or drop some to ask about them.");
    else if (prompt && !classes.isEmpty())
        text = tr("%1: %2 of %3 prompt images")
                   .arg(classes.join(QStringLiteral(", ")), countText(found), countText(shownModel().rowCount()));
    else if (m_filtered->isSplit())
        text = tr("%1: %2 of %3 pictures")
                   .arg(m_filter->text().trimmed(), countText(found), countText(shownModel().rowCount()));
    else if (found == 0)
        text = prompt ? tr("No name contains this, and no class is called so.")
                      : tr("No name contains this. By class, only prompt images can be found.");
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
}

} // namespace nectar
