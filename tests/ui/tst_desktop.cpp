// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/help_dialog.h"
#include "ui/views/message_bar.h"

#include <QAction>
#include <QImage>
#include <QLineEdit>
#include <QProcess>
#include <QSignalSpy>
#include <QUrl>

#include <memory>

using namespace nectar;

/// What only a real window system shows: its pointer and keys (xdotool), its clipboard and what other programs make of
/// it (xclip), files dragged from another program. ctest runs it within a virtual X server.
class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_studio.reset(); }
    void aClickChoosesThePatchUnderThePointer();
    void theKeysGoToTheCanvasThatWasClicked();
    void holdingOHidesThePredictionUntilItIsLetGo();
    void lettersTypedIntoAFieldAreNoCommands();
    void theKeysComeBackAfterADialogIsClosed();
    void aPictureCopiedInAnotherProgramIsPasted();
    void aFileCopiedInAFileManagerIsPasted();
    void anotherProgramPastesThePictureAtItsOwnSize();
    void anotherProgramPastesTheListAsText();
    void whatIsCopiedCanBePastedWhileTheStudioIsBusy();
    void aPictureDraggedFromAnotherProgramIsAskedAbout();
    void aDraggedFileThatIsNoPictureIsAnsweredInWords();

private:
    /// A program's standard output, while the window goes on.
    QByteArray run(const QString& program, const QStringList& arguments, const QByteArray& input = {})
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::SeparateChannels);
        process.start(program, arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 15'000))
            process.kill();
        m_failed = process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0;
        return process.readAllStandardOutput();
    }
    void tool(const QString& words) { run(QStringLiteral("xdotool"), words.split(u' ')); }
    void click(const QWidget& widget, QPoint at)
    {
        const QPoint point = widget.mapToGlobal(at);
        tool(QStringLiteral("mousemove %1 %2 click 1").arg(point.x()).arg(point.y()));
    }
    void clickPatch(int patch) { click(*m_studio->canvas(), m_studio->pointOfPatch(patch)); }
    /// xclip keeps what it was given until somebody else copies.
    void copyElsewhere(const QString& type, const QString& file)
    {
        QProcess::startDetached(QStringLiteral("xclip"), {QStringLiteral("-selection"), QStringLiteral("clipboard"),
                                                          QStringLiteral("-t"), type, QStringLiteral("-i"), file});
    }
    QByteArray pasteElsewhere(const QString& type)
    {
        return run(QStringLiteral("xclip"), {QStringLiteral("-selection"), QStringLiteral("clipboard"),
                                             QStringLiteral("-t"), type, QStringLiteral("-o")});
    }
    QByteArray dragOver(const QStringList& files);
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (!m_studio || object != &m_studio->window || event->type() != QEvent::Drop)
            return QObject::eventFilter(object, event);
        object->removeEventFilter(this);
        QCoreApplication::sendEvent(object, event);
        object->installEventFilter(this);
        ++m_drops;
        return true;
    }
    QString ownPicture(const QString& name) const
    {
        const QString path = m_town.path(name);
        QImage(m_town.query()).scaled(90, 60).save(path);
        return path;
    }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    bool m_failed = false;
    int m_drops = 0; ///< that the window has dealt with
    int m_count = 0;
};

void TestDesktop::initTestCase()
{
    if (QGuiApplication::platformName() != QStringLiteral("xcb"))
        QSKIP("needs an X server: ctest starts a virtual one where xvfb-run, xdotool and xclip are installed");
}

void TestDesktop::init()
{
    m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
    m_studio->window.installEventFilter(this);
    m_studio->window.move(0, 0);
    QVERIFY(QTest::qWaitForWindowExposed(&m_studio->window));
    m_studio->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
    m_studio->window.openPath(m_town.bank());
    QVERIFY(m_studio->settle());
}

void TestDesktop::aClickChoosesThePatchUnderThePointer()
{
    clickPatch(17);
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), 17);
    clickPatch(30);
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), 30);
}

void TestDesktop::theKeysGoToTheCanvasThatWasClicked()
{
    clickPatch(17);
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), 17);
    tool(QStringLiteral("key Right"));
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), 18);
    tool(QStringLiteral("key Escape"));
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), -1);
}

/// The window system repeats a key that is held: the picture must not flicker.
void TestDesktop::holdingOHidesThePredictionUntilItIsLetGo()
{
    clickPatch(17);
    QSignalSpy peeking(m_studio->canvas(), &ImageView::peekingChanged);
    tool(QStringLiteral("keydown o sleep 1 keyup o"));
    QTRY_COMPARE(peeking.size(), 2);
    QCOMPARE(peeking.size(), 2);
    QCOMPARE(peeking.first().first().toBool(), true);
    QVERIFY(!m_studio->canvas()->isPeeking());
}

void TestDesktop::lettersTypedIntoAFieldAreNoCommands()
{
    auto* filter = m_studio->find<QLineEdit>("imageFilter");
    const auto shown = m_studio->window.inspectPage()->canvas()->shown();
    click(*filter, filter->rect().center());
    QTRY_VERIFY(filter->hasFocus());
    tool(QStringLiteral("type sbcwdx1o"));
    QTRY_COMPARE(filter->text(), QStringLiteral("sbcwdx1o"));
    QCOMPARE(m_studio->window.inspectPage()->canvas()->shown(), shown);
    QVERIFY(!m_studio->canvas()->isPeeking());
}

void TestDesktop::theKeysComeBackAfterADialogIsClosed()
{
    clickPatch(17);
    tool(QStringLiteral("key F1"));
    QTRY_VERIFY(m_studio->find<HelpDialog>("shortcutSheet"));
    QVERIFY(QTest::qWaitForWindowActive(m_studio->find<HelpDialog>("shortcutSheet")));
    tool(QStringLiteral("key Escape"));
    QTRY_VERIFY(!m_studio->find<HelpDialog>("shortcutSheet"));
    m_studio->window.activateWindow(); // a window manager's part
    QVERIFY(QTest::qWaitForWindowActive(&m_studio->window));
    tool(QStringLiteral("key Down"));
    QTRY_COMPARE(m_studio->query.evidence().pinnedPatch(), 17 + m_studio->query.shown().photo.grid.cols);
}

void TestDesktop::aPictureCopiedInAnotherProgramIsPasted()
{
    copyElsewhere(QStringLiteral("image/png"), ownPicture(QStringLiteral("copied.png")));
    QTRY_VERIFY(!pasteElsewhere(QStringLiteral("image/png")).isEmpty());
    clickPatch(17);
    tool(QStringLiteral("key ctrl+v"));
    QTRY_COMPARE(m_studio->query.shown().photo.size.width, 90);
    QVERIFY(m_studio->settle());
}

void TestDesktop::aFileCopiedInAFileManagerIsPasted()
{
    const QString picture = ownPicture(QStringLiteral("a file of mine.png"));
    QFile list(m_town.path(QStringLiteral("list")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write(QUrl::fromLocalFile(picture).toEncoded() + "\r\n");
    list.close();
    copyElsewhere(QStringLiteral("text/uri-list"), list.fileName());
    QTRY_VERIFY(!pasteElsewhere(QStringLiteral("text/uri-list")).isEmpty());
    tool(QStringLiteral("key ctrl+v"));
    QTRY_COMPARE(m_studio->query.shown().photo.size.width, 90);
    QCOMPARE(QString::fromStdString(m_studio->query.shown().image->path.string()), picture);
    QVERIFY(m_studio->settle());
}

void TestDesktop::anotherProgramPastesThePictureAtItsOwnSize()
{
    tool(QStringLiteral("key ctrl+c"));
    QTRY_VERIFY(!pasteElsewhere(QStringLiteral("image/png")).isEmpty());
    const QImage pasted = QImage::fromData(pasteElsewhere(QStringLiteral("image/png")), "PNG");
    QCOMPARE(pasted.size(), QImage(m_town.query()).size());
    QVERIFY(pasted.convertToFormat(QImage::Format_RGB32) !=
            QImage(m_town.query()).convertToFormat(QImage::Format_RGB32)); // with the prediction over it
}

void TestDesktop::anotherProgramPastesTheListAsText()
{
    m_studio->find<QAction>("copyEvidence")->trigger();
    QTRY_COMPARE(QString::fromUtf8(pasteElsewhere(QStringLiteral("UTF8_STRING"))),
                 m_studio->window.inspectPage()->evidence()->shownCsv());
    QVERIFY(!m_studio->window.inspectPage()->evidence()->shownCsv().isEmpty());
}

void TestDesktop::whatIsCopiedCanBePastedWhileTheStudioIsBusy()
{
    tool(QStringLiteral("key ctrl+c"));
    m_studio->query.openImage(ownPicture(QStringLiteral("next.png")));
    QVERIFY(m_studio->query.isBusy());
    QVERIFY(!pasteElsewhere(QStringLiteral("image/png")).isEmpty());
    QVERIFY(m_studio->settle());
}

/// Drags from a window of another program into the middle of the canvas; what that program was told.
QByteArray TestDesktop::dragOver(const QStringList& files)
{
    const int before = m_drops;
    QProcess source;
    source.start(QStringLiteral(NECTAR_DRAG_SOURCE),
                 QStringList{QStringLiteral("1400"), QStringLiteral("100")} + files);
    const auto said = [&] { return source.canReadLine() || source.state() == QProcess::NotRunning; };
    if (!QTest::qWaitFor(said, 10'000) || source.readLine() != "ready\n")
        return "no window";
    const QPoint to = m_studio->canvas()->mapToGlobal(m_studio->canvas()->rect().center());
    tool(QStringLiteral("mousemove 1450 150 mousedown 1 sleep 0.1 mousemove 1440 160 sleep 0.1 mousemove 1390 200 "
                        "sleep 0.1 mousemove %1 %2 sleep 0.2 mousemove %3 %2 sleep 0.3 mouseup 1")
             .arg(to.x())
             .arg(to.y())
             .arg(to.x() + 5));
    const QByteArray answer = QTest::qWaitFor(said, 10'000) ? source.readLine() : QByteArray("nothing");
    // It says so when it lets go; what was dragged is fetched from it only then.
    if (!QTest::qWaitFor([&] { return m_drops > before; }, 10'000))
        return "no drop";
    source.kill();
    source.waitForFinished();
    return answer;
}

void TestDesktop::aPictureDraggedFromAnotherProgramIsAskedAbout()
{
    QCOMPARE(dragOver({ownPicture(QStringLiteral("dragged.png"))}), QByteArray("taken\n"));
    QTRY_COMPARE(m_studio->query.shown().photo.size.width, 90);
    QVERIFY(m_studio->settle());
}

void TestDesktop::aDraggedFileThatIsNoPictureIsAnsweredInWords()
{
    QFile file(m_town.path(QStringLiteral("notes.odt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("words");
    file.close();
    QCOMPARE(dragOver({file.fileName()}), QByteArray("taken\n"));
    const auto* messages = m_studio->window.findChild<MessageBar*>();
    QTRY_VERIFY(messages->isVisible());
    QVERIFY2(messages->shown().text.contains(QStringLiteral("notes.odt")), qPrintable(messages->shown().title));
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
