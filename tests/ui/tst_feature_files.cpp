// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/app/cli/program.h"
#include "tests/ui/feature_page_bench.h"
#include "tests/ui/file_dialogs.h"
#include "ui/convert/text.h"
#include "ui/views/feature_side.h"
#include "ui/views/message_bar.h"

#include <QClipboard>
#include <QMessageBox>
#include <QSignalSpy>

using namespace nectar;

/// What is seen of features, as files and as command lines.
class TestFeatureFiles : public FeaturePageBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { m_bench.reset(); }

    void filesAreByteIdenticalToTheCommands_data();
    void filesAreByteIdenticalToTheCommands();
    void aFileIsReplacedOnlyAfterAYes();
    void whatCameToBeThereMeanwhileIsNotReplaced();
    void aPictureThatIsLookedAtIsNeverReplaced();
    void commandsNameWhatIsLookedAt();
    void picturesOfOneStemHaveFilesOfTheirOwn();
    void twoPicturesOfOneNameAreRefused();
};

void TestFeatureFiles::filesAreByteIdenticalToTheCommands_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<bool>("shared");
    QTest::addColumn<bool>("network");
    QTest::newRow("colours of each") << QStringLiteral("viewColours") << false << false;
    QTest::newRow("shared colours") << QStringLiteral("viewColours") << true << true;
    QTest::newRow("shared strength") << QStringLiteral("viewStrength") << true << false;
    QTest::newRow("attention of each") << QStringLiteral("viewAttention") << false << true;
}

void TestFeatureFiles::filesAreByteIdenticalToTheCommands()
{
    QFETCH(QString, view);
    QFETCH(bool, shared);
    QFETCH(bool, network);
    const QString out = m_town.path(QStringLiteral("out")), again = m_town.path(QStringLiteral("again"));
    for (const QString& folder : {out, again})
        QVERIFY(QDir(folder).removeRecursively() && QDir().mkpath(folder));
    open(3);
    if (network)
        page()->side()->chooseWeights(weights());
    QVERIFY(settle());
    selectRows({0, 2});
    QVERIFY(settle());
    click(view.toLatin1());
    click(shared ? "colourShared" : "colourEach");
    QVERIFY(settle());
    answerNextFileDialog(this, out);
    click("featureSave");
    QTRY_VERIFY(m_bench->find<MessageBar>("messageBar")->isVisible());
    QCOMPARE(m_bench->find<MessageBar>("messageBar")->shown().title, QStringLiteral("2 pictures were saved"));
    click("featureCopy");
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), shared ? 1 : 2);
    for (const QString& line : lines) {
        QStringList words = line.split(u' ');
        words.removeFirst();
        words.replaceInStrings(out, again);
        const ProgramResult result = runNectar(words, m_town.path(QStringLiteral("home")));
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
    }
    const QStringList names = QDir(again).entryList(QDir::Files);
    QCOMPARE(names.size(), 2);
    QCOMPARE(QDir(out).entryList(QDir::Files), names);
    for (const QString& name : names)
        QVERIFY2(bytes(out + u'/' + name) == bytes(again + u'/' + name), qPrintable(name));
}

void TestFeatureFiles::aFileIsReplacedOnlyAfterAYes()
{
    const QString out = m_town.path(QStringLiteral("kept"));
    QDir().mkpath(out);
    open(1);
    const QString file = features().filesIn(out).first();
    for (const auto answer : {QMessageBox::Cancel, QMessageBox::Yes}) {
        writeFile(pathFromQString(file), "precious");
        answerNextFileDialog(this, out);
        QTimer asked;
        bool wasAsked = false;
        connect(&asked, &QTimer::timeout, this, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                wasAsked = true;
                box->button(answer)->click();
            }
        });
        asked.start(50);
        click("featureSave");
        QTRY_VERIFY(wasAsked);
        QVERIFY(settle());
        QCOMPARE(bytes(file) == "precious", answer == QMessageBox::Cancel);
    }
}

void TestFeatureFiles::whatCameToBeThereMeanwhileIsNotReplaced()
{
    open(2);
    selectRows({0, 1});
    QVERIFY(settle());
    const QString folder = m_town.path(QStringLiteral("meanwhile"));
    QDir().mkpath(folder);
    const QString file = features().filesIn(folder).at(1);
    writeFile(pathFromQString(file), "precious");
    QCOMPARE(features().existingIn(folder), QStringList{QFileInfo(file).fileName()});
    QSignalSpy problems(&features(), &FeaturePresenter::problemOccurred);
    features().save(folder, false); // nobody was asked
    QVERIFY(settle());
    QCOMPARE(problems.size(), 1);
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1); // seen before the work
    QCOMPARE(bytes(file), QByteArray("precious"));
    features().save(folder, true);
    QVERIFY(settle());
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 2);
    QVERIFY(bytes(file) != "precious");
}

void TestFeatureFiles::aPictureThatIsLookedAtIsNeverReplaced()
{
    const QString folder = m_town.path(QStringLiteral("own"));
    QDir().mkpath(folder);
    QFile::copy(picture(0), folder + QStringLiteral("/a.png"));
    QFile::copy(picture(1), folder + QStringLiteral("/a_pca.png"));
    const QByteArray before = bytes(folder + QStringLiteral("/a_pca.png"));
    open(0);
    features().addPictures({folder + QStringLiteral("/a.png"), folder + QStringLiteral("/a_pca.png")});
    QVERIFY(settle());
    features().select({0, 1});
    QVERIFY(settle());
    QSignalSpy problems(&features(), &FeaturePresenter::problemOccurred);
    features().save(folder, true);
    QVERIFY(settle());
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems[0][0].value<Problem>().text.contains(QStringLiteral("a_pca.png")),
             qPrintable(problems[0][0].value<Problem>().text));
    QCOMPARE(bytes(folder + QStringLiteral("/a_pca.png")), before);
}

void TestFeatureFiles::commandsNameWhatIsLookedAt()
{
    open(2);
    selectRows({0, 1});
    click("viewStrength");
    QVERIFY(settle());
    const QString start = QStringLiteral("nectar features --backbone descriptor --size 224 --view norm --image ");
    QCOMPARE(features().commands(QStringLiteral("out")),
             (QStringList{start + picture(0) + QStringLiteral(" --out out"),
                          start + picture(1) + QStringLiteral(" --out out")}));
    click("colourShared");
    QVERIFY(settle());
    QCOMPARE(features().commands(QStringLiteral("out")),
             QStringList{start + picture(0) + u' ' + picture(1) + QStringLiteral(" --out out")});
}

void TestFeatureFiles::picturesOfOneStemHaveFilesOfTheirOwn()
{
    const QString one = m_town.path(QStringLiteral("a.png")), twin = m_town.path(QStringLiteral("a.PNG"));
    QFile::copy(picture(0), one);
    QFile::copy(picture(1), twin);
    open(0);
    features().addPictures({one, twin});
    QVERIFY(settle());
    features().select({0, 1});
    QVERIFY(settle());
    const QStringList files = features().filesIn(QStringLiteral("out"));
    QCOMPARE(files, (QStringList{QStringLiteral("out/a.png_pca.png"), QStringLiteral("out/a.PNG_pca.png")}));
    const QStringList lines = features().commands(QStringLiteral("out")); // alone each would be a_pca.png
    QVERIFY(lines[0].endsWith(QStringLiteral(" --out ") + files[0]));
    QVERIFY(lines[1].endsWith(QStringLiteral(" --out ") + files[1]));
}

void TestFeatureFiles::twoPicturesOfOneNameAreRefused()
{
    for (const char* folder : {"first", "second"}) {
        QDir().mkpath(m_town.path(QLatin1String(folder)));
        QFile::copy(picture(0), m_town.path(QLatin1String(folder)) + QStringLiteral("/same.png"));
    }
    open(0);
    features().addPictures({m_town.path(QStringLiteral("first")), m_town.path(QStringLiteral("second"))});
    QVERIFY(settle());
    features().select({0, 1});
    QVERIFY(settle());
    const QString out = m_town.path(QStringLiteral("clash"));
    QDir().mkpath(out);
    answerNextFileDialog(this, out);
    click("featureSave");
    QTRY_VERIFY(m_bench->find<MessageBar>("messageBar")->isVisible());
    const Problem& said = m_bench->find<MessageBar>("messageBar")->shown();
    QVERIFY2((said.title + said.text).contains(QStringLiteral("would share the view")), qPrintable(said.title));
    QVERIFY(QDir(out).isEmpty());
}

QTEST_MAIN(TestFeatureFiles)
#include "tst_feature_files.moc"
