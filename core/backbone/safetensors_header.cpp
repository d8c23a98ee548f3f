// SPDX-License-Identifier: Apache-2.0
#include "core/backbone/safetensors_header.h"

#include "core/base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>

namespace nectar {

namespace {

using nlohmann::json;

constexpr std::uint64_t kLargestHeader = 100'000'000;
constexpr std::size_t kLongestName = 1000;
constexpr std::size_t kDeepestNesting = 8;
constexpr std::size_t kLongestArray = 8; ///< values of a shape or of data_offsets
constexpr std::size_t kMostTensors = 100'000;
constexpr std::size_t kMostKeys = 8 * kMostTensors;

[[noreturn]] void fail(const std::string& file, const std::string& why)
{
    throw Error(ErrorCode::BadFormat, fmt::format("cannot read the weights: {}: {}; fetch the file again", file, why));
}

/// Control characters as \x00.
std::string printable(std::string_view text)
{
    std::string shown;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            shown += fmt::format("\\x{:02X}", byte);
        else
            shown += c;
    }
    return shown;
}

/// First pass over the header, before anything is stored: a hostile one could nest a million levels, hold an array that
/// fills the memory or name a tensor twice, while a real one has only shapes and offsets in arrays.
class HeaderGuard final : public nlohmann::json_sax<json> {
public:
    explicit HeaderGuard(const std::string& file) : m_file(file) {}

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t&) override { return value(); }
    bool string(string_t&) override { return value(); }
    bool binary(binary_t&) override { return value(); }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return --m_depth, true; }
    bool end_array() override { return --m_depth, true; }

    bool key(string_t& name) override
    {
        if (++m_keys > kMostKeys)
            fail(m_file, fmt::format("its header has more than {} keys", kMostKeys));
        if (m_depth != 1)
            return true;
        if (name.size() > kLongestName)
            fail(m_file, fmt::format("the header has a tensor name of {} bytes", name.size()));
        // A zero byte would end the messages that show the name, a line break would forge others.
        if (const std::string shown = printable(name); shown != name)
            fail(m_file, fmt::format("the header has a tensor name with control characters, '{}'", shown));
        if (m_names.size() == kMostTensors)
            fail(m_file, fmt::format("its header names more than {} tensors", kMostTensors));
        if (!m_names.insert(name).second)
            fail(m_file, "duplicate tensor name " + name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        fail(m_file, fmt::format("its header is no valid UTF-8 JSON (at its byte {})", position));
    }

private:
    bool open(bool array)
    {
        value();
        if (++m_depth > kDeepestNesting)
            fail(m_file, "its header is nested too deeply");
        m_inArray[m_depth] = array;
        m_values[m_depth] = 0;
        return true;
    }
    bool value()
    {
        if (++m_values[m_depth] > kLongestArray && m_inArray[m_depth])
            fail(m_file, "its header has an array that is too long for a shape");
        return true;
    }

    const std::string& m_file;
    std::unordered_set<std::string> m_names;
    std::size_t m_keys = 0;
    std::size_t m_depth = 0;
    std::array<std::size_t, kDeepestNesting + 1> m_values{}; ///< of what is open at each level
    std::array<bool, kDeepestNesting + 1> m_inArray{};
};

json parseHeader(const std::string& file, std::string_view text)
{
    HeaderGuard guard(file);
    json::sax_parse(text.begin(), text.end(), &guard); // throws through the guard
    json header = json::parse(text.begin(), text.end(), nullptr, false);
    if (!header.is_object())
        fail(file, "its header is no JSON object");
    return header;
}

TensorType typeFrom(const std::string& file, const std::string& tensor, const json& entry)
{
    const auto found = entry.find("dtype");
    const std::string name = found != entry.end() && found->is_string() ? found->get<std::string>() : "";
    if (name == "F32")
        return TensorType::F32;
    if (name == "F16")
        return TensorType::F16;
    if (name == "BF16")
        return TensorType::BF16;
    if (name == "F64")
        return TensorType::F64;
    if (name == "I64")
        return TensorType::I64;
    fail(file, fmt::format("tensor {} has dtype '{}'; F32, F16 and BF16 are read", tensor, printable(name)));
}

std::uint64_t bytesPerValue(TensorType type)
{
    return type == TensorType::F32 ? 4 : type == TensorType::F16 || type == TensorType::BF16 ? 2 : 8;
}

std::vector<std::int64_t> shapeFrom(const std::string& file, const std::string& tensor, const json& entry)
{
    const auto found = entry.find("shape");
    if (found == entry.end() || !found->is_array() || found->size() > kLongestArray)
        fail(file, fmt::format("tensor {} has no readable shape", tensor));
    std::vector<std::int64_t> shape;
    for (const json& side : *found) {
        if (!side.is_number_unsigned() || side.get<std::uint64_t>() > (std::uint64_t{1} << 62))
            fail(file, fmt::format("tensor {} has an impossible shape", tensor));
        shape.push_back(side.get<std::int64_t>());
    }
    return shape;
}

std::uint64_t sizeOf(const std::string& file, const std::string& tensor, const std::vector<std::int64_t>& shape,
                     TensorType type)
{
    std::uint64_t size = bytesPerValue(type);
    for (const std::int64_t side : shape)
        if (__builtin_mul_overflow(size, static_cast<std::uint64_t>(side), &size))
            fail(file, fmt::format("the size of tensor {} overflows: impossible shape", tensor));
    return size;
}

/// [begin, end) of a tensor's bytes in the data section, checked against its length.
std::pair<std::uint64_t, std::uint64_t> offsetsFrom(const std::string& file, const std::string& tensor,
                                                    const json& entry, std::uint64_t dataSize)
{
    const auto found = entry.find("data_offsets");
    if (found == entry.end() || !found->is_array() || found->size() != 2 || !(*found)[0].is_number_integer() ||
        !(*found)[1].is_number_integer())
        fail(file, fmt::format("tensor {} has no readable data_offsets", tensor));
    if (!(*found)[0].is_number_unsigned() || !(*found)[1].is_number_unsigned())
        fail(file, fmt::format("tensor {} has a negative offset", tensor));
    const auto begin = (*found)[0].get<std::uint64_t>();
    const auto end = (*found)[1].get<std::uint64_t>();
    if (begin > end)
        fail(file, fmt::format("tensor {} has its offsets reversed", tensor));
    if (end > dataSize)
        fail(file, fmt::format("tensor {} has an offset beyond the end: the file is truncated or damaged", tensor));
    return {begin, end};
}

/// Free text, which we do not use: names to strings, as the reference reader demands.
void checkMetadata(const std::string& file, const json& entry)
{
    if (!entry.is_object() ||
        !std::all_of(entry.begin(), entry.end(), [](const json& value) { return value.is_string(); }))
        fail(file, "the header's __metadata__ is no table of texts");
}

/// The tensors must cover the data section completely and only once.
void checkCover(const std::string& file, std::vector<TensorInfo> tensors, std::span<const std::byte> data)
{
    std::sort(tensors.begin(), tensors.end(), [](const TensorInfo& a, const TensorInfo& b) {
        return a.bytes.data() != b.bytes.data() ? a.bytes.data() < b.bytes.data() : a.bytes.size() < b.bytes.size();
    });
    const std::byte* covered = data.data();
    for (const TensorInfo& tensor : tensors) {
        if (tensor.bytes.data() < covered)
            fail(file, fmt::format("tensor {} overlaps another", tensor.name));
        if (tensor.bytes.data() > covered)
            fail(file, fmt::format("there is a hole of unused bytes before tensor {}", tensor.name));
        covered += tensor.bytes.size();
    }
    if (covered != data.data() + data.size())
        fail(file, fmt::format("there are {} unused bytes (a hole) after the last tensor",
                               data.data() + data.size() - covered));
}

} // namespace

std::vector<TensorInfo> readSafetensors(std::span<const std::byte> file, const std::string& name)
{
    if (file.size() < 8)
        fail(name, "it is too short for a header: truncated");
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    if (length > kLargestHeader)
        fail(name, fmt::format("its header length {} is impossible: it is no safetensors file", length));
    if (length == 0 || length > file.size() - 8)
        fail(name, fmt::format("its header length {} does not fit the file: truncated or no safetensors file", length));
    const std::span<const std::byte> data = file.subspan(8 + length);
    const json header =
        parseHeader(name, {reinterpret_cast<const char*>(file.data()) + 8, static_cast<std::size_t>(length)});
    std::vector<TensorInfo> tensors;
    for (const auto& [tensor, entry] : header.items()) {
        if (tensor == "__metadata__") {
            checkMetadata(name, entry);
            continue;
        }
        if (!entry.is_object())
            fail(name, fmt::format("the header's entry {} is no object", tensor));
        TensorInfo info;
        info.name = tensor;
        info.type = typeFrom(name, tensor, entry);
        info.shape = shapeFrom(name, tensor, entry);
        const std::uint64_t size = sizeOf(name, tensor, info.shape, info.type);
        const auto [begin, end] = offsetsFrom(name, tensor, entry, data.size());
        if (end - begin != size)
            fail(name, fmt::format("tensor {} has the wrong size: its shape needs {} bytes, it has {}", tensor, size,
                                   end - begin));
        info.bytes = data.subspan(begin, size);
        tensors.push_back(std::move(info));
    }
    if (tensors.empty())
        fail(name, "it holds no tensor");
    checkCover(name, tensors, data);
    return tensors;
}

} // namespace nectar
