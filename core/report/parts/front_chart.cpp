#include "core/report/parts/front_chart.h"

#include "core/analysis/pareto.h"
#include "core/report/parts/scale.h"
#include "core/report/words.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace lathe::report {

namespace {

using analysis::valueOf;

constexpr double kLeft = 34, kTop = 8, kBottom = 34, kRight = 8;
constexpr size_t kMostNumbered = 12;

struct Dot {
    size_t entry = 0;
    double cost = 0, quality = 0, low = 0, high = 0; // ends of the interval; both quality if none
};

std::vector<Dot> dotsOf(const Study& study, std::string_view metric)
{
    std::vector<Dot> dots;
    for (size_t i = 0; i < study.entries.size(); ++i) {
        const Entry& entry = study.entries[i];
        const auto cost = valueOf(entry.variant.metrics, metric);
        const auto quality = valueOf(entry.variant.metrics, study.quality->key);
        if (!cost || !quality || (!entry.unfit.empty() && !entry.isOriginal))
            continue;
        Dot dot{i, *cost, *quality, *quality, *quality};
        if (const analysis::Difference* change = entry.change(study.quality->key)) {
            dot.low = *quality + change->low - change->value;
            dot.high = *quality + change->high - change->value;
        }
        dots.push_back(dot);
    }
    return dots;
}

Path star(Point centre)
{
    Path path{{}, Ink::None, 0, Ink::Star};
    for (int k = 0; k < 10; ++k) {
        const double radius = k % 2 == 0 ? 9 : 4, angle = k * std::numbers::pi / 5;
        path.points.push_back(
            {centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)});
    }
    return path;
}

class Chart {
public:
    Chart(const Study& study, std::string_view metric, double width, double height, bool isNumbered)
        : m_study(study), m_metric(metric),
          m_isNumbered(isNumbered && study.entries.size() <= kMostNumbered),
          m_dots(dotsOf(study, metric))
    {
        m_drawing.width = width;
        m_drawing.height = height;
        std::vector<double> costs, qualities;
        for (const Dot& dot : m_dots) {
            costs.push_back(metric == "sizeBytes" ? dot.cost / 1e6 : dot.cost);
            qualities.insert(qualities.end(), {dot.low, dot.high});
        }
        m_x = Scale::over(costs, true);
        m_y = Scale::over(qualities, false);
    }

    Drawing draw()
    {
        const analysis::MetricInfo* cost = analysis::findMetric(m_metric);
        m_drawing.title =
            fmt::format("{} over {}", m_study.quality->title, inSentence(cost->title));
        drawAxes();
        drawLimits();
        const std::vector<size_t> front = frontOf();
        Path line{{}, Ink::Text, 1.4, Ink::None, 0.5};
        for (const size_t i : front)
            line.points.push_back(place(m_dots[i]));
        if (line.points.size() > 1)
            m_drawing.shapes.push_back(std::move(line));
        for (size_t i = 0; i < m_dots.size(); ++i)
            if (std::find(front.begin(), front.end(), i) == front.end())
                drawDot(m_dots[i], false);
        for (const size_t i : front)
            drawDot(m_dots[i], true);
        m_drawing.description =
            fmt::format("{}, {} of them on the front.", counted(m_dots.size(), "model", "models"),
                        front.size());
        return std::move(m_drawing);
    }

private:
    Point place(double cost, double quality) const
    {
        const double x = m_metric == "sizeBytes" ? cost / 1e6 : cost;
        const double width = m_drawing.width - kLeft - kRight,
                     height = m_drawing.height - kTop - kBottom;
        return {kLeft + width * m_x.at(x), kTop + height * (1 - m_y.at(quality))};
    }
    Point place(const Dot& dot) const { return place(dot.cost, dot.quality); }

    void drawAxes()
    {
        const double right = m_drawing.width - kRight, bottom = m_drawing.height - kBottom;
        for (const double mark : m_y.marks) {
            const double y = kTop + (bottom - kTop) * (1 - m_y.at(mark));
            m_drawing.shapes.push_back(Path{{{kLeft, y}, {right, y}}, Ink::Line, 0.8});
            m_drawing.shapes.push_back(Label{
                {kLeft - 6, y + 3.5}, markText(m_y, mark), 10.5, Ink::Faint, Label::Anchor::End});
        }
        const bool isSize = m_metric == "sizeBytes";
        double free = kLeft - 20; // where the next label may begin
        for (const double mark : m_x.marks) {
            const double x = kLeft + (right - kLeft) * m_x.at(mark);
            m_drawing.shapes.push_back(Path{{{x, bottom}, {x, bottom + 4}}, Ink::Line, 0.8});
            const std::string text = markText(m_x, mark) + (isSize ? " MB" : " ms");
            const double half = double(text.size()) * 3;
            if (x - half < free || x + half > m_drawing.width)
                continue;
            free = x + half + 6;
            m_drawing.shapes.push_back(
                Label{{x, bottom + 16}, text, 10.5, Ink::Faint, Label::Anchor::Middle});
        }
        m_drawing.shapes.push_back(Label{{right, bottom + 31},
                                         isSize ? "weights on disk →" : "p50 latency of one text →",
                                         10.5,
                                         Ink::Faint,
                                         Label::Anchor::End});
    }

    void drawLimits()
    {
        const double right = m_drawing.width - kRight, bottom = m_drawing.height - kBottom;
        const auto dashes = [&](Point from, Point to) {
            const double length = std::hypot(to.x - from.x, to.y - from.y);
            for (double at = 0; at < length; at += 9) {
                const double end = std::min(at + 5, length);
                const auto on = [&](double d) {
                    return Point{from.x + (to.x - from.x) * d / length,
                                 from.y + (to.y - from.y) * d / length};
                };
                m_drawing.shapes.push_back(Path{{on(at), on(end)}, Ink::Accent, 1.2});
            }
        };
        const auto limits = m_study.subject
                                ? m_study.recommendation.standings[*m_study.subject].checks
                                : std::vector<analysis::ConstraintCheck>{};
        for (size_t i = 0; i < limits.size(); ++i) {
            if (!limits[i].limit)
                continue;
            if (m_study.limits[i].metric == m_metric) {
                const double x = place(*limits[i].limit, m_y.low).x;
                if (x > kLeft && x < right)
                    dashes({x, kTop}, {x, bottom});
            } else if (m_study.limits[i].metric == m_study.quality->key) {
                const double y = place(m_dots.empty() ? 1 : m_dots[0].cost, *limits[i].limit).y;
                if (y > kTop && y < bottom)
                    dashes({kLeft, y}, {right, y});
            }
        }
    }

    std::vector<size_t> frontOf() const
    {
        std::vector<analysis::Metrics> items;
        for (const Dot& dot : m_dots)
            items.push_back(m_study.entries[dot.entry].isExport ? analysis::Metrics() : m_study.entries[dot.entry].variant.metrics);
        return analysis::paretoFront(items, {analysis::findMetric(m_metric), m_study.quality});
    }

    void drawDot(const Dot& dot, bool isOnFront)
    {
        const Entry& entry = m_study.entries[dot.entry];
        const Point at = place(dot);
        const std::string tip =
            fmt::format("{}: {} {}, {}", entry.name, inSentence(m_study.quality->title),
                        figureText(entry.variant.metrics, m_study.quality->key),
                        figureText(entry.variant.metrics, m_metric));
        if (entry.isOriginal) {
            Path shape = star(at);
            shape.tip = tip;
            m_drawing.shapes.push_back(std::move(shape));
            const bool isRight = at.x > m_drawing.width - 40;
            m_drawing.shapes.push_back(Label{{isRight ? at.x + 9 : at.x, at.y + 21},
                                             "original",
                                             10.5,
                                             Ink::Star,
                                             isRight ? Label::Anchor::End : Label::Anchor::Middle,
                                             true});
            return;
        }
        if (entry.isExport) {
            drawCross(at, tip);
            drawNumber(dot, at);
            return;
        }
        const Ink ink = isOnFront ? Ink::Accent : Ink::Faint;
        const double opacity = isOnFront ? 1 : 0.45;
        if (dot.high > dot.low)
            m_drawing.shapes.push_back(
                Path{{{at.x, place(dot.cost, dot.low).y}, {at.x, place(dot.cost, dot.high).y}},
                     ink,
                     1.1,
                     Ink::None,
                     opacity});
        m_drawing.shapes.push_back(
            Disc{at, isOnFront ? 5.5 : 4.5, ink, Ink::None, 0, opacity, tip});
        if (m_study.recommendation.chosen == dot.entry)
            m_drawing.shapes.push_back(Disc{at, 10.5, Ink::None, Ink::Accent, 2});
        drawNumber(dot, at);
    }

    void drawNumber(const Dot& dot, const Point& at)
    {
        if (m_isNumbered)
            m_drawing.shapes.push_back(Label{{at.x + 9, at.y - 8},
                                             std::to_string(dot.entry + 1),
                                             10,
                                             Ink::Soft,
                                             Label::Anchor::Start});
    }

    void drawCross(const Point& at, const std::string& tip)
    {
        constexpr double kArm = 5;
        for (const Point arm : {Point{kArm, 0}, Point{0, kArm}}) {
            Path stroke{{{at.x - arm.x, at.y - arm.y}, {at.x + arm.x, at.y + arm.y}}, Ink::Soft, 1.6};
            stroke.tip = tip;
            m_drawing.shapes.push_back(std::move(stroke));
        }
    }

    const Study& m_study;
    std::string_view m_metric;
    bool m_isNumbered;
    std::vector<Dot> m_dots;
    Scale m_x, m_y;
    Drawing m_drawing;
};

} // namespace

bool hasPoints(const Study& study, std::string_view metric)
{
    return !dotsOf(study, metric).empty();
}

Drawing frontChart(const Study& study, std::string_view metric, double width, double height,
                   bool isNumbered)
{
    return Chart(study, metric, width, height, isNumbered).draw();
}

std::string frontCaption(const Study& study, bool isNumbered)
{
    size_t unfit = 0;
    bool hasExports = false;
    for (const Entry& entry : study.entries) {
        unfit += !entry.isOriginal && !entry.unfit.empty();
        hasExports = hasExports || (entry.isExport && entry.unfit.empty());
    }
    std::string text =
        study.recommendation.chosen ? "Star: original. Ring: recommended." : "Star: original.";
    if (hasExports)
        text += " Cross: an export in another runtime.";
    if (isNumbered && study.entries.size() <= kMostNumbered)
        text += " Numbers: table of all models.";
    if (unfit > 0)
        text += fmt::format(" Not drawn: {}, collapsed or only simulated.",
                            counted(unfit, "model", "models"));
    return text;
}

} // namespace lathe::report
