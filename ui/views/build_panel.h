// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace nectar {

class BuildBankPresenter;
class CoverageView;
class ThumbnailCache;
class ThumbnailWall;
struct BuildProgress;

/// A running build: what is read, how far, how fast, which classes are covered; Cancel.
class BuildPanel : public QWidget {
    Q_OBJECT

public:
    BuildPanel(BuildBankPresenter& presenter, ThumbnailCache& thumbnails, QWidget* parent = nullptr);

private:
    QWidget* makeCoverage();
    void begin();
    void showProgress();

    BuildBankPresenter& m_presenter;
    QLabel *m_title, *m_figures, *m_missing = nullptr, *m_coverageTitle = nullptr, *m_coverageNote = nullptr;
    QProgressBar* m_bar;
    QPushButton *m_cancel, *m_pause, *m_ask;
    ThumbnailWall* m_wall;
    CoverageView* m_coverage = nullptr;
};

/// "image 212 of 367   ·   3.1 images/s   ·   about 45 to 55 s left   ·   1.2 GB of memory, 1.3 GB expected"
QString buildFigures(const BuildProgress& progress);

} // namespace nectar
