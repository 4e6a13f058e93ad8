#include "core/report/clean_text.h"
#include "core/report/parts/front_chart.h"
#include "core/report/parts/labels.h"
#include "core/report/parts/parts.h"
#include "core/report/parts/scale.h"
#include "core/report/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

using analysis::valueOf;

constexpr double kWidth = 682, kRow = 22, kNames = 250;
constexpr size_t kMostBars = 16, kNameLength = 40;

// A name at the left of its row.
Label rowName(double y, const std::string& name, bool isStrong = false)
{
    return {
        {0, y + 4}, shortened(name, kNameLength), 11, isStrong ? Ink::Text : Ink::Soft, Label::Anchor::Start,
        isStrong};
}

Drawing classBars(const Study& study, const std::vector<size_t>& labels)
{
    Drawing drawing{kWidth,
                    double(labels.size()) * kRow + 8,
                    "Change of F1 for each label",
                    fmt::format("{} labels, the largest change first.", labels.size()),
                    {}};
    double largest = 0.01;
    for (const size_t label : labels)
        largest = std::max(largest, std::abs(*study.affected->flips.labels[label].f1));
    const double room = (kWidth - kNames - 120) / 2, zero = kNames + 60 + room;
    drawing.shapes.push_back(Path{{{zero, 0}, {zero, drawing.height}}, Ink::Faint, 1});
    for (size_t i = 0; i < labels.size(); ++i) {
        const double y = double(i) * kRow + 14;
        const double change = *study.affected->flips.labels[labels[i]].f1;
        const double length = std::abs(change) / largest * room;
        const std::string name = labelName(study, labels[i]);
        drawing.shapes.push_back(rowName(y, name));
        drawing.shapes.push_back(Bar{change < 0 ? zero - length : zero, y - 6,
                                     std::max(length, 1.0), 12, change < 0 ? Ink::Loss : Ink::Gain,
                                     1, fmt::format("{}: {}", name, signedNumber(change, 3))});
        const double end = change < 0 ? zero - length - 6 : zero + length + 6;
        drawing.shapes.push_back(Label{{end, y + 4},
                                       signedNumber(change, 3),
                                       10.5,
                                       Ink::Soft,
                                       change < 0 ? Label::Anchor::End : Label::Anchor::Start});
    }
    return drawing;
}

// Indices of those with a latency: the fastest, and always original and subject.
std::vector<size_t> timedEntries(const Study& study)
{
    std::vector<size_t> timed;
    for (size_t i = 0; i < study.entries.size(); ++i)
        if (valueOf(study.entries[i].variant.metrics, "latencyP50Ms"))
            timed.push_back(i);
    const auto latency = [&](size_t i) {
        return *valueOf(study.entries[i].variant.metrics, "latencyP50Ms");
    };
    std::stable_sort(timed.begin(), timed.end(),
                     [&](size_t a, size_t b) { return latency(a) < latency(b); });
    for (size_t i = timed.size(); i-- > 0 && timed.size() > kMostBars;)
        if (!study.entries[timed[i]].isOriginal && study.subject != timed[i])
            timed.erase(timed.begin() + std::ptrdiff_t(i));
    return timed;
}

Drawing latencyBars(const Study& study, const std::vector<size_t>& timed)
{
    Drawing drawing{kWidth,
                    double(timed.size()) * kRow + 8,
                    "Latency of one text",
                    "Bars end at the median; the thin line goes on to the 95th percentile.",
                    {}};
    double largest = 0;
    for (const size_t i : timed) {
        // A disturbed measurement has slow stragglers, which must not squeeze the bars.
        const analysis::Metrics& metrics = study.entries[i].variant.metrics;
        const double median = *valueOf(metrics, "latencyP50Ms");
        largest = std::max(
            {largest, median, std::min(valueOf(metrics, "latencyP95Ms").value_or(0), 2 * median)});
    }
    const double room = kWidth - kNames - 130;
    const auto place = [&](double ms) { return kNames + (largest > 0 ? ms / largest * room : 0); };
    for (size_t row = 0; row < timed.size(); ++row) {
        const Entry& entry = study.entries[timed[row]];
        const double y = double(row) * kRow + 14;
        const double median = *valueOf(entry.variant.metrics, "latencyP50Ms");
        const auto late = valueOf(entry.variant.metrics, "latencyP95Ms");
        const bool isSubject = study.subject == timed[row];
        drawing.shapes.push_back(
            rowName(y, entry.isOriginal ? entry.name + " (original)" : lastSteps(entry.name, kNameLength), isSubject));
        drawing.shapes.push_back(Bar{kNames, y - 6, std::max(place(median) - kNames, 1.0), 12,
                                     entry.isOriginal ? Ink::Star
                                     : isSubject      ? Ink::Accent
                                                      : Ink::Faint,
                                     isSubject || entry.isOriginal ? 1.0 : 0.55, entry.name});
        const double end = std::min(std::max(late.value_or(0), median), largest);
        if (end > median)
            drawing.shapes.push_back(Path{{{place(median), y}, {place(end), y}}, Ink::Soft, 1.2});
        std::string text = figureText(entry.variant.metrics, "latencyP50Ms");
        if (late && *late > end)
            text += ", p95 " + figureText(entry.variant.metrics, "latencyP95Ms");
        drawing.shapes.push_back(Label{{place(end) + 8, y + 4}, std::move(text), 10.5, Ink::Soft});
    }
    return drawing;
}

} // namespace

void addCharts(Document& document, const Study& study)
{
    const bool hasSize = hasPoints(study, "sizeBytes");
    const std::vector<size_t> timed = timedEntries(study);
    const std::vector<size_t> changed = changedLabels(study, kMostBars);
    if (!hasSize && timed.empty() && changed.empty())
        return;
    document.blocks.push_back(Heading{2, "Charts"});
    if (hasSize) {
        document.blocks.push_back(Heading{3, "Quality and size"});
        document.blocks.push_back(
            Figure{frontChart(study, "sizeBytes", kWidth, 240, true), frontCaption(study, true)});
    }
    document.blocks.push_back(Heading{3, "Latency"});
    if (timed.empty())
        document.blocks.push_back(Paragraph{"No speed was measured in these runs."});
    else
        document.blocks.push_back(Figure{latencyBars(study, timed),
                                         "Time for one text: the bar is the median, the thin "
                                         "line reaches the 95th percentile."});
    if (!changed.empty()) {
        document.blocks.push_back(Heading{3, "Change for each label"});
        const size_t others = study.affected->flips.labels.size() - changed.size();
        document.blocks.push_back(Figure{
            classBars(study, changed),
            fmt::format("F1 of “{}” minus that of the original, on the test rows.{}",
                        study.subjectEntry()->name,
                        others == 0 ? ""
                                    : fmt::format(" {} changed less or not at all.",
                                                  counted(others, "more label", "more labels")))});
    }
}

} // namespace lathe::report
