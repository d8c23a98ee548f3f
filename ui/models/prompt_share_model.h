// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/patch_grid.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

namespace nectar {

/// A prompt image with its part of the vote, and where in it that lies.
struct PromptShare {
    quint32 promptImage = 0; ///< index into the bank's images
    QString imageName;
    Size imageSize;   ///< of the original picture
    double share = 0; ///< all together 1
    int entries = 0;  ///< votes that its patches cast
    struct Place {
        RectF rectangle; ///< of a patch, in pixels of the original picture
        double share = 0;
    };
    QList<Place> places; ///< together the image's share
};

/// The prompt images that a patch or a picture rests on, largest share first.
class PromptShareModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setShares(QList<PromptShare> shares);
    const QList<PromptShare>& shares() const { return m_shares; }
    const PromptShare& share(int row) const { return m_shares.at(row); }
    /// All shares as a table in the C locale, with a header line.
    QString toCsv() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<PromptShare> m_shares;
};

} // namespace nectar
