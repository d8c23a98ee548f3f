// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/neighbour_list_model.h"

#include <QWidget>

namespace nectar {

struct PatchReading;

/// How the voters of a patch voted: one bar per class, or for depth the weights along the metres with their mean.
class VoteView : public QWidget {
    Q_OBJECT

public:
    explicit VoteView(QWidget* parent = nullptr);
    void showNothing();
    void showClasses(const QList<ClassShare>& votes);
    void showDepth(const QList<NeighbourCard>& cards, const PatchReading& reading);
    QSize sizeHint() const override { return {280, kLines * kLineHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr int kLines = 4, kLineHeight = 20;
    void paintClasses(QPainter& painter) const;
    void paintDepth(QPainter& painter) const;
    QList<ClassShare> m_votes;
    QList<std::pair<double, double>> m_metres; ///< metres and weight of each voter with depth
    float m_mean = kNoDepth;
    QString m_spread; ///< "most between 12.6 m and 23.7 m"
};

} // namespace nectar
