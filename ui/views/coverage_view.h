// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include <QWidget>

namespace nectar {

/// One bar a class: its share of the patches, longest bar = the most frequent class.
class CoverageView : public QWidget {
    Q_OBJECT

public:
    explicit CoverageView(QWidget* parent = nullptr);
    void setShares(const QList<ClassShare>& shares);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<ClassShare> m_shares;
};

} // namespace nectar
