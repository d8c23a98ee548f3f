// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/jobs/latest_only.h"

#include <QImage>
#include <QTemporaryDir>

#include <functional>

namespace nectar {

/// Pictures from the clipboard, kept as files until the program ends.
class PastedPictures {
public:
    explicit PastedPictures(QThreadPool* engine) : m_writing(engine) {}
    bool isBusy() const { return m_writing.isRunning(); }
    /// done: with the file, unless another picture is kept before it is written.
    void keep(const QImage& picture, std::function<void(const Outcome<QString>&)> done);

private:
    QTemporaryDir m_folder;
    LatestOnly m_writing; ///< the newest wins
    int m_count = 0;
};

} // namespace nectar
