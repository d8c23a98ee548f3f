// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/html_parts.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace nectar {

std::string htmlText(std::string_view text)
{
    const bool isText = isUtf8(text);
    std::string html;
    for (const char letter : text)
        switch (letter) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default:
            html += !isText && static_cast<unsigned char>(letter) >= 0x80 ? '?' : letter;
        }
    return html;
}

std::string jpegDataUri(std::span<const std::byte> jpeg)
{
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string uri = "data:image/jpeg;base64,";
    uri.reserve(uri.size() + jpeg.size() * 4 / 3 + 4);
    for (std::size_t i = 0; i < jpeg.size(); i += 3) {
        const std::size_t bytes = std::min<std::size_t>(3, jpeg.size() - i);
        std::uint32_t group = 0;
        for (std::size_t b = 0; b < 3; ++b)
            group = group << 8 | (b < bytes ? std::to_integer<std::uint32_t>(jpeg[i + b]) : 0U);
        for (std::size_t letter = 0; letter < 4; ++letter)
            uri += letter <= bytes ? kLetters[group >> (18 - 6 * letter) & 63U] : '=';
    }
    return uri;
}

std::string frameStyle(const RectF& r, Size picture)
{
    const double width = picture.width, height = picture.height;
    return fmt::format("left:{:.2f}%;top:{:.2f}%;width:{:.2f}%;height:{:.2f}%", 100 * r.x / width, 100 * r.y / height,
                       100 * r.width / width, 100 * r.height / height);
}

std::string cutOutStyle(const RectF& r, Size picture, int sidePx)
{
    constexpr float kSurroundings = 3;
    const float side = std::min({kSurroundings * std::max(r.width, r.height), static_cast<float>(picture.width),
                                 static_cast<float>(picture.height)});
    const float scale = static_cast<float>(sidePx) / side;
    const auto start = [&](float middle, int length) {
        return std::clamp(middle - side / 2, 0.f, static_cast<float>(length) - side) * scale;
    };
    return fmt::format("background-size:{:.1f}px {:.1f}px;background-position:-{:.1f}px -{:.1f}px",
                       static_cast<float>(picture.width) * scale, static_cast<float>(picture.height) * scale,
                       start(r.x + r.width / 2, picture.width), start(r.y + r.height / 2, picture.height));
}

std::string_view reportStyle()
{
    return ":root{color-scheme:light dark}"
           "body{font:14px/1.5 system-ui,sans-serif;max-width:1100px;margin:24px auto;padding:0 16px}"
           "h1{font-size:22px}h2{font-size:17px;margin-top:28px}"
           "figure{margin:0}figcaption{opacity:.75;font-size:12px}"
           ".pictures{display:flex;flex-wrap:wrap;gap:16px}"
           ".pictures figure{flex:1 1 320px}.pictures img{width:100%;display:block}"
           ".framed{position:relative}.framed b{position:absolute;outline:2px solid #F2A516;outline-offset:1px}"
           "table{border-collapse:collapse}td,th{padding:3px 12px 3px 0;text-align:left;vertical-align:middle}"
           ".swatch{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:6px}"
           ".whole{position:relative;background-size:100% 100%}"
           ".whole b{position:absolute;outline:2px solid #F2A516}"
           "td.number{text-align:right;font-variant-numeric:tabular-nums}";
}

} // namespace nectar
