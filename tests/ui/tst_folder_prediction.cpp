// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/program.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/views/folder_bar.h"
#include "ui/views/folder_dialog.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QElapsedTimer>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>

using namespace nectar;

/// File, Predict a folder in the real window.
class TestFolderPrediction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini")));
        for (const char* name : {"in", "out", "command"})
            QDir(m_town.path(QLatin1String(name))).removeRecursively();
        QDir().mkpath(in());
    }
    void cleanup() { m_bench.reset(); }

    void withoutABankItSaysWhatToDo()
    {
        QVERIFY(!action()->isEnabled());
        QCOMPARE(action()->property("whyDisabled").toString(), QStringLiteral("open a bank first"));
    }

    void filesAreByteIdenticalToTheCommands()
    {
        makePictures(3);
        show();
        QVERIFY(forecast(QStringLiteral("3 pictures, 15 files.")));
        const QString line = dialog()->findChild<QPlainTextEdit*>(QStringLiteral("commandText"))->toPlainText();
        QVERIFY2(
            line.contains(QStringLiteral("--image %1 --out %2 --export index,overlay,depth16,npy").arg(in(), out())),
            qPrintable(line));
        start();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
        QCOMPARE(messages()->shown().title, QStringLiteral("3 pictures predicted"));
        QVERIFY2(messages()->shown().text.contains(out()), qPrintable(messages()->shown().text));
        QStringList words = line.split(QLatin1Char(' '));
        words.removeFirst();
        words.replaceInStrings(out(), m_town.path(QStringLiteral("command")));
        const ProgramResult result = runNectar(words, m_town.path(QStringLiteral("home")));
        QVERIFY2(result.exitCode == 0, qPrintable(result.err));
        const QStringList names = QDir(m_town.path(QStringLiteral("command"))).entryList(QDir::Files);
        QCOMPARE(names.size(), 15);
        QCOMPARE(QDir(out()).entryList(QDir::Files), names);
        for (const QString& name : names)
            QVERIFY2(bytes(out(), name) == bytes(m_town.path(QStringLiteral("command")), name), qPrintable(name));
    }

    void anUnreadablePictureIsNamedAndTheOthersArePredicted()
    {
        makePictures(2);
        writeText(QStringLiteral("broken.png"));
        show();
        QVERIFY(forecast(QStringLiteral("3 pictures")));
        start();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
        QCOMPARE(messages()->shown().title, QStringLiteral("2 pictures predicted, 1 left out"));
        QVERIFY(messages()->shown().text.contains(QStringLiteral("broken.png")));
        QVERIFY(messages()->shown().details.contains(QStringLiteral("broken.png")));
    }

    void anEmptyFolderIsSaid()
    {
        show();
        QVERIFY(forecast(QStringLiteral("folders within are not looked into")));
        QVERIFY(!button("folderStart")->isEnabled());
    }

    void resultsThatAreThereAreReplacedOnlyAfterAYes()
    {
        makePictures(1);
        QDir().mkpath(out());
        QFile old(out() + QStringLiteral("/p0_labels.png"));
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        show();
        QVERIFY(forecast(QStringLiteral("1 picture")));
        auto* replace = dialog()->findChild<QCheckBox*>(QStringLiteral("folderReplace"));
        QVERIFY(replace->isVisible());
        QVERIFY(!button("folderStart")->isEnabled());
        replace->setChecked(true);
        QVERIFY(button("folderStart")->isEnabled());
        start();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
        QVERIFY(QFileInfo(old).size() > 3);
    }

    void whatCameToBeThereMeanwhileIsNotReplaced()
    {
        makePictures(1);
        show();
        QVERIFY(forecast(QStringLiteral("1 picture")));
        QDir().mkpath(out());
        QFile old(out() + QStringLiteral("/p0_labels.png"));
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        start();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
        QCOMPARE(messages()->shown().kind, Problem::Kind::Failure);
        QCOMPARE(QDir(out()).entryList(QDir::Files).size(), 1);
        QCOMPARE(QFileInfo(old).size(), 3);
    }

    void aCancelledFolderLeavesWholeFilesOnly()
    {
        makePictures(60);
        show();
        QVERIFY(forecast(QStringLiteral("60 pictures")));
        start();
        auto* bar = m_bench->window.findChild<FolderBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(m_bench->folder.progress().done >= 2, 60'000);
        QVERIFY(bar->isVisible());
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(m_bench->find<QPushButton>("folderCancel"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->folder.isRunning(), 10'000);
        qInfo("cancelled within %lld ms", clock.elapsed());
        QVERIFY(clock.elapsed() < 3'000);
        QVERIFY(!bar->isVisible());
        QVERIFY2(messages()->shown().title.startsWith(QStringLiteral("Stopped: ")),
                 qPrintable(messages()->shown().title));
        const QStringList names = QDir(out()).entryList(QDir::Files | QDir::Hidden);
        QVERIFY(names.size() >= 10 && names.size() < 300);
        for (const QString& name : names.filter(QStringLiteral(".png")))
            QVERIFY2(!QImage(out() + QLatin1Char('/') + name).isNull(), qPrintable(name));
        for (const QString& name : names.filter(QStringLiteral(".npy")))
            QCOMPARE(QFileInfo(out() + QLatin1Char('/') + name).size(), 128 + 160 * 128 * 4);
    }

    void theWindowGoesOnMeanwhileAndAWaitingFolderSaysSo()
    {
        makePictures(1);
        QSemaphore gate;
        m_bench->batch.start([&gate] { gate.acquire(); });
        show();
        QVERIFY(forecast(QStringLiteral("1 picture")));
        start();
        QVERIFY(m_bench->find<QLabel>("folderText")->text().contains(QStringLiteral("when the other job is done")));
        m_bench->query.voting().setNeighbours(3);
        QVERIFY(m_bench->settle());
        QVERIFY(m_bench->folder.isRunning());
        gate.release();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
    }

    void showListsThePicturesAndOpensTheFirst()
    {
        makePictures(2);
        show();
        QVERIFY(forecast(QStringLiteral("2 pictures")));
        start();
        QTRY_VERIFY_WITH_TIMEOUT(messages()->isVisible(), 60'000);
        const int before = m_bench->query.queryImages().rowCount();
        for (auto* each : messages()->findChildren<QPushButton*>())
            if (each->text() == QStringLiteral("Show"))
                QTest::mouseClick(each, Qt::LeftButton);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->query.queryImages().rowCount(), before + 2);
        QCOMPARE(m_bench->query.shown().photo.name, QStringLiteral("p0.png"));
    }

private:
    QString in() const { return m_town.path(QStringLiteral("in")); }
    QString out() const { return m_town.path(QStringLiteral("out")); }
    void makePictures(int count) const
    {
        const QImage picture(m_town.query());
        for (int i = 0; i < count; ++i)
            QVERIFY(picture.mirrored(i % 2 == 1, false).save(in() + QStringLiteral("/p%1.png").arg(i)));
    }
    void writeText(const QString& name) const
    {
        QFile file(in() + QLatin1Char('/') + name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no picture") > 0);
    }
    static QByteArray bytes(const QString& folder, const QString& name)
    {
        QFile file(folder + QLatin1Char('/') + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QAction* action() const { return m_bench->find<QAction>("predictFolder"); }
    FolderDialog* dialog() const { return m_bench->window.findChild<FolderDialog*>(); }
    QPushButton* button(const char* name) const { return dialog()->findChild<QPushButton*>(QLatin1String(name)); }
    MessageBar* messages() const { return m_bench->window.findChild<MessageBar*>(); }
    void show()
    {
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
        action()->trigger();
        QVERIFY(dialog() && dialog()->isVisible());
        dialog()->findChild<QLineEdit*>(QStringLiteral("folderInput"))->setText(in());
        QCOMPARE(dialog()->findChild<QLineEdit*>(QStringLiteral("folderOutput"))->text(),
                 in() + QStringLiteral("_predictions"));
        dialog()->findChild<QLineEdit*>(QStringLiteral("folderOutput"))->setText(out());
    }
    bool forecast(const QString& expected) const
    {
        auto* state = dialog()->findChild<QLabel*>(QStringLiteral("folderState"));
        return QTest::qWaitFor([&] { return state->text().contains(expected); }, 20'000);
    }
    void start() const
    {
        QVERIFY(button("folderStart")->isEnabled());
        QTest::mouseClick(button("folderStart"), Qt::LeftButton);
        QTRY_VERIFY(!dialog());
    }
    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
};

QTEST_MAIN(TestFolderPrediction)
#include "tst_folder_prediction.moc"
