// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/tensor_archive.h"

#include "core/backbone/json_text.h"
#include "core/backbone/safetensors_header.h"
#include "core/base/error.h"
#include "core/base/half.h"
#include "core/base/hash.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
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
    if (start.starts_with("NECTARBK"))
        return "a bank, not weights (nectar inspect names the backbone that it was made with)";
    if (start.starts_with("NECTARP"))
        return "an unfinished bank, not weights (nectar build --resume goes on with it)";
    if (start.starts_with("PK\x03\x04"))
        return "a zip archive, as PyTorch writes .pth and .pt files; this version does not read them";
    if (start.starts_with("\x80\x02") || start.starts_with("\x80\x03") || start.starts_with("\x80\x04"))
        return "a pickle stream, as old versions of PyTorch write .pth files; this version does not read them";
    if (start.starts_with("version https://git-lfs"))
        return "a Git LFS pointer, not the weights themselves; fetch the file with git lfs pull";
    if (start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<HTML"))
        return "an HTML page, not weights; fetch the file again";
    for (const std::string_view magic : {"\xFF\xD8\xFF", "\x89PNG\r\n\x1A\n", "GIF87a", "GIF89a", "II*", "MM"})
        if (start.starts_with(magic))
            return "a picture, not a weight file";
    if (start.starts_with("BM") || (start.starts_with("RIFF") && start.substr(8).starts_with("WEBP")))
        return "a picture, not a weight file";
    return nullptr;
}

void requireSafetensors(std::span<const std::byte> bytes, const fs::path& file)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), std::min<std::size_t>(bytes.size(), 64));
    if (const char* other = otherContainer(text))
        throw Error(ErrorCode::Unsupported, fmt::format("cannot read the weights: {}: it is {}; a safetensors file is "
                                                        "needed",
                                                        file.string(), other));
    // What would be a header of 2^56 bytes and more are the first letters of a text.
    if (file.extension() != ".safetensors" && text.size() > 8 && text[7] != '\0' && text[8] != '{')
        throw Error(ErrorCode::BadFormat, fmt::format("cannot read the weights: {}: it is no weight file; name a "
                                                      "safetensors file or its folder",
                                                      file.string()));
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
        return Error(ErrorCode::BadFormat,
                     fmt::format("cannot read the weights: {}: {}; fetch the index again", index.string(), why));
    };
    const std::string text = nectar::readFile(index, 64 << 20);
    constexpr std::size_t kDeepest = 8; // an index nests two levels
    if (isNestedDeeper(text, kDeepest))
        throw fail("its JSON is nested too deeply");
    std::map<std::string, std::string> shardOf;
    try {
        shardOf = nlohmann::json::parse(text).at("weight_map").get<std::map<std::string, std::string>>();
    } catch (const nlohmann::json::parse_error& error) {
        throw fail(fmt::format("it is no valid JSON ({}), so it is no shard index with a weight_map",
                               placeInText(text, error.byte)));
    } catch (const nlohmann::json::exception&) {
        throw fail("it is no shard index: it has no weight_map that names a shard for each tensor");
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

bool isFinite(const TensorInfo& tensor)
{
    const auto all = [&tensor]<class T>(T, const auto& isGood) {
        bool good = true;
        for (std::size_t at = 0; at + sizeof(T) <= tensor.bytes.size(); at += sizeof(T)) {
            T value{};
            std::memcpy(&value, tensor.bytes.data() + at, sizeof(T));
            good &= isGood(value); // no early end: the loop stays a plain one
        }
        return good;
    };
    // All bits of the exponent set: NaN or infinite.
    constexpr std::uint32_t kF32 = 0x7F800000;
    constexpr std::uint16_t kF16 = 0x7C00, kBF16 = 0x7F80;
    switch (tensor.type) {
    case TensorType::F32:
        return all(std::uint32_t{}, [](std::uint32_t bits) { return (bits & kF32) != kF32; });
    case TensorType::F16:
        return all(std::uint16_t{}, [](std::uint16_t bits) { return (bits & kF16) != kF16; });
    case TensorType::BF16:
        return all(std::uint16_t{}, [](std::uint16_t bits) { return (bits & kBF16) != kBF16; });
    case TensorType::F64:
        return all(double{}, [](double value) { return std::isfinite(static_cast<float>(value)); });
    case TensorType::I64:
        break;
    }
    return true;
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
