// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/shortcut_presenter.h"
#include "ui/views/help_dialog.h"
#include "ui/views/message_bar.h"
#include "ui/views/shortcut_actions.h"
#include "ui/views/shortcut_dialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QTreeView>

using namespace nectar;

/// Keys that somebody changes in the real window, and settings that go to another machine.
class TestShortcuts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++));
        if (qstrcmp(QTest::currentTestFunction(), "brokenKeysInTheSettingsAreTheDefaults") != 0)
            m_bench = newBench(); // those write their settings first
    }
    void cleanup() { m_bench.reset(); }

    void everyCommandIsListedWithItsKeys()
    {
        openDialog();
        const ShortcutModel* model = listModel();
        QAbstractItemModelTester tester(listModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        int keyed = 0;
        for (const QAction* action : m_bench->window.findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly)) {
            if (action->shortcuts().isEmpty())
                continue;
            const int row = model->rowOf(action);
            QVERIFY2(row >= 0, qPrintable(action->objectName()));
            QVERIFY(!model->index(row, ShortcutModel::KeysColumn).data().toString().isEmpty());
            ++keyed;
        }
        QVERIFY(keyed > 40);
    }

    void theFilterTakesWordsAndKeys()
    {
        openDialog();
        auto* filter = part<QLineEdit>("shortcutFilter");
        QAbstractItemModelTester tester(listModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter->setText(QStringLiteral("picture open"));
        QVERIFY(listModel()->rowOf(action("openPicture")) >= 0);
        QVERIFY(listModel()->rowOf(action("zoomIn")) < 0);
        filter->setText(QStringLiteral("ctrl+d"));
        QVERIFY(listModel()->rowOf(action("switchTask")) >= 0);
        filter->setText(QStringLiteral("fixed hold"));
        QCOMPARE(listModel()->action(0), nullptr); // fixed
        QVERIFY(!part<QKeySequenceEdit>("shortcutKeys")->isEnabled());
        filter->setText(QStringLiteral("qqqq"));
        QCOMPARE(listModel()->rowCount(), 0);
        QCOMPARE(label("shortcutCommand"), QStringLiteral("No command fits what is typed"));
    }

    void newKeysActAtOnceAndAfterAnotherStart()
    {
        openDialog();
        choose("showStart");
        press(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(label("shortcutCommand").endsWith(QStringLiteral("Ctrl+Alt+Y")));
        QVERIFY(action("showStart")->toolTip().endsWith(QStringLiteral("(Ctrl+Alt+Y)")));
        m_bench = newBench();
        QCOMPARE(action("showStart")->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Y));
        QSignalSpy triggered(action("showStart"), &QAction::triggered);
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        QTest::keyClick(&m_bench->window, Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(triggered.size(), 1);
        QVERIFY(
            QString::fromStdString(readFile(pathFromQString(m_file))).contains(QStringLiteral("showStart=Ctrl+Alt+Y")));
    }

    void keysOfAnotherCommandAreRefusedByItsName()
    {
        openDialog();
        choose("showStart");
        press(Qt::Key_M, Qt::ControlModifier);
        QVERIFY2(label("shortcutNote").contains(QStringLiteral("Ctrl+M is taken")), qPrintable(label("shortcutNote")));
        QVERIFY(label("shortcutNote").contains(withoutMnemonic(action("measureLabels")->text())));
        QVERIFY(action("showStart")->shortcuts().isEmpty());
        QCOMPARE(action("measureLabels")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_M));
        press(Qt::Key_J, Qt::ControlModifier); // the field is ready for other keys
        QCOMPARE(action("showStart")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_J));
    }

    void fixedKeysAreRefused_data()
    {
        QTest::addColumn<int>("keys");
        QTest::addColumn<QString>("word");
        QTest::newRow("canvas") << int(Qt::Key_O) << QStringLiteral("Hide the layer");
        QTest::newRow("arrow") << int(Qt::Key_Left) << QStringLiteral("patch to patch");
        QTest::newRow("rectangle") << (int(Qt::CTRL) | int(Qt::SHIFT) | int(Qt::Key_Up)) << QStringLiteral("rectangle");
        QTest::newRow("space") << int(Qt::Key_Space) << QStringLiteral("Change sides");
        QTest::newRow("menu") << (int(Qt::ALT) | int(Qt::Key_F)) << QStringLiteral("Open the menu File");
    }
    void fixedKeysAreRefused()
    {
        QFETCH(int, keys);
        QFETCH(QString, word);
        openDialog();
        choose("showStart");
        part<QKeySequenceEdit>("shortcutKeys")->setKeySequence(QKeySequence(keys));
        QVERIFY2(label("shortcutNote").contains(word), qPrintable(label("shortcutNote")));
        QVERIFY(action("showStart")->shortcuts().isEmpty());
    }

    void noCommandHasFixedKeysUnlessByDefault()
    {
        openDialog();
        const auto* shortcuts = m_bench->window.findChild<ShortcutPresenter*>();
        for (const Command& command : shortcuts->commands())
            QCOMPARE(shortcuts->whoHas(command.action->shortcuts(), *command.action), QString());
    }

    void keysCanBeTakenAwayAndComeBack()
    {
        openDialog();
        choose("showPrediction");
        part<QPushButton>("shortcutNone")->click();
        QVERIFY(action("showPrediction")->shortcuts().isEmpty());
        QVERIFY(label("shortcutNote").contains(QStringLiteral("The default: P")));
        m_bench = newBench();
        QVERIFY(action("showPrediction")->shortcuts().isEmpty());
        openDialog();
        choose("showPrediction");
        part<QPushButton>("shortcutUsual")->click();
        QCOMPARE(action("showPrediction")->shortcut(), QKeySequence(Qt::Key_P));
        QVERIFY(!part<QPushButton>("shortcutUsual")->isEnabled());
    }

    void defaultKeysThatAnotherCommandHasNowAreRefused()
    {
        openDialog();
        choose("showPrediction");
        part<QPushButton>("shortcutNone")->click();
        choose("showStart");
        press(Qt::Key_P, Qt::NoModifier);
        choose("showPrediction");
        part<QPushButton>("shortcutUsual")->click();
        QVERIFY(label("shortcutNote").contains(QStringLiteral("Start page")));
        QVERIFY(action("showPrediction")->shortcuts().isEmpty());
        part<QPushButton>("shortcutAllUsual")->click();
        QCOMPARE(action("showPrediction")->shortcut(), QKeySequence(Qt::Key_P));
        QVERIFY(action("showStart")->shortcuts().isEmpty());
        QVERIFY(m_bench->settings.keys().isEmpty());
        QVERIFY(!part<QPushButton>("shortcutAllUsual")->isEnabled());
    }

    void twoCommandsChangeKeysAcrossAStart()
    {
        m_bench.reset();
        writeSettings("showPrediction=G\nshowTruth=P\n");
        m_bench = newBench();
        QCOMPARE(action("showPrediction")->shortcut(), QKeySequence(Qt::Key_G));
        QCOMPARE(action("showTruth")->shortcut(), QKeySequence(Qt::Key_P));
    }

    void brokenKeysInTheSettingsAreTheDefaults_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("taken") << QByteArray("showStart=P\n");
        QTest::newRow("twice") << QByteArray("showStart=Ctrl+J\nshowInspect=Ctrl+J\n");
        QTest::newRow("fixed") << QByteArray("showStart=O\n");
        QTest::newRow("no keys") << QByteArray("showStart=Florp\n");
        QTest::newRow("chord") << QByteArray("showStart=\"Ctrl+J, Ctrl+K\"\n");
        QTest::newRow("unknown command") << QByteArray("flyAway=Ctrl+J\n");
        QTest::newRow("binary") << QByteArray("showStart=@ByteArray(\\0\\x1\\x2)\n");
    }
    void brokenKeysInTheSettingsAreTheDefaults()
    {
        QFETCH(QByteArray, lines);
        m_bench.reset();
        writeSettings(lines.constData());
        m_bench = newBench();
        QList<QKeySequence> all;
        for (const Command& command : m_bench->window.findChild<ShortcutPresenter*>()->commands())
            all += command.action->shortcuts();
        for (const QKeySequence& keys : std::as_const(all))
            QCOMPARE(all.count(keys), 1);
        QCOMPARE(action("showPrediction")->shortcut(), QKeySequence(Qt::Key_P));
        QCOMPARE(all.count(QKeySequence(Qt::CTRL | Qt::Key_J)), QTest::currentDataTag() == QByteArray("twice") ? 1 : 0);
    }

    void theSheetShowsTheKeysAsTheyAre()
    {
        action("showShortcuts")->trigger();
        const auto* text = m_bench->find<HelpDialog>("shortcutSheet")->findChild<QTextBrowser*>();
        QVERIFY(!text->toPlainText().contains(QStringLiteral("Ctrl+Alt+Y")));
        openDialog();
        choose("showStart");
        press(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(text->toPlainText().contains(QStringLiteral("Ctrl+Alt+Y"))); // while it is open
    }

    void settingsGoToAnotherMachine()
    {
        openDialog();
        choose("showStart");
        press(Qt::Key_Y, Qt::ControlModifier | Qt::AltModifier);
        m_bench->settings.setTheme(SettingsPresenter::Theme::Light);
        Preferences preferences;
        preferences.pictureMegabytes = 200;
        m_bench->settings.setPreferences(preferences);
        ColourChoice colours;
        colours.classes = ColourChoice::Classes::Safe;
        m_bench->query.colours().setChoice(colours);
        m_bench->settings.addRecent(m_town.bank());
        const QString file = m_town.path(QStringLiteral("mine.json"));
        exchange()->exportTo(file);
        QVERIFY(readFile(pathFromQString(file)).find("town.bank") == std::string::npos); // nothing of what was open
        m_file = m_town.path(QStringLiteral("other.ini"));
        m_bench = newBench();
        exchange()->importFrom(file);
        QCOMPARE(action("showStart")->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Y));
        QCOMPARE(m_bench->settings.theme(), SettingsPresenter::Theme::Light);
        QVERIFY(m_bench->settings.preferences() == preferences);
        QVERIFY(m_bench->query.colours().choice() == colours);
        QVERIFY(m_bench->settings.recent().isEmpty());
    }

    void brokenSettingsAreRefusedAndNothingChanges_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("word");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("<") << QStringLiteral("no valid JSON");
        QTest::newRow("cut") << QByteArray("\n}\n") << QByteArray() << QStringLiteral("no valid JSON");
        QTest::newRow("other JSON") << QByteArray("nectar_settings") << QByteArray("something")
                                    << QStringLiteral("no settings of Nectar");
        QTest::newRow("newer") << QByteArray("\"nectar_settings\": 1") << QByteArray("\"nectar_settings\": 9")
                               << QStringLiteral("newer Nectar");
        QTest::newRow("theme") << QByteArray("\"theme\": \"") << QByteArray("\"theme\": \"very ")
                               << QStringLiteral("must be system");
        QTest::newRow("memory") << QByteArray("\"pictureMegabytes\": 96") << QByteArray("\"pictureMegabytes\": -5")
                                << QStringLiteral("pictureMegabytes");
        QTest::newRow("kind") << QByteArray("\"restoresLast\": true") << QByteArray("\"restoresLast\": \"often\"")
                              << QStringLiteral("restoresLast");
        QTest::newRow("missing") << QByteArray("\"pictureMegabytes\": 96,") << QByteArray("")
                                 << QStringLiteral("pictureMegabytes");
        QTest::newRow("colours") << QByteArray("\"range\": 0") << QByteArray("\"range\": 77")
                                 << QStringLiteral("range");
        QTest::newRow("keys twice") << QByteArray("\"showStart\": \"Ctrl+Alt+Y\"") << QByteArray("\"showStart\": \"P\"")
                                    << QStringLiteral("same keys");
        QTest::newRow("no keys") << QByteArray("\"Ctrl+Alt+Y\"") << QByteArray("\"Florp\"")
                                 << QStringLiteral("no keys that there are");
        QTest::newRow("keys of a number")
            << QByteArray("\"Ctrl+Alt+Y\"") << QByteArray("7") << QStringLiteral("must be a text");
        QTest::newRow("unknown command") << QByteArray("\"showStart\"") << QByteArray("\"flyAway\"")
                                         << QStringLiteral("no command of this Nectar");
    }
    void brokenSettingsAreRefusedAndNothingChanges()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, word);
        const QString file = m_town.path(QStringLiteral("broken.json"));
        m_bench->window.findChild<ShortcutPresenter*>()->setKeys(*action("showStart"),
                                                                 {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Y)});
        exchange()->exportTo(file);
        QByteArray json = QByteArray::fromStdString(readFile(pathFromQString(file)));
        QVERIFY2(json.contains(from), json.constData());
        json.replace(json.lastIndexOf(from), from.size(), to);
        writeFile(pathFromQString(file), json.toStdString());
        m_bench->settings.setTheme(SettingsPresenter::Theme::Dark);
        exchange()->importFrom(file);
        const auto* bar = m_bench->find<MessageBar>("messageBar");
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->shown().text.contains(word), qPrintable(bar->shown().text));
        QVERIFY(bar->shown().text.contains(QStringLiteral("broken.json")));
        QCOMPARE(m_bench->settings.theme(), SettingsPresenter::Theme::Dark);
        QCOMPARE(action("showStart")->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Y));
        QVERIFY(m_bench->settings.preferences() == Preferences());
    }

    void aMissingFileOfSettingsIsNamed()
    {
        exchange()->importFrom(m_town.path(QStringLiteral("nowhere.json")));
        QVERIFY(m_bench->find<MessageBar>("messageBar")->shown().text.contains(QStringLiteral("nowhere.json")));
    }

private:
    std::unique_ptr<StudioBench> newBench()
    {
        m_bench.reset();
        return std::make_unique<StudioBench>(m_file);
    }
    void writeSettings(const char* shortcuts) const
    {
        writeFile(pathFromQString(m_file), std::string("[shortcuts]\n") + shortcuts);
    }
    QAction* action(const char* name) const { return m_bench->find<QAction>(name); }
    void openDialog() const { action("changeShortcuts")->trigger(); }
    ShortcutDialog* dialog() const { return m_bench->window.findChild<ShortcutDialog*>(); }
    template <class Part>
    Part* part(const char* name) const
    {
        return dialog()->findChild<Part*>(QLatin1String(name));
    }
    QString label(const char* name) const { return part<QLabel>(name)->text(); }
    ShortcutModel* listModel() const { return qobject_cast<ShortcutModel*>(part<QTreeView>("shortcutList")->model()); }
    void choose(const char* name) const
    {
        part<QTreeView>("shortcutList")->setCurrentIndex(listModel()->index(listModel()->rowOf(action(name)), 0));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
    {
        auto* field = part<QKeySequenceEdit>("shortcutKeys");
        field->setFocus();
        QTest::keyClick(field, key, modifiers);
    }
    ShortcutActions* exchange() const { return m_bench->window.findChild<ShortcutActions*>(); }

    SmallTown m_town;
    QString m_file;
    std::unique_ptr<StudioBench> m_bench;
    int m_count = 0;
};

QTEST_MAIN(TestShortcuts)
#include "tst_shortcuts.moc"
