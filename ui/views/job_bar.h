// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QProgressBar;

namespace nectar {

class BuildBankPresenter;
class ElidedLabel;

/// A running build in one line, while another page is shown.
class JobBar : public QFrame {
    Q_OBJECT

public:
    explicit JobBar(BuildBankPresenter& presenter, QWidget* parent = nullptr);
    void setSuppressed(bool suppressed); ///< the build's own page is shown

Q_SIGNALS:
    void showRequested();

private:
    void refresh();
    BuildBankPresenter& m_presenter;
    ElidedLabel* m_text;
    QProgressBar* m_bar;
    bool m_suppressed = false;
};

} // namespace nectar
