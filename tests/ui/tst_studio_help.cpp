// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTest>

/// The studio's command line, without a window.
class TestStudioHelp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theHelpFitsEightyColumns();
    void aWrongFlagIsWrongUsage();
};

namespace {

QProcess& studio(const QString& argument)
{
    static QProcess process;
    process.start(QStringLiteral(NECTAR_STUDIO), {argument});
    process.waitForFinished(30'000);
    return process;
}

} // namespace

void TestStudioHelp::theHelpFitsEightyColumns()
{
    QProcess& help = studio(QStringLiteral("--help"));
    QCOMPARE(help.exitCode(), 0);
    const QList<QByteArray> lines = help.readAllStandardOutput().split('\n');
    QVERIFY(lines.size() > 10);
    for (const QByteArray& line : lines)
        QVERIFY2(line.size() <= 80, line.constData());
}

void TestStudioHelp::aWrongFlagIsWrongUsage() { QCOMPARE(studio(QStringLiteral("--nonsense")).exitCode(), 2); }

QTEST_GUILESS_MAIN(TestStudioHelp)
#include "tst_studio_help.moc"
