// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/image/image_files.h"
#include "core/pipeline/demo.h"
#include "tests/support/small_dataset.h"

#include <QTemporaryDir>
#include <QTest>

using namespace nectar;
namespace fs = std::filesystem;

/// A cached bank is reused only while it is what would be built again.
class TestDemoBank : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        writeSmallDataset(root() / "data", 3, 1);
        m_request = {};
        m_request.data = root() / "data";
        m_request.output = root() / "demo.bank";
        m_request.bank.width = 96;
        m_request.bank.height = 64;
        buildBank(m_request, {});
    }

    void anUntouchedBankIsCurrent() { QVERIFY(isCurrentBank(m_request, {})); }

    void aMissingBankIsNot()
    {
        fs::remove(m_request.output);
        QVERIFY(!isCurrentBank(m_request, {}));
    }

    void aDamagedBankIsNot()
    {
        fs::resize_file(m_request.output, fs::file_size(m_request.output) / 2);
        QVERIFY(!isCurrentBank(m_request, {}));
    }

    void aBankOfOlderPicturesIsNot()
    {
        saveImage(root() / "data/train/images/scene_01.png", Image(96, 64));
        QVERIFY(!isCurrentBank(m_request, {}));
    }

    void aBankOfOtherClassesIsNot()
    {
        writeFile(root() / "data/classes.txt", "heaven\ngrass\nbox\n");
        QVERIFY(!isCurrentBank(m_request, {}));
    }

    void aBankOfAnotherBackboneIsNot()
    {
        m_request.backbone.source = std::string(NECTAR_TEST_DATA) + "/golden/cases/s1_timm_p16/model.safetensors";
        QVERIFY(!isCurrentBank(m_request, {}));
    }

private:
    fs::path root() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
    BuildBankRequest m_request;
};

QTEST_GUILESS_MAIN(TestDemoBank)
#include "tst_demo_bank.moc"
