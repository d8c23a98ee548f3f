// SPDX-License-Identifier: Apache-2.0
// A studio in which somebody works without a pause, for tst_kill to kill: editing_session BANK PICTURES PROJECT SEED.
// Prints what it has after each change: milliseconds of the clock, and the hash of the work.
#include "core/project/project.h"
#include "tests/ui/random_edits.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTimer>

#include <cstdio>

using namespace nectar;

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    if (argc != 5)
        return 2;
    StudioBench bench(QDir::tempPath() + QStringLiteral("/settings-%1.ini").arg(QCoreApplication::applicationPid()));
    bench.window.openPath(QFile::decodeName(argv[1]));
    const QDir pictures(QFile::decodeName(argv[2]));
    bench.window.showLabelPage();
    QStringList files;
    for (const QString& name : pictures.entryList(QDir::Files))
        files.append(pictures.filePath(name));
    bench.window.openPaths(files);
    if (!bench.settle())
        return 1;
    bench.project.save(QFile::decodeName(argv[3]));
    RandomEdits edits(bench, std::strtoul(argv[4], nullptr, 10));
    const auto tell = [&bench] {
        std::printf("%lld %s\n", static_cast<long long>(QDateTime::currentMSecsSinceEpoch()),
                    toHex(projectHash(bench.project.project())).c_str());
        std::fflush(stdout);
    };
    QTimer change;
    QObject::connect(&change, &QTimer::timeout, [&] {
        edits.step();
        tell(); // before it can be found in any file
        if (edits.below(40) == 0)
            bench.project.save(bench.project.file());
    });
    tell();
    change.start(5);
    return QApplication::exec();
}
