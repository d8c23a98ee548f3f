// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/program.h"
#include "tests/support/small_dataset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

using namespace nectar;
namespace fs = std::filesystem;

/// nectar explain on a small scene: what it prints for people and for programs, and what it refuses.
class TestCliExplain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        writeSmallDataset(root() / "data", 6, 2, {128, 96});
        const ProgramResult built =
            run({"build", "--data", path("data"), "--out", path("b.bank"), "--size", "128x96", "--resize", "squash"});
        QVERIFY2(built.exitCode == 0, qPrintable(built.err));
    }

    void evidenceAddsUpToAHundredPercent()
    {
        for (const QStringList& about : {QStringList{}, QStringList{"--patch", "5,0"}}) {
            const QJsonObject answer = json(QStringList{"--what", "evidence"} + about);
            double sum = 0;
            for (const auto& entry : answer["images"].toArray())
                sum += entry.toObject()["share"].toDouble();
            QVERIFY2(std::abs(sum - 1) < 1e-3, qPrintable(QString::number(sum)));
            QCOMPARE(answer["neighbours"].toInt(), 30);
            QVERIFY(!answer["strongest"].toArray().isEmpty());
        }
    }

    void theEvidenceOfARegionAddsUpToAHundredPercent()
    {
        const QJsonObject answer = json({"--what", "evidence", "--region", "3,1:5,4"});
        QCOMPARE(answer["region"].toArray(), (QJsonArray{QJsonArray{3, 1}, QJsonArray{5, 4}}));
        QCOMPARE(answer["voters"].toInt(), 12);
        double images = 0, neighbours = 0, before = 1;
        int votes = 0;
        for (const auto& entry : answer["images"].toArray())
            images += entry.toObject()["share"].toDouble();
        for (const auto& entry : answer["neighbours"].toArray()) {
            const double share = entry.toObject()["share"].toDouble();
            QVERIFY(share <= before);
            neighbours += before = share;
            votes += entry.toObject()["patches"].toInt();
        }
        QVERIFY2(std::abs(images - 1) < 1e-3, qPrintable(QString::number(images)));
        QVERIFY2(std::abs(neighbours - 1) < 1e-3, qPrintable(QString::number(neighbours)));
        QCOMPARE(votes, 12 * 30);
        QCOMPARE(answer["votes"].toArray().size(), 3);
        const QString text = explain({"--what", "evidence", "--region", "3,1:5,4"}).out;
        QVERIFY2(text.startsWith("Patches 3,1 to 5,4 of scene_06.png (12 together) rest on "), qPrintable(text));
        QVERIFY2(text.contains("Together they are mostly "), qPrintable(text));
    }

    void aRegionOfOnePatchIsThatPatch()
    {
        const QJsonObject region = json({"--what", "evidence", "--region", "5,0:5,0"});
        const QJsonObject patch = json({"--what", "evidence", "--patch", "5,0"});
        QCOMPARE(region["images"], patch["images"]);
        QCOMPARE(region["strongest"], patch["strongest"]);
        QCOMPARE(region["neighbours"].toArray().first()["share"], patch["strongest"].toArray().first()["share"]);
    }

    void theWholePictureAsARegionIsThePicture()
    {
        for (const char* what : {"evidence", "reverse", "confidence"}) {
            const QJsonObject region = json({"--what", what, "--region", "0,0:5,7"});
            const QJsonObject picture = json({"--what", what});
            for (const char* key : {"images", "strongest", "rows", "values"})
                QCOMPARE(region[key], picture[key]);
        }
        QCOMPARE(json({"--what", "confidence", "--region", "2,2:3,3"})["values"].toArray().size(), 4);
    }

    void textAndJsonSayTheSame()
    {
        const QJsonObject first = json({"--what", "evidence"})["images"].toArray().first().toObject();
        const QString text = explain({"--what", "evidence"}).out;
        QVERIFY2(text.contains(QString::number(100 * first["share"].toDouble(), 'f', 1) + " %"), qPrintable(text));
        QVERIFY(text.contains(first["image"].toString()));
    }

    void whyNotNamesWhatEveryClassNeeds()
    {
        const QJsonObject answer = json({"--what", "why-not", "--patch", "5,0"});
        QCOMPARE(answer["winner"].toString(), QString("grass"));
        QCOMPARE(answer["classes"].toArray().size(), 3);
        for (const auto& entry : answer["classes"].toArray()) {
            const QJsonObject one = entry.toObject();
            QCOMPARE(one["class"].toString() == "grass", one["boost"].toDouble() == 0);
            QCOMPARE(one["closest"].toArray().size(), 5);
        }
        const QString text = explain({"--what", "why-not", "--patch", "5,0", "--class", "sky"}).out;
        QVERIFY2(text.contains("sky: ") && text.contains("more similar"), qPrintable(text));
    }

    void leavingOutIsSortedByWhatChanges()
    {
        const QJsonArray images = json({"--what", "leave-one-out"})["images"].toArray();
        QVERIFY(!images.isEmpty());
        for (int i = 1; i < images.size(); ++i)
            QVERIFY(images[i - 1].toObject()["changedPatches"].toInt() >=
                    images[i].toObject()["changedPatches"].toInt());
        const QString name = images[0].toObject()["image"].toString();
        const QJsonObject alone =
            json({"--what", "leave-one-out", "--without", name})["images"].toArray().first().toObject();
        QCOMPARE(alone["changedPatches"], images[0].toObject()["changedPatches"]);
        const QString text = explain({"--what", "leave-one-out", "--without", name}).out;
        QVERIFY2(text.startsWith("Without " + name), qPrintable(text));
    }

    void confidenceHasAValueForEveryPatch()
    {
        const QJsonObject answer = json({"--what", "confidence"});
        QCOMPARE(answer["values"].toArray().size(), 48);
        for (const auto& entry : answer["values"].toArray()) {
            const QJsonObject one = entry.toObject();
            for (const char* key : {"share", "margin", "entropy", "disagreement"})
                QVERIFY(one[key].toDouble(-1) >= 0 && one[key].toDouble() <= 1);
        }
        QVERIFY(answer["outOfBankBelow"].toDouble() > 0);
        QVERIFY(explain({"--what", "confidence", "--patch", "0,0"}).out.contains("neighbours that really vote"));
    }

    void reverseFindsThePatchesThatARowDecides()
    {
        const QJsonObject strongest = json({"--what", "reverse"})["rows"].toArray().first().toObject();
        const QString row = QString::number(strongest["row"].toInt());
        const QJsonObject answer = json({"--what", "reverse", "--row", row});
        QVERIFY(std::abs(answer["share"].toDouble() - strongest["share"].toDouble()) < 1e-9);
        double sum = 0;
        for (const auto& use : answer["uses"].toArray())
            sum += use.toObject()["weight"].toDouble();
        QVERIFY(std::abs(sum / 48 - answer["share"].toDouble()) < 1e-6);
    }

    void wrongQuestionsAreAnsweredWithAMessage_data()
    {
        QTest::addColumn<QStringList>("flags");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QStringList& flags, const char* message) {
            QTest::newRow(name) << flags << QString(message);
        };
        row("no question", {}, "--what");
        row("unknown question", {"--what", "why"}, "--what");
        row("why not without a patch", {"--what", "why-not"}, "needs --patch ROW,COLUMN");
        row("a class that is not there", {"--what", "why-not", "--patch", "0,0", "--class", "dragon"},
            "--class is 'dragon'; the bank's classes are sky, grass, box");
        row("a patch outside", {"--what", "evidence", "--patch", "6,0"}, "it has 6 rows and 8 columns");
        row("a patch that is none", {"--what", "evidence", "--patch", "a"}, "--patch");
        row("a region that is none", {"--what", "evidence", "--region", "3,1"}, "'3,1' is no region; write its top");
        row("a region of letters", {"--what", "evidence", "--region", "a,b:c,d"}, "is no region");
        row("a region that ends nowhere", {"--what", "evidence", "--region", "1,1:"}, "is no region");
        row("a region outside", {"--what", "evidence", "--region", "3,1:6,4"},
            "it has 6 rows and 8 columns, counted from 0, so 0,0:5,7 is all of it");
        row("a region before the first", {"--what", "evidence", "--region", "-1,0:2,2"},
            "it has 6 rows and 8 columns, counted from 0, so 0,0:5,7 is all of it");
        row("a region the wrong way round", {"--what", "evidence", "--region", "5,1:3,4"},
            "the wrong way round; the top left patch comes first: 3,1:5,4");
        row("a region and a patch", {"--what", "evidence", "--region", "3,1:5,4", "--patch", "0,0"},
            "cannot be given together");
        row("why not of a region", {"--what", "why-not", "--region", "3,1:5,4"}, "is about one patch");
        row("leave-one-out of a region", {"--what", "leave-one-out", "--region", "3,1:5,4"}, "leave --region out");
        row("a row in a region", {"--what", "reverse", "--row", "3", "--region", "3,1:5,4"}, "leave --region out");
        row("leave-one-out of a patch", {"--what", "leave-one-out", "--patch", "0,0"}, "leave --patch out");
        row("an unknown prompt image", {"--what", "leave-one-out", "--without", "nobody.png"},
            "'nobody.png', which is no prompt image");
        row("a row beyond the end", {"--what", "reverse", "--row", "288"}, "the bank has rows 0 to 287");
        row("a row that is none", {"--what", "reverse", "--row", "-1"}, "--row");
        row("a row that no bank has", {"--what", "reverse", "--row", "4294967295"}, "no bank has so many rows");
        row("a flag of another question", {"--what", "evidence", "--class", "sky"},
            "--class belongs to --what why-not");
        row("no neighbours", {"--what", "evidence", "--k", "0"}, "neighbours");
    }
    void wrongQuestionsAreAnsweredWithAMessage()
    {
        QFETCH(QStringList, flags);
        QFETCH(QString, message);
        const ProgramResult result =
            run(QStringList{"explain", "--bank", path("b.bank"), "--image", picture()} + flags);
        QCOMPARE(result.exitCode, 2);
        QVERIFY2(result.err.contains(message), qPrintable(result.err));
        QVERIFY(result.out.isEmpty());
    }

private:
    fs::path root() const { return m_home.path().toStdString(); }
    QString path(const char* name) const { return QString::fromStdString((root() / name).string()); }
    QString picture() const { return path("data/val/images/scene_06.png"); }
    ProgramResult run(const QStringList& arguments) const { return runNectar(arguments, m_home.path()); }
    ProgramResult explain(const QStringList& flags) const
    {
        const ProgramResult result =
            run(QStringList{"explain", "--bank", path("b.bank"), "--image", picture()} + flags);
        if (result.exitCode != 0)
            qWarning("%s", qPrintable(result.err));
        return result;
    }
    QJsonObject json(const QStringList& flags) const
    {
        return QJsonDocument::fromJson(explain(flags + QStringList{"--json"}).out.toUtf8()).object();
    }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(TestCliExplain)
#include "tst_cli_explain.moc"
