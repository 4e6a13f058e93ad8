#include "core/report/svg_writer.h"

#include "core/report/html_writer.h"

#include <fmt/format.h>

namespace lathe::report {

namespace {

const char* nameOf(Ink ink)
{
    switch (ink) {
    case Ink::None:
        return "none";
    case Ink::Text:
        return "ink";
    case Ink::Soft:
        return "soft";
    case Ink::Faint:
        return "faint";
    case Ink::Line:
        return "line";
    case Ink::Accent:
        return "accent";
    case Ink::Star:
        return "star";
    case Ink::Gain:
        return "gain";
    case Ink::Loss:
        return "loss";
    case Ink::Paper:
        return "paper";
    }
    return "ink";
}

std::string look(Ink fill, Ink stroke, double width, double opacity)
{
    std::string text = fmt::format(" class=\"f-{} s-{}\"", nameOf(fill), nameOf(stroke));
    if (stroke != Ink::None)
        text += fmt::format(" stroke-width=\"{:g}\"", width);
    if (opacity < 1)
        text += fmt::format(" opacity=\"{:g}\"", opacity);
    return text;
}

std::string closed(const char* element, const std::string& tip)
{
    return tip.empty() ? "/>" : fmt::format("><title>{}</title></{}>", escaped(tip), element);
}

struct Writer {
    std::string out;

    void operator()(const Path& path)
    {
        out += "<path d=\"";
        for (size_t i = 0; i < path.points.size(); ++i)
            out += fmt::format("{}{:.1f} {:.1f}", i == 0 ? 'M' : 'L', path.points[i].x,
                               path.points[i].y);
        out += (path.fill == Ink::None ? "\"" : "Z\"") +
               look(path.fill, path.stroke, path.width, path.opacity) + closed("path", path.tip);
    }
    void operator()(const Disc& disc)
    {
        out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\"", disc.centre.x,
                           disc.centre.y, disc.radius) +
               look(disc.fill, disc.stroke, disc.width, disc.opacity) + closed("circle", disc.tip);
    }
    void operator()(const Bar& bar)
    {
        out += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"",
                           bar.x, bar.y, bar.width, bar.height) +
               look(bar.fill, Ink::None, 0, bar.opacity) + closed("rect", bar.tip);
    }
    void operator()(const Label& label)
    {
        const char* anchor = label.anchor == Label::Anchor::Start    ? "start"
                             : label.anchor == Label::Anchor::Middle ? "middle"
                                                                     : "end";
        out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:g}\" text-anchor=\"{}\" "
                           "class=\"f-{} s-none\"{}>{}</text>",
                           label.at.x, label.at.y, label.size, anchor, nameOf(label.ink),
                           label.isStrong ? " font-weight=\"600\"" : "", escaped(label.text));
    }
};

} // namespace

std::string toSvg(const Drawing& drawing)
{
    Writer writer;
    writer.out = fmt::format(
        "<svg role=\"img\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 0 {0:g} "
        "{1:g}\" aria-label=\"{2}\"><desc>{3}</desc>",
        drawing.width, drawing.height, escaped(drawing.title), escaped(drawing.description));
    for (const Shape& shape : drawing.shapes)
        std::visit(writer, shape);
    return writer.out + "</svg>";
}

} // namespace lathe::report
