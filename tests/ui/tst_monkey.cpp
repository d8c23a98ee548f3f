// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/ui/monkey.h"
#include "tests/ui/small_town.h"
#include "ui/convert/text.h"

#include <QDir>

using namespace nectar;

/// Whatever somebody does, in any order, the window lives and answers. packaging/soak.sh has it go on for longer.
class TestMonkey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Acceptance of issue 6.7.
    void randomEventsDoNotHurt()
    {
        QDir::setCurrent(m_town.path(QString())); // where a relative name would be written
        writeFile(pathFromQString(m_town.path(QStringLiteral("letter.txt"))), "no picture");
        writeFile(pathFromQString(m_town.path(QStringLiteral("broken.png"))), "\x89PNG\r\n\x1a\n and no more");
        writeFile(pathFromQString(m_town.path(QStringLiteral("broken.bank"))), "NECTARB1 and no more");
        writeFile(pathFromQString(m_town.path(QStringLiteral("broken.nectar"))), "{\"nectar_project\": 1, ");
        StudioBench bench(m_town.path(QStringLiteral("settings.ini")));
        bench.window.openPath(m_town.bank());
        QVERIFY(bench.settle());
        QVERIFY(bench.project.save(m_town.path(QStringLiteral("mine.nectar"))));
        Monkey::Options options;
        options.seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("NECTAR_MONKEY_SEED")) + 1;
        if (const int events = qEnvironmentVariableIntValue("NECTAR_MONKEY_EVENTS"); events > 0)
            options.events = events;
        options.files = {m_town.bank(),
                         m_town.prompt(),
                         m_town.query(),
                         m_town.folder(),
                         m_town.folder() + QStringLiteral("/train/images"),
                         m_town.path(QStringLiteral("letter.txt")),
                         m_town.path(QStringLiteral("broken.png")),
                         m_town.path(QStringLiteral("broken.bank")),
                         m_town.path(QStringLiteral("broken.nectar")),
                         m_town.path(QStringLiteral("mine.nectar")),
                         m_town.path(QStringLiteral("gone.png"))};
        Monkey monkey(bench, options);
        monkey.run();
        QCOMPARE(monkey.done(), options.events);
        qInfo("%d random events, seed %u; the longest without an answer was %lld ms, after: %s", monkey.done(),
              options.seed, static_cast<long long>(monkey.worstGapMs()), qPrintable(monkey.worstEvent()));
#ifndef __SANITIZE_ADDRESS__
        QVERIFY(monkey.worstGapMs() < 1000);
#endif
        // It still does what it is for.
        while (bench.window.isHidden())
            bench.window.show();
        bench.window.openPath(m_town.bank());
        QTRY_VERIFY_WITH_TIMEOUT(bench.query.hasBank() && !bench.query.isBusy(), 60'000);
        bench.query.openImage(m_town.query());
        QVERIFY(bench.settle());
        bench.query.evidence().pinPatch(5);
        QVERIFY(bench.query.evidence().neighbours().rowCount() > 0);
    }

private:
    SmallTown m_town;
};

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
