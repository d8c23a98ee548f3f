// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace nectar {

enum class TensorType { F32, F16, BF16, F64, I64 };

struct TensorInfo {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes; ///< little-endian, C order
    std::int64_t count() const;
};

/// The tensors of a safetensors file, or of the shards of an index (model.safetensors.index.json). Files are mapped and
/// nothing in them is executed or believed: every offset, shape and name is checked when opening. Errors: BadFormat
/// naming what is wrong, Unsupported for other containers.
class TensorArchive {
public:
    /// A file, an index, or a folder with model.safetensors or model.safetensors.index.json.
    static TensorArchive open(const std::filesystem::path& path);

    const std::map<std::string, TensorInfo>& tensors() const { return m_tensors; }
    const TensorInfo* find(const std::string& name) const;
    const std::vector<std::filesystem::path>& files() const { return m_files; }
    /// Hash over the contents of all files.
    std::string contentHash() const;

private:
    void readFile(const std::filesystem::path& file);
    void readIndex(const std::filesystem::path& index);

    std::map<std::string, TensorInfo> m_tensors;
    std::vector<std::filesystem::path> m_files;
    std::vector<std::shared_ptr<const MappedFile>> m_mappings;
};

/// Neither NaN nor infinite once widened to fp32: one such weight makes every feature NaN.
bool isFinite(const TensorInfo& tensor);

/// Values widened to fp32.
std::vector<float> floatValues(const TensorInfo& tensor);

} // namespace nectar
