// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/torch/device.h"

#include <QLocale>
#include <QVariantMap>

namespace nectar {

/// How the studio works and shows numbers, as somebody wants it. Theme and colours are kept by themselves.
struct Preferences {
    enum class Numbers { System, Point, Comma, Space }; ///< 1,234.5 or 1.234,5 or 1 234,5
    DeviceChoice device = DeviceChoice::Auto;
    int threads = 0;           ///< 0: as many as there are cores; at most mostThreads()
    int pictureMegabytes = 96; ///< of small pictures kept in memory, kLeastMegabytes to kMostMegabytes
    int diskMegabytes = 512;   ///< of small pictures kept on the disk; 0: none, at most kMostDiskMegabytes
    Numbers numbers = Numbers::System;
    bool restoresLast = true; ///< what was open last is there again at the next start

    static constexpr int kLeastMegabytes = 16, kMostMegabytes = 4096, kMostDiskMegabytes = 65'536;
    static int mostThreads();
    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// As named values that settings keep and files contain; what is missing, broken or out of range is the default.
QVariantMap valuesOf(const Preferences& preferences);
Preferences preferencesFrom(const QVariantMap& values);

/// How numbers are written on the screen; files always have a point. System: the locale that the program began with.
QLocale localeOf(Preferences::Numbers numbers);

} // namespace nectar
