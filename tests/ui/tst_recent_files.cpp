// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/small_town.h"
#include "tests/ui/studio_bench.h"
#include "ui/models/command_list_model.h"
#include "ui/views/message_bar.h"
#include "ui/views/recent_actions.h"
#include "ui/views/start_page.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace nectar;

namespace {
const QString kPin = QStringLiteral("Pin town.bank to the top");
}

/// What was open lately, in the menu and on the start page.
class TestRecentFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_file = m_town.path(QStringLiteral("settings%1.ini").arg(m_count++));
        m_bench = std::make_unique<StudioBench>(m_file);
    }
    void cleanup() { m_bench.reset(); }

    void tenAreKeptTheNewestFirst()
    {
        for (int i = 0; i < 12; ++i)
            settings().addRecent(name(i));
        QCOMPARE(settings().recent().size(), 10);
        QCOMPARE(settings().recent().first(), name(11));
        settings().addRecent(name(5));
        QCOMPARE(settings().recent().first(), name(5));
        QCOMPARE(settings().recent().count(name(5)), 1);
    }

    void whatIsPinnedIsFirstAndNeverPushedOut()
    {
        settings().addRecent(name(100));
        settings().addRecent(name(101));
        settings().setPinned(name(100), true);
        for (int i = 0; i < 30; ++i)
            settings().addRecent(name(i));
        QCOMPARE(settings().recent().first(), name(100));
        QCOMPARE(settings().recent().size(), 10);
        QVERIFY(!settings().recent().contains(name(101)));
        settings().addRecent(name(100)); // opened again it stays where it is, once
        QCOMPARE(settings().recent().count(name(100)), 1);
        const SettingsPresenter later(m_file);
        QCOMPARE(later.recent(), settings().recent());
        QVERIFY(later.recentFiles().first().isPinned && !later.recentFiles().at(1).isPinned);
    }

    void thoughTenArePinnedTheNewestIsThere()
    {
        for (int i = 0; i < 11; ++i) {
            settings().addRecent(name(i));
            settings().setPinned(name(i), true);
        }
        settings().addRecent(name(50));
        QCOMPARE(settings().recent().size(), 12);
        QCOMPARE(settings().recent().last(), name(50));
    }

    void unpinnedItIsTheNewestOfTheOthers()
    {
        for (int i = 0; i < 3; ++i)
            settings().addRecent(name(i));
        settings().setPinned(name(0), true);
        settings().setPinned(name(0), false);
        QCOMPARE(settings().recent(), (QStringList{name(0), name(2), name(1)}));
        QVERIFY(!settings().recentFiles().first().isPinned);
    }

    void forgettingKeepsWhatIsPinned()
    {
        settings().addRecent(name(1));
        settings().addRecent(name(2));
        settings().setPinned(name(1), true);
        QAction* forget = entry(QStringLiteral("Forget these, but not the pinned"));
        QVERIFY(forget);
        forget->trigger();
        QTRY_COMPARE(settings().recent(), QStringList{name(1)});
        QVERIFY(!entry(QStringLiteral("Forget these, but not the pinned"))->isEnabled());
    }

    void theStartPagePins()
    {
        settings().addRecent(m_town.bank());
        settings().addRecent(m_town.folder());
        QTRY_VERIFY(button<QPushButton>(QStringLiteral("Open town")));
        QTRY_VERIFY(isPinShown(false));
        button<QToolButton>(kPin)->click();
        QTRY_COMPARE(settings().recent().first(), m_town.bank());
        QTRY_VERIFY(isPinShown(true));
        button<QToolButton>(kPin)->click();
        QTRY_VERIFY(!settings().recentFiles().first().isPinned);
    }

    void theMenuPins()
    {
        settings().addRecent(m_town.bank());
        settings().addRecent(m_town.folder());
        QMenu* pins = nullptr;
        for (QMenu* menu : m_bench->find<QMenu>("recentMenu")->findChildren<QMenu*>())
            if (menu->title() == QStringLiteral("&Pin to the top"))
                pins = menu;
        QVERIFY(pins);
        QVERIFY(pins->actions().last()->text().startsWith(QStringLiteral("town.bank")));
        pins->actions().last()->trigger();
        QTRY_COMPARE(settings().recent().first(), m_town.bank());
    }

    void whatIsGoneIsGreyedAndCanBeLocated()
    {
        const QString old = m_town.path(QStringLiteral("old.bank")), moved = m_town.path(QStringLiteral("moved.bank"));
        QVERIFY(QFile::copy(m_town.bank(), old));
        settings().addRecent(m_town.folder());
        settings().addRecent(old);
        settings().setPinned(old, true);
        QVERIFY(QFile::rename(old, moved));
        m_bench->window.openPath(old); // in vain: that it is gone is seen now
        QVERIFY(m_bench->find<MessageBar>("messageBar")->isVisible());
        QVERIFY(settings().recent().contains(old)); // not forgotten
        QTRY_VERIFY(button<QPushButton>(QStringLiteral("Locate old.bank")));
        QVERIFY(!button<QPushButton>(QStringLiteral("Open old.bank"))->isEnabled());
        QVERIFY(!button<QPushButton>(QStringLiteral("Locate town")));
        const QAction* greyed = entry(QStringLiteral("old.bank"));
        QVERIFY(greyed && !greyed->isEnabled());
        QVERIFY(!greyed->property(kWhyDisabled).toString().isEmpty());
        QVERIFY(entry(QStringLiteral("Locate old.bank…")));
        m_bench->window.findChild<RecentActions*>()->relocate(old, moved);
        QVERIFY(m_bench->settle());
        QCOMPARE(m_bench->query.bank().file, moved);
        QCOMPARE(settings().recent().first(), moved); // pinned as before
        QVERIFY(!settings().recent().contains(old));
        QCOMPARE(settings().recent().count(moved), 1);
        QVERIFY(!entry(QStringLiteral("Locate")));
    }

    void aBrokenListIsEmpty()
    {
        m_bench.reset();
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[General]\nrecent=@Invalid()\npinned=@ByteArray(\\0)\n");
        file.close();
        m_bench = std::make_unique<StudioBench>(m_file);
        QVERIFY(settings().recent().size() <= 1);
    }

private:
    static QString name(int i) { return QStringLiteral("/no/such/place/%1.bank").arg(i); }
    SettingsPresenter& settings() const { return m_bench->settings; }
    QAction* entry(const QString& start) const
    {
        for (QAction* action : m_bench->find<QMenu>("recentMenu")->actions())
            if (action->text().startsWith(start))
                return action;
        return nullptr;
    }
    bool isPinShown(bool on) const
    {
        const auto* pin = button<QToolButton>(kPin);
        return pin && pin->isChecked() == on;
    }
    /// The newest of that name: former ones are about to be deleted.
    template <class Button>
    Button* button(const QString& name) const
    {
        Button* found = nullptr;
        for (Button* button : m_bench->find<StartPage>("startPage")->findChildren<Button*>())
            if (button->accessibleName() == name && button->isVisible())
                found = button;
        return found;
    }

    SmallTown m_town;
    QString m_file;
    std::unique_ptr<StudioBench> m_bench;
    int m_count = 0;
};

QTEST_MAIN(TestRecentFiles)
#include "tst_recent_files.moc"
