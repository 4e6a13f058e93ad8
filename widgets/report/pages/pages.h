#pragma once

#include "widgets/report/pages/boxes.h"

#include <QString>

class QPainter;

namespace lathe::widgets {

// A report laid out on pages of A4: headings stay with what follows, tables repeat their head, each
// page ends with a footer and its number. The same pages are shown and printed.
class Pages {
public:
    explicit Pages(const report::Document& document);

    [[nodiscard]] int count() const { return int(m_pages.size()); }
    // In CSS pixels, PageStyle::width x height; whoever asks scales the painter.
    void paint(QPainter& painter, int page) const;

private:
    struct Placed {
        PageBox box;
        qreal y = 0;
    };
    void place(const std::vector<PageBox>& boxes);

    QString m_title;
    QString m_rest;
    std::vector<std::vector<Placed>> m_pages;
};

} // namespace lathe::widgets
