// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/program.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/presenters/folder_prediction_presenter.h"
#include "ui/views/elided_label.h"
#include "ui/views/export_dialog.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSemaphore>
#include <QSignalSpy>
#include <QStatusBar>

using namespace nectar;

/// File, Export in the real window: what it writes is what the command line it shows writes.
class TestExportDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings.ini"))); }
    void cleanup() { m_bench.reset(); }

    void withoutAPictureItSaysWhatToDo()
    {
        QVERIFY(!action()->isEnabled());
        QCOMPARE(action()->property("whyDisabled").toString(), QStringLiteral("open a bank first"));
    }

    void everyKindIsByteIdenticalToWhatTheShownCommandWrites()
    {
        open();
        m_bench->query.voting().setNeighbours(7);
        m_bench->query.voting().setTemperature(0.037);
        m_bench->canvas()->setOpacity(0.4);
        QVERIFY(m_bench->settle());
        m_bench->query.evidence().pinPatch(20);
        show();
        for (QCheckBox* box : kinds())
            box->setChecked(true);
        write(QStringLiteral("window"));
        const QStringList written = names("window");
        QCOMPARE(written.size(), 10);
        compareWithCommands(written.filter(QStringLiteral(".csv")).isEmpty() ? -1 : 9);
    }

    void thePageForABrowserNeedsNothingElse()
    {
        open();
        m_bench->query.evidence().pinPatch(20);
        show();
        check({"report"});
        QVERIFY2(text().contains(QStringLiteral("--export html --patch ")), qPrintable(text()));
        write(QStringLiteral("window"));
        compareWithCommands(1);
        QFile file(m_town.path(QStringLiteral("window/")) + names("window").first());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray page = file.readAll();
        QVERIFY(page.size() > 10'000 && page.size() < 5'000'000);
        for (const char* outside : {"http:", "https:", "src=\"/", "<script", "<link", "@import", "file:"})
            QVERIFY2(!page.contains(outside), outside);
        QVERIFY(page.count("data:image/jpeg;base64,") >= 4); // picture, classes, depth, a prompt image
        QVERIFY(page.contains("Why: the patch in row "));
    }

    void oneOverlayOfTwoTakesACommandForEachTask()
    {
        open();
        show();
        check({"labels", "classOverlay", "depth16"});
        QCOMPARE(text().count(QStringLiteral("nectar predict")), 2);
        write(QStringLiteral("window"));
        compareWithCommands(3);
    }

    void theVotersOfARectangleAreThoseOfTheCommand()
    {
        open();
        m_bench->query.evidence().keepPatches(
            {0, 1, m_bench->query.shown().photo.grid.cols, m_bench->query.shown().photo.grid.cols + 1});
        QVERIFY(m_bench->settle());
        show();
        check({"votersJson"});
        QVERIFY2(text().contains(QStringLiteral("--region 0,0:1,1")), qPrintable(text()));
        write(QStringLiteral("window"));
        compareWithCommands(1);
    }

    void votersOfAnyOtherShapeGoIntoTheTableOnly()
    {
        open();
        m_bench->query.evidence().keepPatches({0, 1, m_bench->query.shown().photo.grid.cols});
        QVERIFY(m_bench->settle());
        show();
        QVERIFY(!box("votersJson")->isEnabled());
        QVERIFY(box("votersJson")->toolTip().contains(QStringLiteral("rectangle")));
        check({"votersCsv"});
        write(QStringLiteral("window"));
        QFile file(m_town.path(QStringLiteral("window/")) + names("window").first());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), m_bench->query.evidence().neighbours().toCsv());
    }

    void withoutAKeptPatchThereAreNoVoters()
    {
        open();
        m_bench->query.evidence().pinPatch(-1);
        show();
        QVERIFY(!box("votersCsv")->isEnabled());
        QVERIFY(dialog()
                    ->findChild<ElidedLabel*>(QStringLiteral("export_votersCsv_file"))
                    ->fullText()
                    .contains(QStringLiteral("Keep a patch")));
    }

    void withPromptImagesLeftOutNoCommandIsClaimed()
    {
        open();
        m_bench->query.voting().setPromptCounts(0, false);
        QVERIFY(m_bench->settle());
        show();
        check({"labels"});
        QVERIFY(text().isEmpty());
        auto* none = dialog()->findChild<QLabel*>(QStringLiteral("commandNone"));
        QVERIFY(none->isVisible() && none->text().contains(QStringLiteral("left out")));
        QVERIFY(!button("commandCopy")->isEnabled());
        write(QStringLiteral("window"));
        QCOMPARE(names("window").size(), 1);
    }

    void filesThatAreThereAreReplacedOnlyAfterAYes()
    {
        open();
        show();
        check({"labels", "depth16"});
        write(QStringLiteral("window"));
        const QString labels =
            m_town.path(QStringLiteral("window/")) + names("window").filter(QStringLiteral("_labels")).first();
        QFile old(labels);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        show();
        folder()->setText(m_town.path(QStringLiteral("window")));
        QVERIFY(!button("exportWrite")->isEnabled());
        auto* replace = dialog()->findChild<QCheckBox*>(QStringLiteral("exportReplace"));
        QVERIFY(replace->isVisible() && replace->text().contains(QStringLiteral("2 files")));
        replace->setChecked(true);
        QVERIFY(button("exportWrite")->isEnabled());
        QVERIFY(text().contains(QStringLiteral("--force")));
        check({"labels"});
        QVERIFY(!replace->isChecked()); // the yes was about other files
        replace->setChecked(true);
        QTest::mouseClick(button("exportWrite"), Qt::LeftButton);
        QTRY_VERIFY(!dialog());
        QVERIFY(QFileInfo(labels).size() > 3);
    }

    void nothingOfTheDialogIsSqueezed()
    {
        open();
        show();
        for (QCheckBox* each : kinds())
            each->setChecked(true);
        const auto* command = dialog()->findChild<QPlainTextEdit*>(QStringLiteral("commandText"));
        QTRY_COMPARE(command->height(), command->maximumHeight());
        QVERIFY(command->height() > 4 * command->fontMetrics().lineSpacing());
        for (const QCheckBox* each : kinds())
            QVERIFY(each->height() >= each->sizeHint().height());
    }

    void theCommandIsCopied()
    {
        open();
        show();
        check({"labels"});
        QTest::mouseClick(button("commandCopy"), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), text());
        QVERIFY(text().startsWith(QStringLiteral("nectar predict --bank")));
    }

    void choicesAndFolderAreRemembered()
    {
        open();
        show();
        check({"classColours"});
        write(QStringLiteral("window"));
        show();
        QVERIFY(box("classColours")->isChecked() && !box("labels")->isChecked());
        QCOMPARE(folder()->text(), m_town.path(QStringLiteral("window")));
    }

    void whatCannotBeWrittenIsSaidInTheDialog()
    {
        open();
        show();
        check({"labels"});
        QFile file(m_town.path(QStringLiteral("plain")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        folder()->setText(m_town.path(QStringLiteral("plain/below")));
        QTest::mouseClick(button("exportWrite"), Qt::LeftButton);
        auto* state = dialog()->findChild<QLabel*>(QStringLiteral("exportState"));
        QTRY_VERIFY2(button("exportWrite")->isVisible(), "it has ended");
        QVERIFY2(state->text().contains(QStringLiteral("plain")), qPrintable(state->text()));
    }

    void aStopBeforeTheFirstFileWritesNone()
    {
        open();
        show();
        check({"labels", "classOverlay"});
        folder()->setText(m_town.path(QStringLiteral("stopped")));
        QSemaphore gate;
        m_bench->engine.start([&gate] { gate.acquire(); });
        QTest::mouseClick(button("exportWrite"), Qt::LeftButton);
        QVERIFY(button("exportWrite")->isHidden());
        QTest::mouseClick(button("exportCancel"), Qt::LeftButton);
        gate.release();
        QTRY_VERIFY(button("exportWrite")->isVisible());
        QVERIFY(!QFileInfo::exists(m_town.path(QStringLiteral("stopped"))));
        QTest::keyClick(dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!dialog());
    }

private:
    void open()
    {
        QDir(m_town.path(QStringLiteral("window"))).removeRecursively();
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    QAction* action() const { return m_bench->find<QAction>("exportPicture"); }
    ExportDialog* dialog() const { return m_bench->window.findChild<ExportDialog*>(); }
    QPushButton* button(const char* name) const { return dialog()->findChild<QPushButton*>(QLatin1String(name)); }
    QCheckBox* box(const QString& kind) const
    {
        return dialog()->findChild<QCheckBox*>(QStringLiteral("export_") + kind);
    }
    QLineEdit* folder() const { return dialog()->findChild<QLineEdit*>(QStringLiteral("exportFolder")); }
    QString text() const { return dialog()->findChild<QPlainTextEdit*>(QStringLiteral("commandText"))->toPlainText(); }
    QList<QCheckBox*> kinds() const
    {
        return dialog()->findChildren<QCheckBox*>(QRegularExpression(QStringLiteral("^export_")));
    }
    void check(const QStringList& wanted) const
    {
        for (QCheckBox* each : kinds())
            each->setChecked(wanted.contains(each->objectName().section(QLatin1Char('_'), 1)));
    }
    void show() const
    {
        QTRY_VERIFY(!dialog());
        QVERIFY(action()->isEnabled());
        action()->trigger();
        QVERIFY(dialog() && dialog()->isVisible());
    }
    QStringList names(const QString& name) const { return QDir(m_town.path(name)).entryList(QDir::Files); }
    QStringList names(const char* name) const { return names(QLatin1String(name)); }
    void write(const QString& name)
    {
        folder()->setText(m_town.path(name));
        m_commands = text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QVERIFY2(button("exportWrite")->isEnabled(), qPrintable(button("exportWrite")->toolTip()));
        QTest::mouseClick(button("exportWrite"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), 20'000);
        QVERIFY(m_bench->window.statusBar()->currentMessage().contains(m_town.path(name)));
    }
    /// Runs the lines that the dialog showed, as a shell would, with the folder named anew.
    void compareWithCommands(int files)
    {
        const QString window = m_town.path(QStringLiteral("window")), command = m_town.path(QStringLiteral("command"));
        QDir(command).removeRecursively();
        QDir().mkpath(command);
        QVERIFY(!m_commands.isEmpty());
        for (QString line : std::as_const(m_commands)) {
            line.replace(window, command);
            QProcess shell;
            shell.setWorkingDirectory(QFileInfo(QStringLiteral(NECTAR_PROGRAM)).path());
            shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("./") + line});
            QVERIFY(shell.waitForFinished(120'000));
            QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        }
        QCOMPARE(names("command").size(), files);
        for (const QString& name : names("command")) {
            QFile a(window + QLatin1Char('/') + name), b(command + QLatin1Char('/') + name);
            QVERIFY2(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly), qPrintable(name));
            QVERIFY2(a.readAll() == b.readAll(), qPrintable(name));
        }
        qInfo("%d files are byte-identical to those of the command line", files);
    }
    SmallTown m_town;
    std::unique_ptr<StudioBench> m_bench;
    QStringList m_commands;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
