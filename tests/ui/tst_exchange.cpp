// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/build_form.h"
#include "ui/views/message_bar.h"
#include "ui/views/neighbour_delegate.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>

using namespace nectar;

/// What comes and goes: drops, clipboard, and the way from a voter to its picture and back.
class TestExchange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pastingWhereNothingWasEverCopiedIsSaid();
    void aDragSaysWhatLettingGoWouldDo();
    void aDragOfNothingUsableIsRefused();
    void severalPicturesOpenTheFirstAndListTheRest();
    void aBankAndAPictureOpenTogether();
    void whatIsLeftOutOfADropIsNamed();
    void aFileOfAnUnknownKindIsRefusedInWords();
    void aDropThatBringsNothingIsSaid();
    void aCopiedPictureIsPasted();
    void aCopiedFileIsPasted();
    void anEmptyClipboardIsSaid();
    void copyTakesThePictureAtItsOwnSizeWithItsLayer();
    void copyViewTakesWhatIsSeen();
    void aCardsButtonAsksAboutItsPicture();
    void enterAsksAboutTheChosenVotersPicture();
    void aPictureOpenedFromAnotherPageIsShown();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    QString ownPicture(const QString& name)
    {
        const QString path = m_town.path(name);
        QImage(m_town.query()).scaled(90, 60).save(path);
        return path;
    }
    static bool enter(MainWindow& window, const QStringList& paths)
    {
        QMimeData mime;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        mime.setUrls(urls);
        QDragEnterEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
        return event.isAccepted();
    }
    static void drop(MainWindow& window, const QStringList& paths)
    {
        QVERIFY(enter(window, paths));
        QMimeData mime;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        mime.setUrls(urls);
        QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &event);
    }
    SmallTown m_town;
    int m_count = 0;
};

/// It ended the program: a clipboard that was never used has no contents at all. So this comes first.
void TestExchange::pastingWhereNothingWasEverCopiedIsSaid()
{
    StudioBench studio(settingsFile());
    studio.find<QAction>("pastePicture")->trigger();
    const auto* messages = studio.window.findChild<MessageBar*>();
    QVERIFY(messages->isVisible());
    QVERIFY(messages->shown().title.contains(QStringLiteral("clipboard")));
}

void TestExchange::aDragSaysWhatLettingGoWouldDo()
{
    StudioBench studio(settingsFile());
    const auto* hint = studio.find<QLabel>("dropHint");
    QVERIFY(!hint->isVisible());
    QVERIFY(enter(studio.window, {m_town.folder()}));
    QVERIFY(hint->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("Let go to see what Nectar recognises in town"));
    QVERIFY(enter(studio.window, {m_town.bank()}));
    QCOMPARE(hint->text(), QStringLiteral("Let go to open the bank town.bank"));
    QVERIFY(enter(studio.window, {m_town.query()}));
    QVERIFY2(hint->text().endsWith(QStringLiteral("as soon as a bank is open")), qPrintable(hint->text()));
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(&studio.window, &leave);
    QVERIFY(!hint->isVisible());
}

void TestExchange::aDragOfNothingUsableIsRefused()
{
    StudioBench studio(settingsFile());
    QMimeData mime;
    mime.setUrls({QUrl(QStringLiteral("https://example.org/picture.png"))});
    QDragEnterEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&studio.window, &event);
    QVERIFY(!event.isAccepted());
    QVERIFY(!studio.find<QLabel>("dropHint")->isVisible());
}

void TestExchange::severalPicturesOpenTheFirstAndListTheRest()
{
    const QStringList own{ownPicture(QStringLiteral("a.png")), ownPicture(QStringLiteral("b.png")),
                          ownPicture(QStringLiteral("c.png"))};
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    drop(studio.window, own);
    QTRY_COMPARE(studio.query.shown().photo.name, QStringLiteral("a.png"));
    QVERIFY(studio.settle());
    QStringList listed;
    for (int row = 0; row < 3; ++row)
        listed.append(studio.query.queryImages().entry(row).name);
    listed.sort();
    QCOMPARE(listed, QStringList({QStringLiteral("a.png"), QStringLiteral("b.png"), QStringLiteral("c.png")}));
    QVERIFY(!studio.find<MessageBar>("messageBar")->isVisible());
}

void TestExchange::aBankAndAPictureOpenTogether()
{
    StudioBench studio(settingsFile());
    drop(studio.window, {m_town.prompt(), m_town.bank()});
    QVERIFY(studio.settle());
    QCOMPARE(studio.query.shown().photo.name, QFileInfo(m_town.prompt()).fileName());
    QVERIFY(!studio.find<MessageBar>("messageBar")->isVisible());
}

void TestExchange::whatIsLeftOutOfADropIsNamed()
{
    StudioBench studio(settingsFile());
    drop(studio.window, {m_town.bank(), m_town.folder()});
    const auto* bar = studio.find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->shown().title, QStringLiteral("One of 2 was left out"));
    QVERIFY2(bar->shown().text.contains(QStringLiteral("town")), qPrintable(bar->shown().text));
    QVERIFY(studio.settle());
}

void TestExchange::aFileOfAnUnknownKindIsRefusedInWords()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.folder() + QStringLiteral("/classes.txt"));
    const auto* bar = studio.find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY(bar->shown().text.contains(QStringLiteral("classes.txt")));
    QTest::keyClick(&studio.window, Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
}

/// Another program may announce what it then does not deliver.
void TestExchange::aDropThatBringsNothingIsSaid()
{
    StudioBench studio(settingsFile());
    QVERIFY(enter(studio.window, {ownPicture(QStringLiteral("promised.png"))}));
    QMimeData mime;
    mime.setData(QStringLiteral("text/uri-list"), {});
    QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&studio.window, &event);
    const auto* messages = studio.window.findChild<MessageBar*>();
    QVERIFY(messages->isVisible());
    QVERIFY(messages->shown().title.contains(QStringLiteral("drop")));
}

void TestExchange::aCopiedPictureIsPasted()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QApplication::clipboard()->setImage(QImage(m_town.query()).scaled(90, 60));
    studio.find<QAction>("pastePicture")->trigger();
    QTRY_COMPARE(studio.query.shown().photo.size, (Size{90, 60}));
    QVERIFY(studio.settle());
}

void TestExchange::aCopiedFileIsPasted()
{
    const QString own = ownPicture(QStringLiteral("copied file.png"));
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    auto* mime = new QMimeData;
    mime->setUrls({QUrl::fromLocalFile(own)});
    mime->setImageData(QImage(16, 16, QImage::Format_RGB32)); // the icon that a file manager adds
    QApplication::clipboard()->setMimeData(mime);
    QTest::keyClick(studio.canvas(), Qt::Key_V, Qt::ControlModifier);
    QTRY_COMPARE(studio.query.shown().photo.name, QStringLiteral("copied file.png"));
    QVERIFY(studio.settle());
}

void TestExchange::anEmptyClipboardIsSaid()
{
    StudioBench studio(settingsFile());
    QApplication::clipboard()->setText(QStringLiteral("only words"));
    studio.find<QAction>("pastePicture")->trigger();
    const auto* bar = studio.find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->shown().kind, Problem::Kind::Note);
}

void TestExchange::copyTakesThePictureAtItsOwnSizeWithItsLayer()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    studio.canvas()->zoomBy(3); // does not matter
    studio.canvas()->setOpacity(1);
    QSignalSpy copied(&studio.exports, &ExportPresenter::copied);
    QTest::keyClick(studio.canvas(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(copied.wait(10'000));
    const QImage layer = QApplication::clipboard()->image();
    QCOMPARE(layer.size(), QSize(160, 128));
    const LabelMap& labels = *studio.query.shown().layer.labels;
    const QColor expected(studio.query.shown().classColours.at(labels.at(80, 64)));
    QCOMPARE(layer.pixelColor(80, 64), expected);
    studio.window.inspectPage()->canvas()->show(CanvasPane::Shown::Photo);
    QTest::keyClick(studio.canvas(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(copied.size(), 2);
    const QImage photo = studio.query.shown().photo.levels.first();
    QCOMPARE(QApplication::clipboard()->image().pixelColor(80, 64), photo.pixelColor(80, 64));
}

void TestExchange::copyViewTakesWhatIsSeen()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QTest::keyClick(studio.canvas(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->image().size(), studio.canvas()->size() * studio.canvas()->devicePixelRatioF());
}

void TestExchange::aCardsButtonAsksAboutItsPicture()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    auto* list = studio.window.inspectPage()->evidence()->neighbourView();
    const QString source = studio.query.evidence().neighbours().card(1).imageName;
    const QRect button = NeighbourDelegate::askButton(list->visualRect(list->model()->index(1, 0)));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, button.center());
    QTRY_VERIFY(source.endsWith(studio.query.shown().photo.name));
    QVERIFY(studio.settle());
    QVERIFY(studio.find<QAction>("goBack")->isEnabled());
    studio.find<QAction>("goBack")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return !source.endsWith(studio.query.shown().photo.name); }, 30'000));
    QVERIFY(studio.settle());
    QVERIFY(!studio.find<QAction>("goBack")->isEnabled());
    QTest::keyClick(&studio.window, Qt::Key_Right, Qt::AltModifier);
    QTRY_VERIFY(source.endsWith(studio.query.shown().photo.name));
    QVERIFY(studio.settle());
    QVERIFY(studio.find<QAction>("goBack")->isEnabled() && !studio.find<QAction>("goForward")->isEnabled());
}

void TestExchange::enterAsksAboutTheChosenVotersPicture()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    auto* list = studio.window.inspectPage()->evidence()->neighbourView();
    const QString source = studio.query.evidence().neighbours().card(2).imageName;
    list->setCurrentIndex(list->model()->index(2, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(source.endsWith(studio.query.shown().photo.name));
    QVERIFY(studio.settle());
}

void TestExchange::aPictureOpenedFromAnotherPageIsShown()
{
    StudioBench studio(settingsFile());
    const auto* busy = studio.find<QLabel>("busyLine");
    studio.window.openPath(m_town.bank());
    QVERIFY(busy->isVisible()); // the start page has no other place to say it
    QCOMPARE(busy->text(), QStringLiteral("Opening town.bank …"));
    QVERIFY(studio.settle());
    QVERIFY(!busy->isVisible());
    QVERIFY2(studio.window.windowTitle().contains(studio.query.shown().photo.name),
             qPrintable(studio.window.windowTitle()));
    studio.find<QAction>("showStart")->trigger();
    QVERIFY(!studio.window.inspectPage()->isVisible());
    studio.window.openPath(m_town.prompt());
    QTRY_VERIFY(studio.window.inspectPage()->isVisible());
    QVERIFY(studio.settle());
}

QTEST_MAIN(TestExchange)
#include "tst_exchange.moc"
