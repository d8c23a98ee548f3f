// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/class_legend_view.h"
#include "ui/views/message_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolBar>
#include <QToolButton>

using namespace nectar;

/// What the window says of its own state, and what it keeps.
class TestFeedback : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPausedBuildIsContinuedFromTheMessage();
    void theFormSaysWhyItWaitsAndWhatExists();
    void theWindowFitsANarrowScreen();
    void aClassIsKeptByAClickAndLetGoByAnother();
    void theZoomIsSaidWhereItIsNotTheWholePicture();
    void thePreviewOfAVoterLeavesThePatchInSight();
    void recentFilesAreForgottenOnDemand();

private:
    QString settingsFile() { return m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)); }
    SmallTown m_town;
    int m_count = 0;
};

void TestFeedback::aPausedBuildIsContinuedFromTheMessage()
{
    StudioBench studio(settingsFile());
    BuildForm form;
    form.folder = m_town.folder();
    form.side = 128;
    form.output = m_town.path(QStringLiteral("continued.bank"));
    QSignalSpy paused(&studio.build, &BuildBankPresenter::paused);
    studio.build.build(form);
    QTest::mouseClick(studio.find<QAbstractButton>("pauseBuild"), Qt::LeftButton);
    QVERIFY(paused.wait(10'000));
    auto* remedy = studio.find<QAbstractButton>("messageRemedy");
    QVERIFY(remedy->isVisible());
    QCOMPARE(remedy->text(), QStringLiteral("Continue"));
    QTest::mouseClick(remedy, Qt::LeftButton);
    QVERIFY(!studio.find<MessageBar>("messageBar")->isVisible());
    QVERIFY(studio.settle());
    QCOMPARE(studio.query.bank().name, QStringLiteral("continued"));
}

void TestFeedback::theFormSaysWhyItWaitsAndWhatExists()
{
    StudioBench studio(settingsFile());
    QSignalSpy ready(&studio.build, &BuildBankPresenter::reviewReady);
    studio.window.openPath(m_town.folder());
    QVERIFY(ready.wait(20'000));
    auto* output = studio.find<QLineEdit>("output");
    QVERIFY(!studio.find<QLabel>("formExists")->isVisible());
    output->setText(m_town.bank());
    QVERIFY(studio.find<QLabel>("formExists")->isVisible());
    output->setText(m_town.path(QStringLiteral("waiting.bank")));
    QVERIFY(!studio.find<QLabel>("formExists")->isVisible());
    QVERIFY2(studio.find<QComboBox>("side")->itemText(0).endsWith(QStringLiteral(" px")),
             qPrintable(studio.find<QComboBox>("side")->itemText(0)));
    BuildForm form;
    form.folder = m_town.folder();
    form.side = 128;
    form.output = m_town.path(QStringLiteral("other.bank"));
    QSignalSpy stopped(&studio.build, &BuildBankPresenter::stopped);
    studio.build.build(form);
    auto* submit = studio.find<QAbstractButton>("buildSubmit");
    QVERIFY(!submit->isEnabled());
    QVERIFY(!studio.find<QLabel>("formWaiting")->isHidden());
    studio.build.cancel();
    QVERIFY(stopped.wait(10'000));
    QVERIFY(submit->isEnabled());
    QVERIFY(studio.find<QLabel>("formWaiting")->isHidden());
}

void TestFeedback::theWindowFitsANarrowScreen()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    QVERIFY2(studio.window.minimumSizeHint().width() <= 1024,
             qPrintable(QString::number(studio.window.minimumSizeHint().width())));
    studio.window.resize(1024, 640);
    QTRY_COMPARE(studio.window.width(), 1024);
    for (const char* name : {"buildBank", "otherDemo"})
        QVERIFY(studio.find<QAction>(name));
    for (const QToolButton* button : studio.find<QToolBar>("toolBar")->findChildren<QToolButton*>())
        if (button->isVisible()) {
            QVERIFY2(button->objectName() != QStringLiteral("qt_toolbar_ext_button"), "a tool is hidden");
            QVERIFY(button->geometry().right() < 1024);
        }
}

void TestFeedback::aClassIsKeptByAClickAndLetGoByAnother()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    auto* legend = studio.find<ClassLegendView>("classLegend");
    QSignalSpy highlighted(legend, &ClassLegendView::classHighlighted);
    const QModelIndex chip = legend->model()->index(1, 0);
    const int index = chip.data(ClassLegendModel::ClassIndexRole).toInt();
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {}, legend->visualRect(chip).center());
    QCOMPARE(legend->keptClass(), index);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(legend, &leave);
    QCOMPARE(highlighted.last().first().toInt(), index); // stays without the pointer
    studio.find<QAction>("moreNeighbours")->trigger();
    QVERIFY(studio.settle());
    QCOMPARE(legend->keptClass(), index); // and with other voters
    QTest::mouseClick(legend->viewport(), Qt::LeftButton, {},
                      legend->visualRect(legend->model()->index(1, 0)).center());
    QCOMPARE(legend->keptClass(), -1);
    QCOMPARE(highlighted.last().first().toInt(), -1);
}

void TestFeedback::theZoomIsSaidWhereItIsNotTheWholePicture()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    const auto* zoom = studio.find<QLabel>("zoom");
    QTRY_VERIFY(zoom->text().isEmpty());
    studio.find<QAction>("zoomPixels")->trigger();
    QTRY_COMPARE(zoom->text(), QStringLiteral("zoom 100 %"));
    studio.find<QAction>("zoomFit")->trigger();
    QTRY_VERIFY(zoom->text().isEmpty());
}

void TestFeedback::thePreviewOfAVoterLeavesThePatchInSight()
{
    StudioBench studio(settingsFile());
    studio.window.openPath(m_town.bank());
    QVERIFY(studio.settle());
    InspectPage* page = studio.window.inspectPage();
    const auto* preview = studio.find<QWidget>("neighbourPreview");
    const PatchGrid grid = studio.query.shown().photo.grid;
    for (int col = 0; col < grid.cols; ++col) {
        studio.query.evidence().pinPatch(patchNumber(grid, {1, col}));
        Q_EMIT page->evidence()->neighbourView()->cardLookedAt(0);
        QVERIFY(preview->isVisible());
        QVERIFY(page->rect().contains(preview->geometry()));
        const QRect patch = studio.canvas()->selectedRect().translated(studio.canvas()->mapTo(page, QPoint(0, 0)));
        QVERIFY2(!preview->geometry().intersects(patch), qPrintable(QString::number(col)));
    }
}

void TestFeedback::recentFilesAreForgottenOnDemand()
{
    const QString named = m_town.path(QStringLiteral("R&D.bank"));
    QVERIFY(QFile::copy(m_town.bank(), named));
    StudioBench studio(settingsFile());
    studio.settings.addRecent(named);
    QAction* found = nullptr;
    QAction* forget = nullptr;
    for (QAction* action : studio.window.findChildren<QAction*>()) {
        found = action->text().contains(QStringLiteral("R&&D.bank")) ? action : found; // no letter is underlined
        forget = action->text() == QStringLiteral("Forget these") ? action : forget;
    }
    QVERIFY(found && forget);
    QVERIFY(found->text().contains(QFileInfo(named).path().section(QLatin1Char('/'), -1)));
    forget->trigger();
    QTRY_VERIFY(studio.settings.recent().isEmpty());
    QVERIFY(QFileInfo::exists(named));
}

QTEST_MAIN(TestFeedback)
#include "tst_feedback.moc"
