// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QSortFilterProxyModel>
#include <QString>
#include <QStringList>

#include <vector>

namespace nectar {

/// Which pictures of the library are shown, in which order, and what is said about each beside its name.
class LibraryFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum Role { BadgeRole = Qt::UserRole + 100 }; ///< a word or figure on the picture; "": none
    enum class Order {
        Listed,   ///< as the data set has them, newly opened ones first
        Name,     ///< A to Z
        Evidence, ///< prompt images: the part of the vote in the open picture, largest first
        Score     ///< as they were measured, the worst first; others after them
    };
    /// Something to sort by, with its words for people.
    struct Mark {
        double value = 0; ///< the smallest comes first
        QString text;
    };
    /// A class with its part of what is remembered of a prompt image.
    struct Content {
        int classIndex = 0;
        double share = 0;
    };
    explicit LibraryFilter(QObject* parent = nullptr);

    void setOrder(Order order, bool reversed);
    Order order() const { return m_order; }
    bool isReversed() const { return m_reversed; }
    /// Keeps pictures whose name contains the text, those of the split called so, and prompt images that contain a
    /// class called so.
    void setText(const QString& text);
    /// One share of the vote per prompt image.
    void setEvidence(const std::vector<double>& shares);
    /// By the picture's file.
    void setScores(const QHash<QString, Mark>& scores);
    /// The bank's classes, and what is in each prompt image, most first.
    void setContents(const QStringList& classNames, const QList<QList<Content>>& contents);
    /// The classes that the text means: those called so, else those whose name begins so.
    const QStringList& wantedClasses() const { return m_wantedNames; }
    /// Whether the text is the name of a split that some of the pictures are in.
    bool isSplit() const;

    QVariant data(const QModelIndex& index, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    const Mark* markOf(const QModelIndex& source) const;
    bool isOfSplit(const QModelIndex& source) const;
    QString classText(const QModelIndex& source) const; ///< "car 4 %", of the wanted one that it has most of
    void findWanted();
    void resort();

    Order m_order = Order::Listed;
    bool m_reversed = false;
    QString m_text;
    std::vector<Mark> m_evidence;
    QHash<QString, Mark> m_scores;
    QStringList m_classNames, m_wantedNames;
    QList<int> m_wanted;
    QList<QList<Content>> m_contents;
};

/// "12 %", "0.4 %", "below 0.1 %", "0 %".
QString shareText(double share);

} // namespace nectar
