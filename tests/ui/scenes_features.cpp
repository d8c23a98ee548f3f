// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/scenes.h"
#include "ui/presenters/feature_presenter.h"
#include "ui/views/feature_canvases.h"
#include "ui/views/feature_page.h"
#include "ui/views/image_view.h"

namespace nectar {

void takeFeatures(Photographer& photographer, MainWindow& window, FeaturePresenter& features,
                  const QStringList& pictures, const QString& suffix)
{
    const auto settled = [&] {
        return QTest::qWaitFor([&] { return !features.isBusy() && !features.progress().isReading; }, kPatienceMs);
    };
    const auto take = [&](const char* name) {
        if (settled())
            photographer.take(QStringLiteral("features-%1-%2").arg(QLatin1String(name), suffix));
    };
    window.showFeaturePage();
    if (features.pictures().empty()) {
        take("empty");
        features.addPictures(pictures);
        if (QTest::qWaitFor([&] { return features.progress().done == 2; }, kPatienceMs))
            photographer.take(QStringLiteral("features-reading-%1").arg(suffix));
    }
    features.setShared(false);
    features.select({0});
    features.setView({FeatureView::Pca, {}});
    take("colours");
    features.setView({FeatureView::Norm, {}});
    settled();
    ImageView* view = window.featurePage()->canvases()->view(0);
    QTest::mouseMove(view, view->rect().center());
    take("strength");
    features.setView({FeatureView::Attention, {}});
    take("attention");
    features.setView({FeatureView::Attention, 2});
    features.select({0, 1, 2, 3});
    take("head");
    features.setView({FeatureView::Pca, {}});
    features.setShared(true);
    take("shared");
    photographer.park();
}

} // namespace nectar
