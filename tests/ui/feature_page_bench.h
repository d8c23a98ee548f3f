// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/paths.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/feature_canvases.h"
#include "ui/views/feature_page.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QListView>
#include <QPushButton>

#include <memory>

namespace nectar {

/// The page of features in the real window, and what a person does with it.
class FeaturePageBench : public QObject {
protected:
    void begin() { m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini"))); }
    FeaturePage* page() const { return m_bench->window.featurePage(); }
    FeaturePresenter& features() const { return m_bench->features; }
    template <class Widget = QPushButton>
    Widget* part(const char* name) const
    {
        return page()->findChild<Widget*>(QLatin1String(name));
    }
    void click(const char* name) const { QTest::mouseClick(part<QAbstractButton>(name), Qt::LeftButton); }
    static QString weights() { return QStringLiteral(NECTAR_TEST_DATA "/golden/cases/s1_timm_p16/model.safetensors"); }
    QString picture(int i) const
    {
        const QDir images(m_town.folder() + QStringLiteral("/train/images"));
        return images.filePath(images.entryList(QDir::Files).at(i));
    }
    bool settle() const
    {
        return QTest::qWaitFor([this] { return !features().isBusy() && !features().progress().isReading; }, 60'000);
    }
    void choose(const char* box, const QVariant& data) const
    {
        auto* combo = part<QComboBox>(box);
        combo->setCurrentIndex(combo->findData(data));
        Q_EMIT combo->activated(combo->currentIndex());
    }
    /// The page with the descriptor, quick.
    void open(int pictures)
    {
        m_bench->find<QAction>("lookAtFeatures")->trigger();
        choose("featureBackbone", QStringLiteral("descriptor"));
        choose("featureSize", 224);
        QStringList files;
        for (int i = 0; i < pictures; ++i)
            files.append(picture(i));
        m_bench->window.openPaths(files);
        QVERIFY(settle());
    }
    void selectRows(const QList<int>& rows) const
    {
        auto* list = part<QListView>("featurePictures");
        for (const int row : rows)
            QTest::mouseClick(list->viewport(), Qt::LeftButton,
                              row == rows.first() ? Qt::NoModifier : Qt::ControlModifier,
                              list->visualRect(list->model()->index(row, 0)).center());
    }
    static QByteArray bytes(const QString& file)
    {
        QFile read(file);
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
    bool isColoured(int place) const
    {
        const QImage seen = page()->canvases()->view(place)->grab().toImage();
        const double before = page()->canvases()->view(place)->opacity();
        page()->canvases()->view(place)->setPeeking(true);
        const QImage photo = page()->canvases()->view(place)->grab().toImage();
        page()->canvases()->view(place)->setPeeking(false);
        return before > 0 && seen != photo;
    }

    const std::filesystem::path m_starter = starterBackboneDir(); ///< where it lies before the town hides it
    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

} // namespace nectar
