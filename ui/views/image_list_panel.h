// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLineEdit;
class QListView;
class QModelIndex;
class QPushButton;
class QSortFilterProxyModel;
class QTabBar;

namespace nectar {

class ImageListModel;
class QueryPresenter;

/// The library: prompt images and possible queries with thumbnails and a filter.
class ImageListPanel : public QFrame {
    Q_OBJECT

public:
    explicit ImageListPanel(QueryPresenter& presenter, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {232, 600}; }
    /// Opens the next (+1) or previous (−1) picture of the shown list.
    void step(int direction);

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

    QueryPresenter& m_presenter;
    QTabBar* m_tabs;
    QListView* m_list;
    QLineEdit* m_filter;
    QPushButton* m_countAll; ///< "3 left out: count all again"
    QSortFilterProxyModel* m_filtered;
};

} // namespace nectar
