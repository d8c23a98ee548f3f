// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QAction;
class QLabel;
class QLineEdit;
class QListView;
class QMenu;
class QModelIndex;
class QPushButton;
class QTabBar;
class QToolButton;
class QVBoxLayout;

namespace nectar {

class ImageDelegate;
class ImageListModel;
class LibraryFilter;
class QueryPresenter;

/// The library: prompt images and possible queries with thumbnails; searched by name or class, and sorted.
class ImageListPanel : public QFrame {
    Q_OBJECT

public:
    explicit ImageListPanel(QueryPresenter& presenter, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {232, 600}; }
    /// Opens the next (+1) or previous (−1) picture of the shown list.
    void step(int direction);
    void showPromptImages();
    LibraryFilter& shownPictures() { return *m_filtered; }
    /// The commands that sort, and the one that draws labels over the pictures, as buttons beside the search.
    void setCommands(QMenu* sorts, QAction* labels);
    /// Prompt images come forward where only they can be sorted so.
    void showSorted();
    void setLabelsShown(bool shown);

Q_SIGNALS:
    void pictureClicked();

private:
    enum Tab { Prompt, Query };
    void showTab(int tab);
    void showBank();
    void revealOpen();
    ImageListModel& shownModel() const;
    void toggle(const QModelIndex& index); ///< whether a prompt image counts
    void showMenu(const QPoint& at);
    void showLeftOut();
    void addSearch(QVBoxLayout& layout);
    void search(const QString& text);
    void showHint();
    void followLibrary();

    QueryPresenter& m_presenter;
    QTabBar* m_tabs;
    QListView* m_list;
    QLineEdit* m_filter;
    QPushButton* m_countAll; ///< "3 left out: count all again"
    QToolButton *m_sort, *m_labels;
    QLabel* m_hint; ///< which class was searched for, or that nothing is called so
    LibraryFilter* m_filtered;
};

} // namespace nectar
