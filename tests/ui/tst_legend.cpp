// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/models/class_legend_model.h"
#include "ui/presenters/colour_presenter.h"
#include "ui/views/class_legend_chip.h"
#include "ui/views/class_legend_pane.h"
#include "ui/views/class_legend_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QColorDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <cmath>

using namespace nectar;

namespace {

QList<ClassLegendModel::Entry> entries(int count)
{
    QList<ClassLegendModel::Entry> list;
    for (int c = 0; c < count; ++c)
        list.append({c, {QStringLiteral("class %1").arg(c), qRgb(c, 10, 20), 1. / count}, 0.5});
    return list;
}

} // namespace

/// Which classes are drawn, in which colours, and how the legend and the canvas point at each other.
class TestLegend : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_studio = std::make_unique<StudioBench>(m_town.path(QStringLiteral("settings%1.ini").arg(m_count++)));
        m_studio->window.openPath(m_town.bank());
        QVERIFY(m_studio->settle());
        query().evidence().pinPatch(-1); // no frame in the way
        m_studio->canvas()->setOpacity(1);
        QCoreApplication::processEvents(); // the legend has its rows
    }
    void cleanup() { m_studio.reset(); }

    void hidingAClassAfterShowingOneAloneHidesTheOthersToo();
    void theModelKeepsItsContractWhileClassesAreHidden();
    void theOverlapIsThatOfThePicturesOwnLabels();
    void theEyeHidesAClassAndTheButtonBringsItBack();
    void twoClicksOnAnEyeAreTwoClicks();
    void overItsEyeAClassIsNotBroughtOut();
    void aDoubleClickShowsAClassAlone();
    void digitsShowTheClassesOfTheListAndZeroAll();
    void escapeInTheLegendShowsAll();
    void hHidesTheClassUnderThePointer();
    void pointingAtAPixelMarksItsChip();
    void pointingAtAChipBringsItsClassOut();
    void manyClassesCanBeSearched();
    void aChosenColourIsSeenEverywhereAndKept();
    void theContextMenuNamesWhatItDoes();
    void theNextPictureKeepsWhatIsHidden();
    void anotherBankShowsAllClasses();
    void digitsAreLeftToTheLabelPage();
    void aToggleIsPaintedAtOnceWith255ClassesAt4096();

private:
    QueryPresenter& query() { return m_studio->query; }
    ClassLegendModel& model() { return m_studio->query.legend(); }
    ClassLegendView* legend() { return m_studio->find<ClassLegendView>("classLegend"); }
    QRect chip(int row) { return legend()->visualRect(legend()->model()->index(row, 0)); }
    void click(QPoint at) { QTest::mouseClick(legend()->viewport(), Qt::LeftButton, {}, at); }
    void doubleClick(QPoint at) // what follows a first click
    {
        QTest::mouseDClick(legend()->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseRelease(legend()->viewport(), Qt::LeftButton, {}, at);
    }
    QPoint eye(int row) { return ClassLegendChip::eyeRect(chip(row)).center(); }
    QPoint name(int row) { return chip(row).topLeft() + QPoint(30, 13); }
    /// A point of the canvas in the middle of a pixel of this class, away from its outlines.
    QPoint pointOf(int classIndex)
    {
        const LabelMap& labels = *query().shown().layer.labels;
        for (int y = 1; y + 1 < labels.height; ++y)
            for (int x = 1; x + 1 < labels.width; ++x) {
                bool inside = true;
                for (int dy = -1; dy <= 1; ++dy)
                    for (int dx = -1; dx <= 1; ++dx)
                        inside = inside && labels.at(x + dx, y + dy) == classIndex;
                if (inside)
                    return m_studio->canvas()->transform().viewFromPicture(QPointF(x + 0.5, y + 0.5)).toPoint();
            }
        return {-1, -1};
    }
    QColor seenAt(QPoint at) { return m_studio->canvas()->grab().toImage().pixelColor(at); }
    QColor colourOf(int classIndex) { return QColor(query().shown().classColours.at(classIndex)); }

    SmallTown m_town;
    std::unique_ptr<StudioBench> m_studio;
    int m_count = 0;
};

void TestLegend::hidingAClassAfterShowingOneAloneHidesTheOthersToo()
{
    ClassLegendModel list;
    list.setEntries(entries(3));
    list.toggleOnly(1);
    QVERIFY(!list.shownClasses().shows(0) && list.shownClasses().shows(1));
    list.toggleShown(0); // beside the one that was alone
    QVERIFY(list.shownClasses().shows(0) && list.shownClasses().shows(1) && !list.shownClasses().shows(2));
    list.toggleOnly(2);
    list.toggleOnly(2);
    QVERIFY(list.shownClasses().isAll());
}

void TestLegend::theModelKeepsItsContractWhileClassesAreHidden()
{
    ClassLegendModel list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
    list.toggleShown(4); // of nothing
    list.setEntries(entries(2));
    list.toggleShown(1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.index(1).data(ClassLegendModel::ShownRole).toBool(), false);
    QCOMPARE(list.index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("class 1: 50.0 % of the picture, overlap with the truth (IoU) 0.50, hidden"));
    list.clear();
    QVERIFY(list.shownClasses().isAll());
}

void TestLegend::theOverlapIsThatOfThePicturesOwnLabels()
{
    const LabelMap& predicted = *query().shown().layer.labels;
    const LabelMap& truth = *query().shown().truth.labels;
    for (const ClassLegendModel::Entry& entry : model().entries()) {
        if (entry.classIndex == kVoid)
            continue;
        double both = 0, either = 0;
        for (std::size_t i = 0; i < truth.ids.size(); ++i) {
            if (truth.ids[i] == kVoid)
                continue;
            const bool a = truth.ids[i] == entry.classIndex, b = predicted.ids[i] == entry.classIndex;
            both += a && b;
            either += a || b;
        }
        QCOMPARE(entry.iou, both / either);
    }
}

void TestLegend::theEyeHidesAClassAndTheButtonBringsItBack()
{
    const int first = legend()->classAt(0);
    const QPoint at = pointOf(first);
    QVERIFY(at.x() >= 0);
    QCOMPARE(seenAt(at), colourOf(first));
    const auto* showAll = m_studio->find<QPushButton>("showAllButton");
    QVERIFY(!showAll->isVisible());
    click(eye(0));
    QVERIFY(seenAt(at) != colourOf(first));
    QVERIFY(showAll->isVisible());
    QCOMPARE(seenAt(pointOf(legend()->classAt(1))), colourOf(legend()->classAt(1))); // the others stay
    QTest::mouseClick(m_studio->find<QPushButton>("showAllButton"), Qt::LeftButton);
    QCOMPARE(seenAt(at), colourOf(first));
    QVERIFY(!showAll->isVisible());
}

void TestLegend::twoClicksOnAnEyeAreTwoClicks()
{
    click(eye(0));
    QVERIFY(!model().shownClasses().isAll());
    doubleClick(eye(0)); // the second press of the pair
    QVERIFY(model().shownClasses().isAll());
}

void TestLegend::overItsEyeAClassIsNotBroughtOut()
{
    QTest::mouseMove(legend()->viewport(), name(0));
    QTRY_COMPARE(m_studio->canvas()->overlayStyle().highlightedClass, legend()->classAt(0));
    QTest::mouseMove(legend()->viewport(), eye(0));
    QTRY_COMPARE(m_studio->canvas()->overlayStyle().highlightedClass, -1);
}

void TestLegend::aDoubleClickShowsAClassAlone()
{
    const int first = legend()->classAt(0), second = legend()->classAt(1);
    click(name(0));
    doubleClick(name(0));
    QCOMPARE(model().shownClasses().only, first);
    QCOMPARE(legend()->keptClass(), -1);
    QCOMPARE(seenAt(pointOf(first)), colourOf(first));
    QVERIFY(seenAt(pointOf(second)) != colourOf(second));
}

void TestLegend::digitsShowTheClassesOfTheListAndZeroAll()
{
    QTest::keyClick(m_studio->canvas(), Qt::Key_2);
    QCOMPARE(model().shownClasses().only, legend()->classAt(1));
    QVERIFY(m_studio->find<QAction>("showClass2")->isChecked());
    QCOMPARE(m_studio->find<QAction>("showClass2")->text(),
             QStringLiteral("Only %1").arg(legend()->nameOf(legend()->classAt(1))));
    QTest::keyClick(m_studio->canvas(), Qt::Key_2); // again: all
    QVERIFY(model().shownClasses().isAll());
    QTest::keyClick(m_studio->canvas(), Qt::Key_1);
    QTest::keyClick(m_studio->canvas(), Qt::Key_0);
    QVERIFY(model().shownClasses().isAll());
    const int count = model().rowCount();
    if (count < 9)
        QVERIFY(!m_studio->find<QAction>("showClass9")->isEnabled());
}

void TestLegend::escapeInTheLegendShowsAll()
{
    legend()->setFocus();
    legend()->setCurrentIndex(legend()->model()->index(1, 0));
    QTest::keyClick(legend(), Qt::Key_H);
    QVERIFY(!model().shownClasses().shows(legend()->classAt(1)));
    QTest::keyClick(legend(), Qt::Key_Escape);
    QVERIFY(model().shownClasses().isAll());
}

void TestLegend::hHidesTheClassUnderThePointer()
{
    QAction* hide = m_studio->find<QAction>("hideClass");
    const int first = legend()->classAt(0);
    QTest::mouseMove(m_studio->canvas(), QPoint(2, 2)); // beside the picture
    QTRY_VERIFY(!hide->isEnabled());
    QTest::mouseMove(m_studio->canvas(), pointOf(first));
    QTRY_VERIFY(hide->isEnabled());
    QVERIFY(hide->text().contains(legend()->nameOf(first)));
    QTest::keyClick(m_studio->canvas(), Qt::Key_H);
    QVERIFY(!model().shownClasses().shows(first));
    QTest::keyClick(m_studio->canvas(), Qt::Key_H);
    QVERIFY(model().shownClasses().shows(first));
}

void TestLegend::pointingAtAPixelMarksItsChip()
{
    const int second = legend()->classAt(1);
    QTest::mouseMove(m_studio->canvas(), QPoint(2, 2));
    const QImage before = legend()->grab(chip(1)).toImage();
    QTest::mouseMove(m_studio->canvas(), pointOf(second));
    QTRY_COMPARE(legend()->pointedClass(), second);
    QVERIFY(legend()->grab(chip(1)).toImage() != before);
    QTest::mouseMove(m_studio->canvas(), QPoint(2, 2));
    QTRY_COMPARE(legend()->pointedClass(), -1);
}

void TestLegend::pointingAtAChipBringsItsClassOut()
{
    const int first = legend()->classAt(0), second = legend()->classAt(1);
    QTest::mouseMove(legend()->viewport(), name(0));
    QTRY_VERIFY(seenAt(pointOf(second)) != colourOf(second)); // steps back
    QCOMPARE(seenAt(pointOf(first)), colourOf(first));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(legend(), &leave);
    QCOMPARE(seenAt(pointOf(second)), colourOf(second));
}

void TestLegend::manyClassesCanBeSearched()
{
    auto* field = m_studio->find<QLineEdit>("findClassField");
    model().setEntries(entries(8));
    QVERIFY(!field->isVisible());
    model().setEntries(entries(40));
    QTRY_VERIFY(field->isVisible());
    QTest::keyClick(m_studio->canvas(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("CLASS 3")); // 3 and 30 … 39; digits go into the field
    QCOMPARE(legend()->model()->rowCount(), 11);
    QVERIFY(model().shownClasses().isAll());
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(legend()->hasFocus());
    QCOMPARE(legend()->currentIndex().row(), 0);
    QTest::keyClick(legend(), Qt::Key_2); // of the list as it is filtered
    QCOMPARE(model().shownClasses().only, 30);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Escape);
    QCOMPARE(legend()->model()->rowCount(), 40);
}

void TestLegend::aChosenColourIsSeenEverywhereAndKept()
{
    const int first = legend()->classAt(0);
    const QString className = legend()->nameOf(first);
    const QColor former = colourOf(first), wanted(12, 250, 99);
    click(name(0)); // keeps it: the one that the command means
    m_studio->find<QAction>("changeClassColour")->trigger();
    auto* dialog = m_studio->find<QColorDialog>("classColourDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->currentColor().rgb(), former.rgb());
    dialog->setCurrentColor(wanted);
    dialog->accept();
    QCOMPARE(seenAt(pointOf(first)), wanted);
    QCOMPARE(legend()->model()->index(0, 0).data(ClassLegendModel::ColourRole).value<QColor>(), wanted);
    query().voting().setNeighbours(3); // another prediction has it too
    QVERIFY(m_studio->settle());
    QCOMPARE(colourOf(first), wanted);
    SettingsPresenter again(m_town.path(QStringLiteral("settings%1.ini").arg(m_count - 1)));
    QCOMPARE(colourChoiceFrom(again.text(QStringLiteral("colours"))).own.value(className), wanted.rgb());
    m_studio->find<QAction>("forgetClassColours")->trigger();
    QCOMPARE(colourOf(first), former);
    QVERIFY(!m_studio->find<QAction>("forgetClassColours")->isEnabled());
}

void TestLegend::theContextMenuNamesWhatItDoes()
{
    QContextMenuEvent event(QContextMenuEvent::Mouse, name(0), legend()->viewport()->mapToGlobal(name(0)));
    QCoreApplication::sendEvent(legend()->viewport(), &event);
    auto* menu = legend()->findChild<QMenu*>(QStringLiteral("classMenu"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 3);
    QCOMPARE(menu->actions().at(1)->text(), QStringLiteral("Hide"));
    menu->actions().at(1)->trigger();
    QVERIFY(!model().shownClasses().shows(legend()->classAt(0)));
    menu->close();
}

void TestLegend::theNextPictureKeepsWhatIsHidden()
{
    const int first = legend()->classAt(0);
    click(eye(0));
    query().openImage(query().queryImages().entry(1).path);
    QVERIFY(m_studio->settle());
    QVERIFY(!model().shownClasses().shows(first));
    QVERIFY(!m_studio->canvas()->overlayStyle().classes.shows(first));
}

void TestLegend::anotherBankShowsAllClasses()
{
    click(eye(0));
    QSignalSpy opened(&query(), &QueryPresenter::bankChanged);
    m_studio->window.openPath(m_town.bank());
    QVERIFY(opened.wait(30'000));
    QVERIFY(model().shownClasses().isAll());
    QVERIFY(m_studio->settle());
}

void TestLegend::digitsAreLeftToTheLabelPage()
{
    m_studio->window.showLabelPage();
    QVERIFY(!m_studio->find<QAction>("showClass1")->isEnabled());
    QVERIFY(!m_studio->find<QAction>("showAllClasses")->isEnabled());
    QVERIFY(!m_studio->find<QAction>("showLook")->isEnabled());
}

void TestLegend::aToggleIsPaintedAtOnceWith255ClassesAt4096()
{
    ClassLegendModel list;
    list.setEntries(entries(255));
    auto labels = std::make_shared<LabelMap>(4096, 4096, 0);
    for (int y = 0; y < 4096; ++y)
        for (int x = 0; x < 4096; ++x)
            labels->at(x, y) = static_cast<std::uint16_t>((x / 61 + y / 53 * 7) % 255);
    CanvasLayer layer;
    layer.labels = labels;
    for (int c = 0; c < 255; ++c)
        layer.palette.append(qRgb(c, 255 - c, c / 2));
    ImageView view;
    view.resize(1280, 800);
    QList<QImage> levels;
    for (int size = 4096; size >= 128; size /= 2) {
        levels.append(QImage(size, size, QImage::Format_RGB32));
        levels.last().fill(qRgb(90, 90, 90));
    }
    view.setPhoto({QStringLiteral("large"), levels, {4096, 4096}, {64, 64, 64}});
    view.setLayer(layer);
    connect(&list, &ClassLegendModel::shownClassesChanged, &view, [&] { view.setShownClasses(list.shownClasses()); });
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    for (const bool zoomed : {false, true}) {
        if (zoomed)
            view.showActualPixels();
        view.repaint();
        const auto measure = [&](const char* what, auto change) {
            std::vector<double> milliseconds;
            for (int i = 0; i < 31; ++i) {
                QElapsedTimer timer;
                timer.start();
                change(i);
                view.repaint();
                milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
            }
            std::ranges::sort(milliseconds);
            qInfo("%s to repaint, 4096 x 4096, 255 classes, 1280 x 800, %s: %.2f ms, p95 %.2f ms (limit 16)", what,
                  zoomed ? "actual pixels" : "whole picture", milliseconds[15], milliseconds[29]);
            return milliseconds[15] < 3 * 16;
        };
        QVERIFY(measure("legend toggle", [&](int i) { list.toggleShown(i); }));
        QVERIFY(measure("opacity", [&](int i) { view.setOpacity(0.2 + i * 0.02); }));
    }
}

QTEST_MAIN(TestLegend)
#include "tst_legend.moc"
