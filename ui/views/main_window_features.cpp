// SPDX-License-Identifier: Apache-2.0
// The page that looks at features.
#include "ui/presenters/feature_presenter.h"
#include "ui/views/feature_actions.h"
#include "ui/views/feature_page.h"
#include "ui/views/icons.h"
#include "ui/views/main_window.h"
#include "ui/views/message_bar.h"
#include "ui/views/start_page.h"

#include <QAction>
#include <QStackedWidget>

namespace nectar {

void MainWindow::makeFeatures(QMenu* file)
{
    m_features = new FeaturePage(m_presenters.features);
    m_pages->addWidget(m_features);
    auto* actions = new FeatureActions(*this, *m_features, m_presenters.features, m_presenters.settings);
    connect(actions, &FeatureActions::problemOccurred, this, &MainWindow::showProblem);
    connect(m_start, &StartPage::featuresRequested, this, &MainWindow::showFeaturePage);
    QAction* look = add(file, "lookAtFeatures", tr("Loo&k at features…"),
                        tr("See any pictures as a backbone sees them, without a bank: main colours (PCA), strength "
                           "(norm), attention"),
                        QKeySequence(Qt::CTRL | Qt::Key_K));
    look->setIcon(lineIcon(QStringLiteral("eye")));
    connect(look, &QAction::triggered, this, &MainWindow::showFeaturePage);
}

void MainWindow::showFeaturePage()
{
    m_messages->hide();
    showPage(m_features);
}

} // namespace nectar
