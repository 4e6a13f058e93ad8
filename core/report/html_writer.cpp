#include "core/report/html_writer.h"

#include "core/report/html_style.h"
#include "core/report/svg_writer.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace lathe::report {

namespace {

struct Writer {
    std::string out;
    int tables = 0;

    template <class... Args>
    void add(fmt::format_string<Args...> format, Args&&... args)
    {
        fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
    }

    void operator()(const Heading& heading)
    {
        add("<h{0}{1}>{2}</h{0}>\n", heading.level, heading.startsPage ? " class=\"page\"" : "",
            escaped(heading.text));
    }

    void operator()(const Paragraph& paragraph)
    {
        const char* tone = paragraph.tone == Paragraph::Tone::Note      ? " class=\"note\""
                           : paragraph.tone == Paragraph::Tone::Warning ? " class=\"warning\""
                                                                        : "";
        add("<p{}>", tone);
        if (!paragraph.lead.empty())
            add("<strong>{}</strong>{}", escaped(paragraph.lead),
                paragraph.text.empty() ? "" : " ");
        add("{}</p>\n", escaped(paragraph.text));
    }

    void operator()(const List& list)
    {
        out += "<ul>\n";
        for (const std::string& item : list.items)
            add("<li>{}</li>\n", escaped(item));
        out += "</ul>\n";
    }

    void operator()(const Table& table)
    {
        add("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t{0}\"><table>\n"
            "<caption id=\"t{0}\">{1}</caption>\n<colgroup>",
            ++tables, escaped(table.caption));
        double shares = 0;
        for (const Column& column : table.columns)
            shares += column.share;
        for (const Column& column : table.columns)
            add("<col style=\"width:{:.1f}%\"/>", column.share / shares * 100);
        out += "</colgroup>\n<thead><tr>";
        for (const Column& column : table.columns)
            add("<th scope=\"col\"{}>{}</th>", numberClass(column), escaped(column.title));
        out += "</tr></thead>\n<tbody>\n";
        for (const auto& row : table.rows) {
            out += "<tr>";
            for (size_t i = 0; i < row.size() && i < table.columns.size(); ++i)
                addCell(table.columns[i], row[i], i == 0);
            out += "</tr>\n";
        }
        out += "</tbody></table></div>\n";
    }

    void addCell(const Column& column, const Cell& cell, bool namesRow)
    {
        const std::string text = cell.isStrong
                                     ? fmt::format("<strong>{}</strong>", escaped(cell.text))
                                     : escaped(cell.text);
        if (namesRow)
            add("<th scope=\"row\"{}>{}</th>", numberClass(column), text);
        else
            add("<td{}>{}</td>", numberClass(column), text);
    }

    static const char* numberClass(const Column& column)
    {
        return column.align == Column::Align::Right ? " class=\"number\"" : "";
    }

    void operator()(const Figure& figure)
    {
        const bool hasText = !figure.beside.empty();
        if (hasText)
            out += "<div class=\"beside\">";
        add("<figure>{}<figcaption>{}</figcaption></figure>\n", toSvg(figure.drawing),
            escaped(figure.caption));
        if (hasText) {
            out += "<div>";
            for (const Paragraph& paragraph : figure.beside)
                (*this)(paragraph);
            out += "</div></div>\n";
        }
    }

    void operator()(const Decision& decision)
    {
        add("<section class=\"decision{}\" aria-labelledby=\"decision\"><h2 "
            "id=\"decision\">{}</h2>\n",
            decision.isPositive ? "" : " none", escaped(decision.title));
        if (!decision.figures.empty()) {
            out += "<div class=\"figures\">";
            for (const KeyFigure& figure : decision.figures)
                add("<p><strong>{}</strong> <span>{}</span></p>", escaped(figure.value),
                    escaped(figure.detail));
            out += "</div>\n";
        }
        for (const std::string& note : decision.notes)
            add("<p>{}</p>\n", escaped(note));
        out += "</section>\n";
    }

    void operator()(const Code& code) { add("<pre tabindex=\"0\">{}</pre>\n", escaped(code.text)); }

    void operator()(const Terms& terms)
    {
        out += "<dl>\n";
        for (const auto& [term, meaning] : terms.terms)
            add("<dt>{}</dt><dd>{}</dd>\n", escaped(term), escaped(meaning));
        out += "</dl>\n";
    }
};

// For a string in CSS: everything but letters, digits and blanks as a numeric escape.
std::string inCss(std::string_view text)
{
    std::string css;
    for (size_t at = 0; at < text.size();) {
        const char32_t c = text::decodeUtf8(text, at);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ')
            css += char(c);
        else
            css += fmt::format("\\{:06x}", static_cast<unsigned>(c));
    }
    return css;
}

} // namespace

std::string escaped(std::string_view text)
{
    const std::string valid = text::replaceInvalidUtf8(text);
    std::string out;
    for (size_t at = 0; at < valid.size();) {
        const char32_t c = text::decodeUtf8(valid, at);
        switch (c) {
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '&':
            out += "&amp;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default: {
            const bool isAllowed =
                c == '\n' || c == '\t' ||
                (c >= 0x20 && !(c >= 0x7f && c < 0xa0) && c != 0xfffe && c != 0xffff);
            text::appendUtf8(out, isAllowed ? c : 0xfffd);
        }
        }
    }
    return out;
}

std::string toHtml(const Document& document)
{
    Writer writer;
    writer.add("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
               "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
               "style-src &#39;unsafe-inline&#39;\"/>\n"
               "<title>{}</title>\n<style>\n{}",
               escaped(document.language), escaped(document.title), htmlStyle());
    writer.add("@page {{ @bottom-left {{ content: \"{}\"; }} }}\n", inCss(document.title));
    if (!document.rest.empty())
        writer.add(
            "@page :first {{ @bottom-left {{ content: \"{}: pages 2 to \" counter(pages); }} "
            "}}\n",
            inCss(document.rest));
    writer.add("</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kicker\">{}</p>\n"
               "<h1>{}</h1>\n<p class=\"subtitle\">{}</p>\n</header>\n",
               escaped(document.kicker), escaped(document.title), escaped(document.subtitle));
    for (const Block& block : document.blocks)
        std::visit(writer, block);
    writer.out += "</main>\n</body>\n</html>\n";
    return std::move(writer.out);
}

} // namespace lathe::report
