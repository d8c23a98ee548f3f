// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/tensor_archive.h"

#include "core/backbone/safetensors_header.h"
#include "core/base/error.h"
#include "core/base/half.h"
#include "core/base/hash.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <set>

namespace nectar {

namespace fs = std::filesystem;

std::int64_t TensorInfo::count() const
{
    std::int64_t product = 1;
    for (const std::int64_t side : shape)
        product *= side; // checked against the bytes when the file was opened
    return product;
}

namespace {

/// model.safetensors or its index in a folder.
fs::path weightFileOf(const fs::path& path)
{
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw Error(ErrorCode::NotFound,
                    fmt::format("no weights: {}: no such file or folder; check the path", path.string()));
    if (!fs::is_directory(path, ignored))
        return path;
    for (const char* name : {"model.safetensors", "model.safetensors.index.json"})
        if (fs::exists(path / name, ignored))
            return path / name;
    throw Error(ErrorCode::NotFound, fmt::format("no weights: {}: the folder has neither model.safetensors nor "
                                                 "model.safetensors.index.json; name the weight file",
                                                 path.string()));
}

/// What a file is instead of safetensors; the content decides, not its name.
const char* otherContainer(std::string_view start)
{
    if (start.size() > 8 && start[8] == '{')
        return nullptr; // the length of the header may look like anything
    if (start.starts_with("PK\x03\x04"))
        return "a zip archive, as PyTorch writes .pth and .pt files; this version does not read them";
    if (start.starts_with("\x80\x02") || start.starts_with("\x80\x03") || start.starts_with("\x80\x04"))
        return "a pickle stream, as old versions of PyTorch write .pth files; this version does not read them";
    if (start.starts_with("version https://git-lfs"))
        return "a Git LFS pointer, not the weights themselves; fetch the file with git lfs pull";
    if (start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<HTML"))
        return "an HTML page, not weights; fetch the file again";
    return nullptr;
}

void requireSafetensors(std::span<const std::byte> bytes, const fs::path& file)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 64));
    if (const char* other = otherContainer(text))
        throw Error(ErrorCode::Unsupported, fmt::format("cannot read the weights: {}: it is {}; a safetensors file is "
                                                        "needed",
                                                        file.string(), other));
}

} // namespace

TensorArchive TensorArchive::open(const fs::path& path)
{
    const fs::path file = weightFileOf(path);
    TensorArchive archive;
    if (file.extension() == ".json")
        archive.readIndex(file);
    else
        archive.readFile(file);
    return archive;
}

void TensorArchive::readFile(const fs::path& file)
{
    std::shared_ptr<const MappedFile> mapped;
    try {
        mapped = MappedFile::open(file);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Empty)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot read the weights: {}: the file is empty; fetch it again", file.string()));
        throw;
    }
    requireSafetensors(mapped->bytes(), file);
    for (TensorInfo& tensor : readSafetensors(mapped->bytes(), file.string())) {
        const std::string name = tensor.name;
        if (!m_tensors.emplace(name, std::move(tensor)).second)
            throw Error(ErrorCode::BadFormat,
                        fmt::format("cannot read the weights: {}: duplicate tensor name {} in two shards",
                                    file.string(), name));
    }
    m_files.push_back(file);
    m_mappings.push_back(std::move(mapped));
}

void TensorArchive::readIndex(const fs::path& index)
{
    const auto fail = [&index](const std::string& why) {
        return Error(ErrorCode::BadFormat, fmt::format("cannot read the weights: {}: {}", index.string(), why));
    };
    const std::string text = nectar::readFile(index, 64 << 20);
    std::map<std::string, std::string> shardOf;
    try {
        // The parser keeps its own stack, but a deep value would still cost memory: an index nests two levels.
        const auto onEvent = [&fail](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
            if (depth > 8)
                throw fail("its JSON is nested too deeply");
            return true;
        };
        const auto json = nlohmann::json::parse(text, onEvent);
        shardOf = json.at("weight_map").get<std::map<std::string, std::string>>();
    } catch (const nlohmann::json::exception& error) {
        throw fail(fmt::format("it is no shard index: its JSON has no readable weight_map ({})", error.what()));
    }
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : shardOf) {
        const fs::path name(shard);
        if (name.empty() || name.has_parent_path() || name.is_absolute() || shard == "..")
            throw fail(fmt::format(
                "the weight_map leads out of the folder: shard '{}' is no plain file name beside the index", shard));
        shards.insert(shard);
    }
    for (const std::string& shard : shards)
        readFile(index.parent_path() / shard);
    for (const auto& [tensor, shard] : shardOf)
        if (!m_tensors.contains(tensor))
            throw fail(fmt::format("tensor {} is missing in shard {}", tensor, shard));
    for (const auto& [tensor, info] : m_tensors)
        if (!shardOf.contains(tensor))
            throw fail(fmt::format("tensor {} is in a shard but not in the index's weight_map", tensor));
}

const TensorInfo* TensorArchive::find(const std::string& name) const
{
    const auto found = m_tensors.find(name);
    return found == m_tensors.end() ? nullptr : &found->second;
}

std::string TensorArchive::contentHash() const
{
    Hasher hasher;
    for (const auto& mapped : m_mappings) // sorted by shard name
        hasher.addBytes(mapped->bytes());
    return toHex(hasher.finish());
}

std::vector<float> floatValues(const TensorInfo& tensor)
{
    const auto count = static_cast<std::size_t>(tensor.count());
    std::vector<float> values(count);
    const auto read = [&tensor]<class T>(std::size_t i, T& value) {
        std::memcpy(&value, tensor.bytes.data() + i * sizeof(T), sizeof(T));
    };
    switch (tensor.type) {
    case TensorType::F32:
        if (count > 0)
            std::memcpy(values.data(), tensor.bytes.data(), count * sizeof(float));
        break;
    case TensorType::F16:
        for (std::size_t i = 0; i < count; ++i) {
            std::uint16_t half = 0;
            read(i, half);
            values[i] = floatFromHalf(half);
        }
        break;
    case TensorType::BF16:
        for (std::size_t i = 0; i < count; ++i) {
            std::uint16_t half = 0;
            read(i, half);
            values[i] = std::bit_cast<float>(std::uint32_t{half} << 16);
        }
        break;
    case TensorType::F64:
        for (std::size_t i = 0; i < count; ++i) {
            double number = 0;
            read(i, number);
            values[i] = static_cast<float>(number);
        }
        break;
    case TensorType::I64:
        for (std::size_t i = 0; i < count; ++i) {
            std::int64_t number = 0;
            read(i, number);
            values[i] = static_cast<float>(number);
        }
        break;
    }
    return values;
}

} // namespace nectar
