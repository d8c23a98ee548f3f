// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/html_report.h"

#include "core/base/version.h"
#include "core/image/image_files.h"
#include "core/image/resize.h"
#include "core/pipeline/html_parts.h"
#include "core/report/overlay.h"
#include "core/report/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace nectar {

namespace {

constexpr int kLongSide = 1024, kQuality = 85;
constexpr std::size_t kMostVoters = 30;
constexpr int kWholePx = 120, kCutOutPx = 96;

std::string colourText(Rgb c) { return fmt::format("#{:02X}{:02X}{:02X}", c.r, c.g, c.b); }

class ReportWriter {
public:
    ReportWriter(const OpenImage& image, const MemoryBank& bank, const HtmlReportRequest& request,
                 const JobContext& ctx)
        : m_image(image), m_bank(bank), m_request(request), m_ctx(ctx)
    {
        const PatchGrid& grid = image.grid;
        if (request.patch && (request.patch->row < 0 || request.patch->row >= grid.rows || request.patch->col < 0 ||
                              request.patch->col >= grid.cols))
            throw Error(ErrorCode::BadOption,
                        fmt::format("there is no such patch: row {}, column {}: the picture has "
                                    "rows 0 to {} and columns 0 to {}",
                                    request.patch->row, request.patch->col, grid.rows - 1, grid.cols - 1));
    }

    std::string write()
    {
        const std::string name = htmlText(m_image.name);
        m_html =
            fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                        "style-src 'unsafe-inline'\">\n<title>{} – Nectar</title>\n<style>{}</style>\n</head>\n"
                        "<body>\n<h1>{}</h1>\n<div class=\"pictures\">\n",
                        name, reportStyle(), name);
        addPicture("The picture", m_image.photo);
        std::string legends;
        for (const Task task : {Task::Segmentation, Task::Depth})
            if (m_bank.has(task))
                legends += addTask(task);
        m_html += "</div>\n" + legends;
        if (m_request.patch)
            addEvidence(*m_request.patch);
        addFacts();
        return std::move(m_html) + "</body>\n</html>\n";
    }

private:
    /// With the patch framed.
    void addPicture(std::string_view caption, const Image& picture)
    {
        m_ctx.checkStop();
        std::string frame;
        if (m_request.patch)
            frame = fmt::format(
                "<b style=\"{}\"></b>",
                frameStyle(imageFromPatch(m_image.grid, m_image.photo.size(), *m_request.patch), m_image.photo.size()));
        m_html +=
            fmt::format("<figure><div class=\"framed\"><img alt=\"{}\" src=\"{}\">{}</div>"
                        "<figcaption>{}</figcaption></figure>\n",
                        caption, jpegDataUri(encodeJpeg(shrinkToFit(picture, kLongSide), kQuality)), frame, caption);
    }

    /// Adds the overlay; returns what explains its colours.
    std::string addTask(Task task)
    {
        const Prediction prediction = predict(m_image, m_bank, task, m_request.options, m_ctx);
        if (task == Task::Segmentation) {
            const std::vector<Rgb> palette = paletteFor(m_bank.classes());
            addPicture("Predicted classes",
                       overlayLabels(m_image.photo, prediction.labels, palette, m_request.opacity));
            return classLegend(prediction.labels, palette);
        }
        const DepthMap& depth = prediction.depth.depth;
        const DepthRange range = depthRange(depth);
        addPicture("Predicted depth", overlayDepth(m_image.photo, depth, range, depthPalette("dusk"), m_request.opacity,
                                                   prediction.depth.guessed));
        return fmt::format("<h2>Depth</h2>\n<p>From {:.1f} m (near) to {:.1f} m (far); hatched where no known patch is "
                           "near.</p>\n",
                           range.nearMetres, range.farMetres);
    }

    /// Classes by area, largest first.
    std::string classLegend(const LabelMap& labels, const std::vector<Rgb>& palette) const
    {
        const auto count = static_cast<std::size_t>(m_bank.classes().count());
        std::vector<std::int64_t> pixels(count + 1);
        for (const std::uint16_t id : labels.ids)
            ++pixels[std::min<std::size_t>(id, count)];
        std::vector<std::size_t> order(count);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t c) { return pixels[c]; });
        const double all = static_cast<double>(std::max<std::size_t>(labels.ids.size(), 1));
        std::string rows = "<h2>Classes</h2>\n<table>\n<tr><th>class</th><th>area</th></tr>\n";
        for (const std::size_t c : order)
            if (pixels[c] > 0)
                rows += fmt::format("<tr><td><span class=\"swatch\" style=\"background:{}\"></span>{}</td>"
                                    "<td class=\"number\">{:.1f} %</td></tr>\n",
                                    colourText(palette[c]), htmlText(m_bank.classes().classes[c].name),
                                    100 * static_cast<double>(pixels[c]) / all);
        if (pixels[count] > 0)
            rows += fmt::format("<tr><td>unknown</td><td class=\"number\">{:.1f} %</td></tr>\n",
                                100 * static_cast<double>(pixels[count]) / all);
        return rows + "</table>\n";
    }

    void addEvidence(PatchIndex patch)
    {
        const auto evidence = patchEvidence(m_image, m_bank, patchNumber(m_image.grid, patch), m_request.options);
        const std::size_t shown = std::min(evidence.size(), kMostVoters);
        m_html += fmt::format("<h2>Why: the patch in row {}, column {}</h2>\n<p>It looks like these patches of the "
                              "prompt images, whose labels vote{}.</p>\n<style>",
                              patch.row, patch.col,
                              shown < evidence.size() ? fmt::format(" (the first {} of {})", shown, evidence.size())
                                                      : std::string());
        std::map<std::uint32_t, bool> used; // each prompt image is in the page once
        for (std::size_t i = 0; i < shown; ++i)
            if (used.emplace(evidence[i].image, true).second)
                m_html += fmt::format(".p{}{{background-image:url({})}}\n", evidence[i].image,
                                      jpegDataUri(m_bank.images()[evidence[i].image].jpeg));
        m_html += "</style>\n<table>\n<tr><th></th><th></th><th>shows</th><th>weight</th><th>similarity</th>"
                  "<th>prompt image</th></tr>\n";
        for (std::size_t i = 0; i < shown; ++i)
            addVoter(evidence[i]);
        m_html += "</table>\n";
    }

    void addVoter(const PatchEvidence& voter)
    {
        const PromptImage& prompt = m_bank.images()[voter.image];
        const RectF& place = voter.origin.rectangle;
        const int height = kWholePx * prompt.size.height / std::max(prompt.size.width, 1);
        m_html += fmt::format("<tr><td><div class=\"whole p{}\" style=\"width:{}px;height:{}px\"><b style=\"{}\"></b>"
                              "</div></td><td><div class=\"p{}\" style=\"width:{}px;height:{}px;{}\"></div></td>",
                              voter.image, kWholePx, height, frameStyle(place, prompt.size), voter.image, kCutOutPx,
                              kCutOutPx, cutOutStyle(place, prompt.size, kCutOutPx));
        m_html += fmt::format("<td>{}</td><td class=\"number\">{:.1f} %</td><td class=\"number\">{:.3f}</td><td>{}</td>"
                              "</tr>\n",
                              htmlText(shows(voter)), 100 * voter.weight, voter.similarity, htmlText(prompt.name));
    }

    /// "road 75 %, kerb 25 %, 12.4 m"
    std::string shows(const PatchEvidence& voter) const
    {
        int total = 0;
        for (const ClassCount& count : voter.counts)
            total += count.count;
        std::string text;
        for (const ClassCount& count : voter.counts)
            text +=
                fmt::format("{}{} {:.0f} %", text.empty() ? "" : ", ", m_bank.classes().classes[count.classIndex].name,
                            100. * count.count / std::max(total, 1));
        if (std::isfinite(voter.metres))
            text += fmt::format("{}{:.1f} m", text.empty() ? "" : ", ", voter.metres);
        return text.empty() ? "no label" : text;
    }

    void addFacts()
    {
        const std::string self = m_image.ownImages.empty()         ? "no"
                                 : m_image.self == SelfMatch::Drop ? "yes; it was no evidence for itself"
                                                                   : "yes; it was evidence for itself";
        const std::pair<const char*, std::string> facts[] = {
            {"Voters of each patch (k)", fmt::format("{}", m_request.options.neighbours)},
            {"Evenness (temperature)", fmt::format("{}", m_request.options.temperature)},
            {"Picture", fmt::format("{} × {} pixels, {} × {} patches", m_image.photo.width, m_image.photo.height,
                                    m_image.grid.cols, m_image.grid.rows)},
            {"A prompt image of the bank", self},
            {"Bank", fmt::format("{} prompt images, {} patches", m_bank.images().size(), m_bank.size())},
            {"Hash of the bank", toHex(m_bank.hash())},
            {"Backbone", m_bank.info().backboneIdentity},
            {"Written by", "Nectar " + versionString()}};
        m_html += "<h2>How</h2>\n<table>\n";
        for (const auto& [what, value] : facts)
            m_html += fmt::format("<tr><th>{}</th><td>{}</td></tr>\n", what, htmlText(value));
        m_html += "</table>\n";
    }

    const OpenImage& m_image;
    const MemoryBank& m_bank;
    const HtmlReportRequest& m_request;
    const JobContext& m_ctx;
    std::string m_html;
};

} // namespace

std::string htmlReport(const OpenImage& image, const MemoryBank& bank, const HtmlReportRequest& request,
                       const JobContext& ctx)
{
    return ReportWriter(image, bank, request, ctx).write();
}

} // namespace nectar
