// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/build_bank.h"
#include "core/pipeline/html_parts.h"
#include "core/pipeline/html_report.h"
#include "tests/support/small_dataset.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace nectar;

/// The page about one picture: whole by itself, and nothing in it but what we put there.
class TestHtmlReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        writeSmallDataset(path("data"), 3, 1);
        BuildBankRequest request;
        request.data = path("data");
        request.bank.width = request.bank.height = 64;
        request.output = path("b.bank");
        buildBank(request, JobContext{});
        m_scene = OpenScene::open(request.output, {}, DeviceChoice::Cpu, JobContext{});
        // A name that tries to be a tag.
        const std::string hostile = "<b onload='x()'>&amp;.png";
        QVERIFY(QFile::copy(QString::fromStdString(path("data/val/images/scene_03.png").string()),
                            QString::fromStdString(path(hostile).string())));
        m_image = m_scene->openImage(path(hostile), SelfMatch::Drop, JobContext{});
    }

    void textIsNeverATag()
    {
        QCOMPARE(htmlText("a <b> & \"c\" 'd'"), std::string("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"));
        QCOMPARE(htmlText("é"), std::string("é"));
        QCOMPARE(htmlText("\xFF\xE9t"), std::string("??t")); // a file name that is no UTF-8
    }

    void picturesAreInsideOfThePage_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* text : {"", "M", "Ma", "Man", "light work."})
            QTest::newRow(text) << QByteArray(text);
    }
    void picturesAreInsideOfThePage()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(QByteArray::fromStdString(jpegDataUri(std::as_bytes(std::span(bytes.constData(), bytes.size())))),
                 "data:image/jpeg;base64," + bytes.toBase64());
    }

    void aPatchAtTheEdgeIsCutOutInside()
    {
        // 3 × 10 pixels around a patch of a 100 × 100 picture, shown 60 px wide: twice as large.
        QCOMPARE(cutOutStyle({0, 90, 10, 10}, {100, 100}, 60),
                 std::string("background-size:200.0px 200.0px;background-position:-0.0px -140.0px"));
        QCOMPARE(frameStyle({10, 20, 30, 40}, {100, 200}),
                 std::string("left:10.00%;top:10.00%;width:30.00%;height:20.00%"));
    }

    void thePageShowsPictureTasksEvidenceAndOptions()
    {
        const QByteArray page = report(PatchIndex{1, 1});
        for (const char* part : {"Predicted classes", "Predicted depth", "Why: the patch in row 1, column 1", "grass",
                                 "Hash of the bank", "Voters of each patch (k)"})
            QVERIFY2(page.contains(part), part);
        QVERIFY(page.contains(QByteArray::fromStdString(toHex(m_scene->bank()->hash()))));
        QCOMPARE(page.count("<img "), 3);
        QCOMPARE(page.count("class=\"whole"), 30);
        QVERIFY(page.count(".p0{background-image") <= 1); // each prompt image once
    }

    void itRefersToNothingOutside()
    {
        const QByteArray page = report(PatchIndex{1, 1});
        QVERIFY(page.size() < 5'000'000);
        for (const char* outside : {"http:", "https:", "<script", "<link", "<iframe", "@import", "file:", "//"})
            QVERIFY2(!withoutData(page).contains(outside), outside);
        int sources = page.count("src=") + page.count("url(");
        QCOMPARE(sources, page.count("data:image/jpeg;base64,"));
    }

    void namesAreEscaped()
    {
        const QByteArray page = report({});
        QVERIFY(!page.contains("<b onload"));
        QVERIFY(page.contains("&lt;b onload=&#39;x()&#39;&gt;&amp;amp;.png"));
    }

    void withoutAPatchThereIsNoEvidence()
    {
        const QByteArray page = report({});
        QVERIFY(!page.contains("Why:") && !page.contains("<b style"));
    }

    void theSameInputGivesTheSameBytes() { QCOMPARE(report(PatchIndex{0, 0}), report(PatchIndex{0, 0})); }

    void aPatchOutsideIsRefused()
    {
        for (const PatchIndex patch : {PatchIndex{-1, 0}, PatchIndex{0, 1000}})
            QVERIFY_THROWS_EXCEPTION(Error, report(patch));
    }

    void aStopIsObeyed()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled, htmlReport(*m_image, *m_scene->bank(), {}, JobContext{stop.get_token()}));
    }

private:
    std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    QByteArray report(std::optional<PatchIndex> patch) const
    {
        return QByteArray::fromStdString(
            htmlReport(*m_image, *m_scene->bank(), {DecodeOptions{}, 0.5f, patch}, JobContext{}));
    }
    static QByteArray withoutData(const QByteArray& page)
    {
        QByteArray text;
        for (qsizetype from = 0; from < page.size();) {
            const qsizetype data = page.indexOf("base64,", from);
            text += page.mid(from, data < 0 ? -1 : data - from);
            if (data < 0)
                break;
            from = data + 7;
            while (from < page.size() &&
                   (isalnum(page[from]) || page[from] == '+' || page[from] == '/' || page[from] == '='))
                ++from;
        }
        return text;
    }
    QTemporaryDir m_folder;
    std::unique_ptr<OpenScene> m_scene;
    std::shared_ptr<const OpenImage> m_image;
};

QTEST_GUILESS_MAIN(TestHtmlReport)
#include "tst_html_report.moc"
