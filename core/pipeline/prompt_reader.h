// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/job.h"
#include "core/base/parallel.h"
#include "core/dataset/dataset.h"
#include "core/memory/memory_builder.h"

#include <exception>

namespace nectar {

/// What is read of the prompt images, and how.
struct PromptPlan {
    const Dataset* dataset = nullptr;
    std::vector<Sample> samples; ///< sorted by name: the bank's image list
    std::vector<Task> tasks;
    BankOptions options;
    int patchSize = 16;
    std::int64_t firstUnit = 0; ///< units (image · max(E, 1) + epoch) before it are already in the partial file

    int passes() const { return options.augmentationEpochs > 0 ? options.augmentationEpochs : 1; }
};

/// Hash of the files that a bank of these tasks reads beside a photo.
Hash hashAnnotations(const Sample& sample, const std::vector<Task>& tasks);

/// One picture and epoch, decoded, augmented, with its targets computed and its patches chosen: all but the features.
struct PromptUnit {
    std::uint32_t image = 0;
    int epoch = 0;
    std::string skipReason; ///< not empty: the picture cannot be used
    Image input;            ///< at network size
    PatchGrid grid;
    BankRows rows; ///< keys still empty
};

/// Reads prompt images ahead of the encoder on a thread of its own, in (image, epoch) order. Random streams are keyed
/// by (seed, name, epoch), so neither threads nor the other images change what is chosen.
class PromptReader {
public:
    PromptReader(const PromptPlan& plan, std::size_t readAhead);
    ~PromptReader();
    /// The next unit, or nothing at the end. Rethrows what ended the reader early.
    std::optional<PromptUnit> next();

private:
    void run(const std::stop_token& stop);
    void readImage(std::uint32_t image, const std::stop_token& stop);

    const PromptPlan& m_plan;
    BoundedQueue<PromptUnit> m_queue;
    std::exception_ptr m_error;
    WorkerThread m_thread;
};

} // namespace nectar
