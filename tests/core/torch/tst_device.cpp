// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/parallel.h"
#include "core/torch/device.h"

#include <QTest>

using namespace nectar;

/// Holds on machines with and without CUDA.
class TestDevice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCpuIsAlwaysUsableAndNamesItsThreads()
    {
        configureThreads(3);
        const std::vector<DeviceInfo> list = devices();
        configureThreads(0);
        QVERIFY(!list.empty());
        QCOMPARE(list.front().choice, DeviceChoice::Cpu);
        QVERIFY(list.front().usable);
        QCOMPARE(list.front().name, std::string("CPU, 3 threads"));
    }

    void cudaIsListedWithTheReasonWhyNot()
    {
        const std::vector<DeviceInfo> list = devices();
        QCOMPARE(list.size(), std::size_t{2});
        QCOMPARE(list[1].choice, DeviceChoice::Cuda);
        QCOMPARE(list[1].usable, list[1].reason.empty());
        QCOMPARE(list[1].reason, openTorchCuda());
    }

    void theCpuChoiceNeverUsesCuda() { QVERIFY(!useCuda(DeviceChoice::Cpu)); }

    void autoTakesCudaOnlyWhereItWorks() { QCOMPARE(useCuda(DeviceChoice::Auto), openTorchCuda().empty()); }

    void whatIsPreferredDecidesWhatAutoMeans()
    {
        const bool works = openTorchCuda().empty();
        preferDevice(DeviceChoice::Cpu);
        QVERIFY(!useCuda(DeviceChoice::Auto));
        preferDevice(DeviceChoice::Cuda); // in vain it is as if nothing was preferred
        QCOMPARE(useCuda(DeviceChoice::Auto), works);
        preferDevice(DeviceChoice::Auto);
        QCOMPARE(useCuda(DeviceChoice::Auto), works);
    }

    void askingForCudaInVainGivesTheReason()
    {
        const std::string reason = openTorchCuda();
        if (reason.empty())
            QSKIP("CUDA works here: nothing to refuse");
        try {
            useCuda(DeviceChoice::Cuda);
            QFAIL("CUDA was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Unavailable);
            QVERIFY(std::string(error.what()).find(reason) != std::string::npos);
        }
    }

    void theVersionIsTheOneWeBuildAgainst() { QVERIFY(torchVersion().starts_with("2.")); }
};

QTEST_GUILESS_MAIN(TestDevice)
#include "tst_device.moc"
