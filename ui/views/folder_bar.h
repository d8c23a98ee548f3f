// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;

namespace nectar {

class FolderPredictionPresenter;

/// A folder that is being predicted, in one line below every page.
class FolderBar : public QFrame {
    Q_OBJECT

public:
    explicit FolderBar(FolderPredictionPresenter& presenter, QWidget* parent = nullptr);

private:
    void refresh();
    FolderPredictionPresenter& m_presenter;
    QLabel* m_text;
    QProgressBar* m_bar;
};

} // namespace nectar
