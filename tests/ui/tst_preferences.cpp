// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/parallel.h"
#include "core/base/paths.h"
#include "core/demo/toy_town.h"
#include "core/torch/device.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/convert/text.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/presenters/preferences_presenter.h"
#include "ui/presenters/thumbnail_store.h"
#include "ui/views/elided_label.h"
#include "ui/views/label_page.h"
#include "ui/views/preferences_dialog.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardItemModel>

using namespace nectar;

/// The preferences in the real window: each does what it says, at once.
class TestPreferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); } // what "as the system" means here
    void init()
    {
        m_file = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++));
        if (!QTest::currentDataTag()) // rows of data only read a file
            m_bench = newBench();
    }
    void cleanup()
    {
        m_bench.reset();
        configureThreads(0);
        preferDevice(DeviceChoice::Auto);
        QLocale::setDefault(QLocale::c());
    }

    void theKeysOpenOneDialog()
    {
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        QTest::keyClick(&m_bench->window, Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(dialog() && dialog()->isVisible());
        m_bench->find<QAction>("showPreferences")->trigger();
        QCOMPARE(m_bench->window.findChildren<PreferencesDialog*>().size(), 1);
    }

    void everyControlHasAName()
    {
        openDialog();
        int controls = 0;
        for (const QWidget* control : dialog()->findChildren<QWidget*>()) {
            if (!qobject_cast<const QAbstractButton*>(control) && !qobject_cast<const QAbstractSpinBox*>(control) &&
                !qobject_cast<const QComboBox*>(control))
                continue;
            QVERIFY2(!control->accessibleName().isEmpty(), control->metaObject()->className());
            ++controls;
        }
        QCOMPARE(controls, 12);
    }

    void threadsHoldForTheNextWorkAndTheNextStart()
    {
        if (Preferences::mostThreads() < 2)
            QSKIP("one core: there is nothing to choose");
        openDialog();
        dialog()->findChild<QSpinBox*>(QStringLiteral("preferThreads"))->setValue(1);
        QCOMPARE(threadCount(), 1);
        QVERIFY(text("threadsNote").contains(QStringLiteral("uses 1 of ")));
        configureThreads(0);
        m_bench = newBench();
        QCOMPARE(threadCount(), 1);
    }

    void theDeviceDecidesWhatAutoMeansAndCudaSaysWhyNot()
    {
        openDialog();
        auto* device = dialog()->findChild<QComboBox*>(QStringLiteral("preferDevice"));
        QTRY_VERIFY(!text("deviceNote").startsWith(QStringLiteral("Looking")));
        const QString reason = toQString(openTorchCuda());
        const auto* rows = qobject_cast<QStandardItemModel*>(device->model());
        QCOMPARE(rows->item(2)->isEnabled(), reason.isEmpty());
        QVERIFY(text("deviceNote").contains(reason));
        choose(device, 1);
        QCOMPARE(m_bench->settings.preferences().device, DeviceChoice::Cpu);
        QVERIFY(!useCuda(DeviceChoice::Auto));
        choose(device, 0);
        QCOMPARE(useCuda(DeviceChoice::Auto), reason.isEmpty());
    }

    void lessMemoryForPicturesThrowsTheOldestAway()
    {
        ThumbnailCache& thumbnails = m_bench->query.thumbnails();
        thumbnails.setByteLimit(1 << 10);
        openDialog();
        auto* pictures = dialog()->findChild<QSpinBox*>(QStringLiteral("preferPictures"));
        pictures->setValue(200);
        QCOMPARE(thumbnails.byteLimit(), qsizetype{200} << 20);
        pictures->setValue(1);
        QCOMPARE(pictures->value(), Preferences::kLeastMegabytes);
        QCOMPARE(thumbnails.byteLimit(), qsizetype{Preferences::kLeastMegabytes} << 20);
    }

    void clearingTheCacheKeepsBanksAndWeights()
    {
        const auto cache = userPaths().cache;
        for (const char* folder : {"toy-town/train/images", "demo", "deps/starter"})
            makeFolder(cache / folder);
        writeFile(cache / "toy-town" / kTownStamp, "stamp");
        writeFile(cache / "toy-town/train/images/a.jpg", std::string(2'000'000, 'x'));
        writeFile(cache / "demo/toytown-starter.bank", "bank");
        writeFile(cache / "deps/starter/model.safetensors", "weights");
        openDialog();
        QTRY_VERIFY(text("diskNote").startsWith(QStringLiteral("2.0\u00A0MB")));
        auto* clear = dialog()->findChild<QPushButton*>(QStringLiteral("clearCache"));
        clear->click();
        auto* question = dialog()->findChild<QMessageBox*>(QStringLiteral("clearCacheQuestion"));
        QVERIFY(question->text().contains(QStringLiteral("2.0\u00A0MB")));
        question->button(QMessageBox::Cancel)->click();
        QVERIFY(QFile::exists(pathToQString(cache / "toy-town/train/images/a.jpg")));
        clear->click();
        for (QMessageBox* box : dialog()->findChildren<QMessageBox*>(QStringLiteral("clearCacheQuestion")))
            if (box->isVisible())
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                        button->click();
        QTRY_VERIFY(text("diskNote").startsWith(QStringLiteral("Nothing")));
        QVERIFY(!QFile::exists(pathToQString(cache / "toy-town")));
        QVERIFY(QFile::exists(pathToQString(cache / "demo/toytown-starter.bank")));
        QVERIFY(QFile::exists(pathToQString(cache / "deps/starter/model.safetensors")));
    }

    void smallPicturesOnTheDiskAreBoundedCountedAndCleared()
    {
        const QString photo = m_town.path(QStringLiteral("photo.png"));
        QImage large(1200, 900, QImage::Format_RGB32);
        large.fill(Qt::darkGreen);
        QVERIFY(large.save(photo));
        ThumbnailCache& thumbnails = m_bench->query.thumbnails();
        QTRY_VERIFY(!thumbnails.filePicture(photo, ThumbnailCache::Detail::Small).isNull());
        openDialog();
        QTRY_VERIFY(text("diskNote").endsWith(QStringLiteral(": small pictures.")));
        auto* disk = dialog()->findChild<QSpinBox*>(QStringLiteral("preferDisk"));
        QCOMPARE(disk->value(), 512);
        disk->setValue(3);
        QCOMPARE(thumbnails.store()->byteLimit(), qint64{3} << 20);
        dialog()->findChild<QPushButton*>(QStringLiteral("clearCache"))->click();
        for (QMessageBox* box : dialog()->findChildren<QMessageBox*>(QStringLiteral("clearCacheQuestion")))
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                    button->click();
        QTRY_COMPARE(text("diskNote"), QStringLiteral("Nothing is kept now."));
        QCOMPARE(thumbnails.store()->bytes(), 0);
        disk->setValue(0);
        QCOMPARE(disk->text(), QStringLiteral("None"));
        QTRY_VERIFY(!thumbnails.filePicture(photo, ThumbnailCache::Detail::Small).isNull());
        QCOMPARE(thumbnails.store()->bytes(), 0);
    }

    void clearingTheCacheForgetsPicturesInMemoryAndTheyComeAgain()
    {
        openBank();
        ThumbnailCache& thumbnails = m_bench->query.thumbnails();
        QTRY_VERIFY(!thumbnails.promptPicture(0, ThumbnailCache::Detail::Small).isNull());
        QVERIFY(thumbnails.bytesHeld() > 0);
        thumbnails.clear();
        QCOMPARE(thumbnails.bytesHeld(), 0);
        QTRY_VERIFY(!thumbnails.promptPicture(0, ThumbnailCache::Detail::Small).isNull());
    }

    void theThemeIsThatOfTheViewMenu()
    {
        openDialog();
        auto* theme = dialog()->findChild<QComboBox*>(QStringLiteral("preferTheme"));
        choose(theme, 2);
        QCOMPARE(m_bench->settings.theme(), SettingsPresenter::Theme::Light);
        QVERIFY(m_bench->find<QAction>("themeLight")->isChecked());
        m_bench->find<QAction>("themeDark")->trigger();
        QCOMPARE(theme->currentIndex(), 1);
    }

    void safeClassColoursAreThoseOfTheColoursMenu()
    {
        openBank();
        openDialog();
        const QList<QRgb> before = m_bench->query.shown().classColours;
        auto* classes = dialog()->findChild<QComboBox*>(QStringLiteral("preferClasses"));
        choose(classes, 1);
        QVERIFY(m_bench->query.shown().classColours != before);
        QVERIFY(m_bench->find<QAction>("safeColours")->isChecked());
        m_bench->find<QAction>("dataSetColours")->trigger();
        QCOMPARE(classes->currentIndex(), 0);
        QCOMPARE(m_bench->query.shown().classColours, before);
    }

    void numbersOnTheScreenFollowAndFilesKeepThePoint()
    {
        openBank();
        m_bench->query.voting().setTemperature(0.05);
        QVERIFY(m_bench->settle());
        const QString csv = m_bench->query.evidence().neighbours().toCsv();
        openDialog();
        choose(dialog()->findChild<QComboBox*>(QStringLiteral("preferNumbers")), 2);
        QCOMPARE(text("numbersNote"), QStringLiteral("24.576 patches, similarity 0,912"));
        QTRY_VERIFY(
            m_bench->find<ElidedLabel>("bankChip")->fullText().contains(countText(m_bench->query.bank().patches)));
        const QRegularExpression point(QStringLiteral("\\d\\.\\d")), comma(QStringLiteral("\\d,\\d"));
        for (const char* name : {"headline", "sureness"}) {
            const QString shown = m_bench->find<QLabel>(name)->text();
            QVERIFY2(!shown.contains(point), qPrintable(shown));
        }
        bool isFound = false;
        for (const auto* field : m_bench->window.findChildren<QDoubleSpinBox*>(QStringLiteral("value")))
            isFound |= field->text() == QStringLiteral("0,050");
        QVERIFY(isFound);
        const QModelIndex first = m_bench->query.evidence().neighbours().index(0);
        QVERIFY(first.data(Qt::ToolTipRole).toString().contains(comma));
        QVERIFY(!first.data(Qt::ToolTipRole).toString().contains(point));
        QCOMPARE(m_bench->query.evidence().neighbours().toCsv(), csv);
        QVERIFY(csv.contains(point));
    }

    void numbersAreWrittenSoFromTheStart()
    {
        Preferences wanted;
        wanted.numbers = Preferences::Numbers::Comma;
        m_bench->settings.setPreferences(wanted);
        m_bench.reset();
        QLocale::setDefault(QLocale::c());
        m_bench = newBench();
        QCOMPARE(m_bench->window.locale().decimalPoint(), QStringLiteral(","));
        QCOMPARE(numberText(1234.5, 1), QStringLiteral("1.234,5"));
        wanted.numbers = Preferences::Numbers::Space;
        m_bench->settings.setPreferences(wanted);
        QCOMPARE(numberText(1234.5, 1), QStringLiteral("1\u202F234,5"));
        wanted.numbers = Preferences::Numbers::Point;
        m_bench->settings.setPreferences(wanted);
        QCOMPARE(numberText(1234.5, 1), QStringLiteral("1,234.5"));
    }

    void whatWasOpenLastIsOpenedOnlyIfThatIsWanted()
    {
        openBank();
        openDialog();
        dialog()->findChild<QCheckBox*>(QStringLiteral("preferRestore"))->click();
        QVERIFY(!m_bench->settings.preferences().restoresLast);
        m_bench->window.close();
        m_bench = newBench();
        m_bench->window.begin({}, false, true);
        QVERIFY(m_bench->project.hasLast());
        QVERIFY(!m_bench->query.isBusy() && !m_bench->query.hasBank());
        openDialog();
        dialog()->findChild<QCheckBox*>(QStringLiteral("preferRestore"))->click();
        m_bench->window.begin({}, false, true);
        QVERIFY(m_bench->settle());
    }

    void clicksAreNotLostWhereNothingIsOpenedAgain()
    {
        Preferences wanted;
        wanted.restoresLast = false;
        m_bench->settings.setPreferences(wanted);
        m_bench->window.showLabelPage();
        m_bench->label.addPictures({m_town.query()});
        QVERIFY(m_bench->settleLabels());
        m_bench->label.addClass(QStringLiteral("sky"));
        m_bench->label.click(0);
        QVERIFY(m_bench->label.isUnsaved());
        bool wasAsked = false;
        QTimer::singleShot(0, this, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                wasAsked = true;
                box->button(QMessageBox::Cancel)->click();
            }
        });
        QVERIFY(!m_bench->window.close());
        QVERIFY(wasAsked);
    }

    void theTourIsShownAgain()
    {
        openDialog();
        auto* tour = dialog()->findChild<QCheckBox*>(QStringLiteral("preferTour"));
        QVERIFY(!tour->isChecked());
        tour->click();
        QVERIFY(!m_bench->settings.tourSeen());
        m_bench->settings.setTourSeen(); // somebody walked it meanwhile
        QVERIFY(!tour->isChecked());
    }

    void allGoesBackToTheDefaults()
    {
        openDialog();
        Preferences other;
        other.device = DeviceChoice::Cpu;
        other.threads = 1;
        other.pictureMegabytes = 500;
        other.diskMegabytes = 7;
        other.numbers = Preferences::Numbers::Space;
        other.restoresLast = false;
        m_bench->settings.setPreferences(other);
        m_bench->settings.setTheme(SettingsPresenter::Theme::Light);
        m_bench->settings.addRecent(m_town.bank());
        ColourChoice colours;
        colours.classes = ColourChoice::Classes::Safe;
        m_bench->query.colours().setChoice(colours);
        dialog()->findChild<QPushButton*>(QStringLiteral("preferDefaults"))->click();
        QVERIFY(m_bench->settings.preferences() == Preferences());
        QCOMPARE(m_bench->settings.theme(), SettingsPresenter::Theme::System);
        QVERIFY(m_bench->query.colours().choice() == ColourChoice());
        QCOMPARE(dialog()->findChild<QSpinBox*>(QStringLiteral("preferPictures"))->value(), 96);
        QCOMPARE(m_bench->settings.recent(), QStringList{m_town.bank()}); // no preference
    }

    void everythingIsKept()
    {
        Preferences other{DeviceChoice::Cuda, 1, 500, 7, Preferences::Numbers::Comma, false};
        m_bench->settings.setPreferences(other);
        m_bench.reset();
        QVERIFY(SettingsPresenter(m_file).preferences() == other);
    }

    void brokenValuesAreTheDefaults_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line :
             {"device=quantum", "device=", "threads=-1", "threads=100000", "threads=many", "pictureMegabytes=1",
              "pictureMegabytes=99999999999999", "pictureMegabytes=nan", "diskMegabytes=-1", "diskMegabytes=99999999",
              "numbers=7", "numbers=@Invalid()", "restoresLast=perhaps", "restoresLast=@ByteArray()"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void brokenValuesAreTheDefaults()
    {
        QFETCH(QString, line);
        m_bench.reset();
        writeFile(pathFromQString(m_file), "[preferences]\n" + fromQString(line) + "\n[General]\nopacity=thick\n");
        const SettingsPresenter settings(m_file);
        QVERIFY(settings.preferences() == Preferences());
        QCOMPARE(settings.opacity(), 0.55);
    }

private:
    std::unique_ptr<StudioBench> newBench()
    {
        m_bench.reset(); // its session ends before the other begins
        return std::make_unique<StudioBench>(m_file);
    }
    void openBank()
    {
        m_bench->window.openPath(m_town.bank());
        QVERIFY(m_bench->settle());
    }
    PreferencesDialog* dialog() const { return m_bench->window.findChild<PreferencesDialog*>(); }
    void openDialog() const { m_bench->find<QAction>("showPreferences")->trigger(); }
    QString text(const char* name) const { return dialog()->findChild<QLabel*>(QLatin1String(name))->text(); }
    static void choose(QComboBox* box, int row)
    {
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row); // as somebody does
    }

    SmallTown m_town;
    QString m_file;
    std::unique_ptr<StudioBench> m_bench;
    int m_count = 0;
};

QTEST_MAIN(TestPreferences)
#include "tst_preferences.moc"
