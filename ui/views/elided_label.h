// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace nectar {

/// A label that may become narrower than its text: it then takes a shorter one, if there is any, or an ellipsis.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    using QLabel::QLabel;
    void setFullText(const QString& text, const QString& shorter = {});
    QString fullText() const { return m_full; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();
    QString m_full, m_shorter;
};

} // namespace nectar
