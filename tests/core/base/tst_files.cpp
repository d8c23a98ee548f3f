// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/npy.h"
#include "core/base/options.h"
#include "core/memory/bank_options.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <csignal>
#include <fstream>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace nectar;
namespace fs = std::filesystem;

class TestFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void anUncommittedFileLeavesNothing()
    {
        writeFile(file("kept.txt"), "old");
        {
            AtomicFile out(file("kept.txt"));
            out.write("new, but never finished");
        }
        QCOMPARE(readFile(file("kept.txt")), std::string("old"));
        QCOMPARE(filesInFolder(), std::size_t(1));
        fs::remove(file("kept.txt"));
    }

    void whatCameIntoBeingMeanwhileIsKept()
    {
        AtomicFile out(file("late.txt"));
        out.write("mine");
        writeFile(file("late.txt"), "theirs");
        QVERIFY_THROWS_EXCEPTION(Error, out.commit(Existing::Keep));
        QCOMPARE(readFile(file("late.txt")), std::string("theirs"));
        out.commit(); // it can still be written where replacing is wanted
        QCOMPARE(readFile(file("late.txt")), std::string("mine"));
        AtomicFile fresh(file("fresh.txt"));
        fresh.write("new");
        fresh.commit(Existing::Keep);
        QCOMPARE(readFile(file("fresh.txt")), std::string("new"));
        QCOMPARE(filesInFolder(), std::size_t(2));
        fs::remove(file("late.txt"));
        fs::remove(file("fresh.txt"));
    }

    void aKilledWriterLeavesNothing()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            AtomicFile out(file("big.bin"));
            out.write(std::string(1 << 20, 'x'));
            ::raise(SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        const int probe = ::open(m_folder.path().toLocal8Bit().constData(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
        if (probe < 0)
            QSKIP("this file system knows no nameless files");
        ::close(probe);
        QCOMPARE(filesInFolder(), std::size_t(0));
    }

    void aMissingFolderIsNamed()
    {
        try {
            writeFile(file("no/such/place.txt"), "x");
            QFAIL("written into a missing folder");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Io);
            QVERIFY(std::string(error.what()).find("place.txt") != std::string::npos);
        }
    }

    void aSizeLimitIsNoSpace()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{1000, 1000};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            try {
                writeFile(file("big.txt"), std::string(100'000, 'x'));
            } catch (const Error& error) {
                ::_exit(error.code() == ErrorCode::NoSpace ? 0 : 2);
            }
            ::_exit(1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 0);
        QVERIFY(!fs::exists(file("big.txt")));
    }

    void tooManyOpenFilesAreTheMachinesFaultNotTheFiles()
    {
        writeFile(file("fine.txt"), "fine");
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit limit{3, 3};
            ::setrlimit(RLIMIT_NOFILE, &limit);
            int refusals = 0;
            for (const bool mapped : {false, true}) {
                try {
                    mapped ? (void)MappedFile::open(file("fine.txt")) : (void)readFile(file("fine.txt"));
                } catch (const Error& error) {
                    refusals += exitCodeFor(error.code()) == 1 &&
                                        std::string(error.what()).find("too many open files; ") != std::string::npos
                                    ? 1
                                    : 0;
                }
            }
            ::_exit(refusals);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 2);
        fs::remove(file("fine.txt"));
    }

    void aFolderThatGoesAwayBeforeTheEndIsNoMissingInput()
    {
        fs::create_directory(file("going"));
        AtomicFile out(file("going/x.txt"));
        out.write("x");
        fs::rename(file("going"), file("gone"));
        try {
            out.commit();
            QFAIL("named in a folder that is not there");
        } catch (const Error& error) {
            QCOMPARE(exitCodeFor(error.code()), 1);
            QVERIFY2(QByteArray(error.what()).contains("its folder does not exist"), error.what());
        }
        fs::remove_all(file("gone"));
    }

    void theStartOfAFileIsAtMostTheFile()
    {
        writeFile(file("short.txt"), "short");
        QCOMPARE(readFileStart(file("short.txt"), 2), std::string("sh"));
        QCOMPARE(readFileStart(file("short.txt"), 100), std::string("short"));
        fs::remove(file("short.txt"));
    }

    void emptyAndMissingFilesAreNotMapped()
    {
        writeFile(file("empty.bin"), "");
        QVERIFY_THROWS_EXCEPTION(Error, MappedFile::open(file("empty.bin")));
        QVERIFY_THROWS_EXCEPTION(Error, MappedFile::open(file("missing.bin")));
        QVERIFY_THROWS_EXCEPTION(Error, MappedFile::open(m_folder.path().toStdString()));
        QVERIFY_THROWS_EXCEPTION(Error, readFile(m_folder.path().toStdString()));
    }

    void aDeviceFolderOrPipeIsNoDestination()
    {
        fs::create_directory(file("folder"));
        QCOMPARE(::mkfifo(file("pipe").c_str(), 0600), 0);
        for (const fs::path& place : {fs::path("/dev/null"), file("folder"), file("pipe"), fs::path()}) {
            try {
                writeFile(place, "x");
                QFAIL("written");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::BadOption);
            }
        }
        QVERIFY(fs::is_character_file("/dev/null"));
        QVERIFY(fs::is_fifo(file("pipe")));
        fs::remove(file("pipe"));
        fs::remove(file("folder"));
    }

    void aPipeIsRefusedForReadingInsteadOfWaitedFor()
    {
        QCOMPARE(::mkfifo(file("pipe").c_str(), 0600), 0);
        QVERIFY_THROWS_EXCEPTION(Error, readFile(file("pipe")));
        QVERIFY_THROWS_EXCEPTION(Error, MappedFile::open(file("pipe")));
        fs::remove(file("pipe"));
    }

    void aLinkStaysALinkWhenItsFileIsReplaced()
    {
        writeFile(file("real.txt"), "old");
        fs::create_symlink("real.txt", file("link.txt"));
        writeFile(file("link.txt"), "new");
        QVERIFY(fs::is_symlink(file("link.txt")));
        QCOMPARE(readFile(file("real.txt")), std::string("new"));
        QVERIFY(isSameFile(file("real.txt"), file("link.txt")));
        fs::remove(file("link.txt"));
        fs::remove(file("real.txt"));
    }

    void namesAsLongAsTheyCanBeAreWritten()
    {
        const fs::path longest = file(std::string(255, 'n').c_str());
        writeFile(longest, "x");
        QCOMPARE(readFile(longest), std::string("x"));
        fs::remove(longest);
    }

    void aFileInTheWayOfAFolderIsNamed()
    {
        writeFile(file("plain"), "x");
        try {
            makeFolder(file("plain") / "below" / "deeper");
            QFAIL("made");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::BadOption);
            QVERIFY(std::string(error.what()).find((file("plain").string() + " is a file")) != std::string::npos);
        }
        fs::remove(file("plain"));
    }

    void arraysReadBack()
    {
        const std::vector<float> values{1, 2, 3, 4, 5, 6};
        writeNpy(file("a.npy"), {2, 3}, values);
        const NpyArray array = readNpy(file("a.npy"));
        QCOMPARE(array.shape, (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(array.values, values);
    }

    void brokenArraysAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        writeNpy(file("good.npy"), {2, 3}, std::vector<float>(6));
        const QByteArray good = QByteArray::fromStdString(readFile(file("good.npy")));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("this is no array, but long enough");
        QTest::newRow("truncated") << good.left(good.size() - 5);
        QTest::newRow("too long") << good + "abcd";
        QTest::newRow("other type") << QByteArray(good).replace("<f4", "<f8");
        QTest::newRow("fortran") << QByteArray(good).replace("False", "True ");
        QTest::newRow("huge shape") << QByteArray(good).replace("(2, 3)", "(999999999999, 999999999999)");
        QTest::newRow("header beyond the file")
            << QByteArray("\x93NUMPY\x01", 7) + QByteArray("\x00\xff\xff{'descr'", 11);
    }
    void brokenArraysAreRefused()
    {
        QFETCH(QByteArray, bytes);
        writeFile(file("broken.npy"), std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        QVERIFY_THROWS_EXCEPTION(Error, readNpy(file("broken.npy")));
    }

    void optionsKnowTheirRange()
    {
        BankOptions options;
        QVERIFY(optionIssues(options).empty());
        options.augmentationEpochs = -1;
        QCOMPARE(optionIssues(options).size(), std::size_t(1));
        QVERIFY_THROWS_EXCEPTION(Error, setOption(options, "memory", "-5"));
        QVERIFY_THROWS_EXCEPTION(Error, setOption(options, "memory", "many"));
        QVERIFY_THROWS_EXCEPTION(Error, setOption(options, "nonsense", "1"));
        setOption(options, "sampling", "uniform");
        QCOMPARE(options.sampling, Sampling::Uniform);
    }

    void notANumberIsOutOfEveryRange()
    {
        OptionField field;
        field.kind = OptionField::Kind::Real;
        field.name = "temperature";
        field.low = 0;
        field.high = 1;
        field.value = std::nan("");
        QVERIFY(!fieldIssue(field).empty());
    }

    void errorsKnowTheirExitStatus()
    {
        QCOMPARE(exitCodeFor(ErrorCode::BadOption), 2);
        QCOMPARE(exitCodeFor(ErrorCode::BadFormat), 4);
        QCOMPARE(exitCodeFor(ErrorCode::NoSpace), 1);
        QCOMPARE(systemError(ENOSPC, "cannot write", "x").code(), ErrorCode::NoSpace);
        QCOMPARE(systemError(EACCES, "cannot write", "x").code(), ErrorCode::NoPermission);
    }

private:
    fs::path file(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    std::size_t filesInFolder() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder.path().toStdString()), fs::directory_iterator()));
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
