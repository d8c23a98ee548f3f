// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/image/image_files.h"
#include "tests/support/small_dataset.h"
#include "ui/convert/images.h"
#include "ui/convert/text.h"
#include "ui/presenters/feature_presenter.h"

#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <memory>

namespace nectar {

/// A presenter of features with four small pictures and a broken one, and what the core itself says of them.
class FeaturePresenterBench : public QObject {
protected:
    void writePictures()
    {
        m_engine.setMaxThreadCount(1);
        for (int i = 0; i < 4; ++i)
            saveImage(pathFromQString(picture(i)), makeScene(i, {96, 64}).photo);
        writeFile(pathFromQString(path(QStringLiteral("broken.png"))), "\x89PNG\r\n\x1a\n and no more");
    }
    void end()
    {
        m_presenter.reset();
        m_engine.waitForDone();
        QThreadPool::globalInstance()->waitForDone();
    }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString picture(int i) const { return path(QStringLiteral("scene_%1.png").arg(i)); }
    static QString weights() { return QStringLiteral(NECTAR_TEST_DATA "/golden/cases/s1_timm_p16/model.safetensors"); }
    void begin(const BackboneOpener& opener)
    {
        m_presenter = std::make_unique<FeaturePresenter>(&m_engine, nullptr, opener);
        m_presenter->setForm({QStringLiteral("descriptor"), QStringLiteral("auto"), 64});
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return !m_presenter->isBusy() && !m_presenter->progress().isReading; }, 60'000);
    }
    void open(int count)
    {
        QStringList files;
        for (int i = 0; i < count; ++i)
            files.append(picture(i));
        m_presenter->addPictures(files);
        QVERIFY(settle());
    }
    /// As the core reads them, by itself.
    std::vector<ViewedPicture> read(int count, FeatureView view)
    {
        const auto backbone = openBackbone(m_presenter->form().request(), {});
        std::vector<ViewedPicture> result;
        for (int i = 0; i < count; ++i)
            result.push_back(readForView(loadImage(pathFromQString(picture(i)), Orientation::Upright), *backbone, view,
                                         m_presenter->form().inputSize(), {}, {}));
        return result;
    }
    static std::vector<MatrixView> numbersOf(const std::vector<ViewedPicture>& pictures)
    {
        std::vector<MatrixView> numbers;
        for (const ViewedPicture& picture : pictures)
            numbers.push_back(picture.numbers);
        return numbers;
    }
    static std::vector<QRgb> qRgbs(const std::vector<Rgb>& colours)
    {
        std::vector<QRgb> result;
        for (const Rgb colour : colours)
            result.push_back(toQRgb(colour));
        return result;
    }

    QTemporaryDir m_folder;
    QThreadPool m_engine;
    std::unique_ptr<FeaturePresenter> m_presenter;
};

} // namespace nectar
