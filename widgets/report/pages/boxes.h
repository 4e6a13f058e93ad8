#pragma once

#include "core/report/document.h"

#include <QtGlobal>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace lathe::widgets {

// A piece of a page that is never cut. Painted with its top at y.
struct PageBox {
    qreal height = 0;
    qreal before = 0;           // room above it, unless it comes first on a page
    bool staysWithNext = false; // headings, heads of tables
    bool startsPage = false;    // behind the first page, unless that took more than one
    std::function<void(QPainter&, qreal y)> paint;
    std::shared_ptr<const PageBox> head =
        {}; // of the table that goes on with it; repeated on a new page
};

// The whole document from top to bottom.
[[nodiscard]] std::vector<PageBox> boxesOf(const report::Document& document);

} // namespace lathe::widgets
