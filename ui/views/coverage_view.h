// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include <QStringList>
#include <QWidget>

namespace nectar {

/// One bar a class: its share of the patches, longest bar = the most frequent class. Where there is no room for all,
/// the last line says how many are left.
class CoverageView : public QWidget {
    Q_OBJECT

public:
    explicit CoverageView(QWidget* parent = nullptr);
    /// texts: behind the bars, instead of the percentages.
    void setShares(const QList<ClassShare>& shares, const QStringList& texts = {});
    int heightOfAll() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Line {
        ClassShare share;
        QString text;
    };
    void paintLine(QPainter& painter, const Line& line, const QRectF& rect) const;

    QList<Line> m_lines; ///< the largest share first
    int m_textWidth = 0;
};

} // namespace nectar
