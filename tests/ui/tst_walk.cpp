// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/file_dialogs.h"
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/views/label_canvas.h"
#include "ui/views/label_page.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>

#include <memory>

using namespace nectar;

/// Somebody who never saw the program, with the pointer, going by what is written in the window: no key, no name of a
/// widget, no command. From the start page to an exported picture.
class TestWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_studio.reset(); }
    void theDemoIsTried();
    void aPatchIsAskedAbout();
    void whyThisLabel();
    void whatIfThisPromptImageWereGone();
    void twoPicturesOfMyOwnAreLabelled();
    void thePictureIsExported();

private:
    static QString plain(QString text) { return text.remove(QLatin1Char('&')); }
    /// A visible button that says this, in the window in front.
    static QAbstractButton* button(const QString& text)
    {
        const QWidget* window = QApplication::activeModalWidget();
        for (const QWidget* root :
             window ? QWidgetList{QApplication::activeModalWidget()} : QApplication::topLevelWidgets())
            for (auto* found : root->findChildren<QAbstractButton*>())
                if (found->isVisible() && found->isEnabled() &&
                    (plain(found->text()) == text || found->accessibleName().startsWith(text)) &&
                    !found->text().isEmpty())
                    return found;
        return nullptr;
    }
    static bool click(const QString& text)
    {
        QAbstractButton* found = nullptr;
        if (!QTest::qWaitFor([&] { return (found = button(text)) != nullptr; }, 10'000))
            return false;
        QTest::mouseClick(found, Qt::LeftButton);
        return true;
    }
    /// The next menu that opens gets a click on the line that says this; false in m_chosen: there was none.
    void chooseNext(const QString& text)
    {
        m_chosen = false;
        auto* timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, timer, text] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            timer->deleteLater();
            for (QAction* action : menu->actions())
                if (plain(action->text()) == text && action->isEnabled()) {
                    m_chosen = true;
                    return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                }
            menu->close();
        });
        timer->start(20);
    }
    bool choose(const QString& menuTitle, const QString& text)
    {
        QMenuBar* bar = m_studio->window.menuBar();
        for (QAction* action : bar->actions())
            if (plain(action->text()) == menuTitle) {
                chooseNext(text);
                QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(action).center());
                return QTest::qWaitFor([this] { return m_chosen; });
            }
        return false;
    }
    QLineEdit* fieldThatSays(const QString& placeholder) const
    {
        for (auto* line : m_studio->window.findChildren<QLineEdit*>())
            if (line->isVisible() && line->placeholderText() == placeholder)
                return line;
        return nullptr;
    }
    bool says(const QString& words) const
    {
        for (const auto* label : m_studio->window.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

    SmallTown m_folders;
    std::unique_ptr<StudioBench> m_studio;
    bool m_chosen = false;
};

void TestWalk::initTestCase()
{
    m_studio = std::make_unique<StudioBench>(m_folders.path(QStringLiteral("walk.ini")));
    QVERIFY(QTest::qWaitForWindowExposed(&m_studio->window));
}

void TestWalk::theDemoIsTried()
{
    QVERIFY(click(QStringLiteral("Try the demo")));
    QVERIFY(m_studio->settle(180'000));
    QVERIFY(m_studio->query.evidence().neighbours().rowCount() > 0);
}

void TestWalk::aPatchIsAskedAbout()
{
    const int patch = m_studio->query.evidence().pinnedPatch() + 5;
    QTest::mouseClick(m_studio->canvas(), Qt::LeftButton, {}, m_studio->pointOfPatch(patch));
    QCOMPARE(m_studio->query.evidence().pinnedPatch(), patch);
    QTRY_VERIFY(says(QStringLiteral("patch")));
}

void TestWalk::whyThisLabel()
{
    const QString other = m_studio->query.evidence().reading().votes.first().name == QStringLiteral("road")
                              ? QStringLiteral("building")
                              : QStringLiteral("road");
    chooseNext(other);
    QVERIFY(click(QStringLiteral("Why not another class?")));
    QVERIFY(m_chosen);
    QTRY_VERIFY(says(other));
    QVERIFY(click(QStringLiteral("Back")));
}

void TestWalk::whatIfThisPromptImageWereGone()
{
    auto* cards = m_studio->window.inspectPage()->evidence()->neighbourView();
    QTRY_VERIFY(cards->isVisible());
    QTest::mouseClick(cards->viewport(), Qt::LeftButton, {}, cards->visualRect(cards->model()->index(0, 0)).center());
    QVERIFY(click(QStringLiteral("Leave it out")));
    QVERIFY(m_studio->settle());
    QCOMPARE(m_studio->query.voting().leftOut().size(), std::size_t(1));
    QTRY_VERIFY(button(QStringLiteral("Count it again")));
    QVERIFY(click(QStringLiteral("Count it again")));
    QVERIFY(m_studio->settle());
    QVERIFY(m_studio->query.voting().leftOut().empty());
}

void TestWalk::twoPicturesOfMyOwnAreLabelled()
{
    QStringList mine;
    for (const int i : {0, 1})
        mine.append(m_studio->query.queryImages().entry(i).path);
    QVERIFY(choose(QStringLiteral("File"), QStringLiteral("Label pictures by clicking")));
    answerNextFileDialog(this, QStringLiteral("\"%1\"").arg(mine.join(QStringLiteral("\" \""))));
    QVERIFY(click(QStringLiteral("Add pictures…")));
    QTRY_COMPARE(m_studio->label.pictures().size(), std::size_t(2));
    QVERIFY(m_studio->settleLabels());
    auto* canvas = m_studio->window.labelPage()->findChild<LabelCanvas*>();
    for (const auto& [name, place] : {std::pair("sky", QPointF(0.5, 0.08)), std::pair("road", QPointF(0.8, 0.9))}) {
        auto* field = fieldThatSays(QStringLiteral("New class, for example road"));
        QVERIFY(field);
        QTest::mouseClick(field, Qt::LeftButton);
        QTest::keyClicks(field, QLatin1String(name)); // a name has to be typed
        QVERIFY(click(QStringLiteral("Add")));
        const QRectF picture = canvas->transform().pictureRect();
        QTest::mouseClick(
            canvas, Qt::LeftButton, {},
            (picture.topLeft() + QPointF(place.x() * picture.width(), place.y() * picture.height())).toPoint());
        QVERIFY(m_studio->settleLabels());
    }
    QCOMPARE(m_studio->label.clicks().size(), std::size_t(2));
    const QString folder = m_folders.path(QStringLiteral("labels"));
    QVERIFY(QDir().mkpath(folder));
    answerNextFileDialog(this, folder);
    QVERIFY(click(QStringLiteral("Save labels…")));
    QTRY_VERIFY(QFile::exists(folder + QStringLiteral("/annotations.json")));
}

void TestWalk::thePictureIsExported()
{
    QVERIFY(choose(QStringLiteral("View"), QStringLiteral("Inspect")));
    QVERIFY(choose(QStringLiteral("File"), QStringLiteral("Export…")));
    const QString folder = m_folders.path(QStringLiteral("taken away"));
    QVERIFY(QDir().mkpath(folder));
    answerNextFileDialog(this, folder);
    QVERIFY(click(QStringLiteral("Choose…")));
    QVERIFY(click(QStringLiteral("Export")));
    QTRY_VERIFY(!QDir(folder).entryList({QStringLiteral("*.png")}, QDir::Files).isEmpty());
}

QTEST_MAIN(TestWalk)
#include "tst_walk.moc"
