// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/views/image_view.h"

#include <QList>

namespace nectar {

/// The canvas on which patches are given classes: a click or Enter marks, a right click or Del takes the mark back.
class LabelCanvas : public ImageView {
    Q_OBJECT

public:
    struct Mark {
        QPointF point; ///< pixels of the picture
        QRgb colour = 0;
    };
    explicit LabelCanvas(QWidget* parent = nullptr);
    void setMarks(const QList<Mark>& marks);
    const QList<Mark>& marks() const { return m_marks; }

Q_SIGNALS:
    void patchMarked(int patch);
    void patchErased(int patch);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QList<Mark> m_marks;
    bool m_walking = false; ///< arrow keys choose a patch and mark nothing
};

} // namespace nectar
