// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "ui/presenters/label_values.h"

#include <map>

namespace nectar {

/// What labels the pictures, on the engine lane: nothing here is thread-safe. Clicks are given with the numbers that
/// open() returned.
class LabelEngine {
public:
    /// The starter backbone where it is installed, else the descriptor.
    static QString backboneName();

    struct Opened {
        std::size_t number = 0;
        Size size;
        PatchGrid grid;
    };
    /// Reads a picture and its features, unless they are known; the first call opens the backbone. Errors: as
    /// ClickLabeller::open().
    Opened open(const std::filesystem::path& file, const JobContext& ctx);

    /// Brings the clicks up to date and returns the threshold that holds for them.
    float use(const Labelling& labelling, const JobContext& ctx);
    /// Of a picture at its own size, from the clicks and classes last used.
    ClickedLabels labels(std::size_t picture, const JobContext& ctx);
    struct Preview {
        QImage picture;
        std::vector<double> shares;
    };
    /// Small, the labels over the picture.
    Preview preview(std::size_t picture, const JobContext& ctx);

    struct ClickFolder {
        std::filesystem::path path;
        Existing existing = Existing::Keep;
    };
    struct SaveResult {
        QString folder;
        int pictures = 0;
    };
    /// Pictures, masks, classes, annotations and clicks into a folder, which is then a data set. Errors: as ClickFiles.
    SaveResult save(const ClickFolder& folder, const std::vector<LabelledPicture>& pictures, const Labelling& labelling,
                    const JobContext& ctx);

private:
    LabelMap mapOf(std::size_t picture, std::optional<Size> size, const JobContext& ctx);

    std::unique_ptr<ClickLabeller> m_labeller;
    struct Known {
        std::filesystem::file_time_type written;
        Opened opened;
    };
    std::map<std::filesystem::path, Known> m_known;
    std::vector<Image> m_small; ///< of each open picture
    ClassTable m_classes{{{kOtherClass, "other", {}}}, {}};
    std::optional<Labelling> m_used; ///< what the labeller is up to date with
    float m_threshold = 0;
};

} // namespace nectar
