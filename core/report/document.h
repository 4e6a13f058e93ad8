#pragma once

#include "core/report/drawing.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lathe::report {

// A report as a value. The HTML writer and the workbench's page painter both lay it out. All texts
// are UTF-8 without control characters (clean_text.h); nothing in them is markup.

struct Heading {
    int level = 2; // 2 or 3; the title is 1
    std::string text;
    bool startsPage = false;
};

struct Paragraph {
    enum class Tone { Plain, Note, Warning };
    std::string text;
    std::string lead = {}; // bold, before the text; may be empty
    Tone tone = Tone::Plain;
};

struct List {
    std::vector<std::string> items;
};

struct Column {
    enum class Align { Left, Right };
    std::string title;
    Align align = Align::Left;
    double share = 1; // of the width, beside the other columns'
};

struct Cell {
    std::string text;
    bool isStrong = false;
};

// The first column names the row. A table longer than a page repeats its head.
struct Table {
    std::string caption;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows; // [rows][columns]
};

struct Figure {
    Drawing drawing;
    std::string caption;
    std::vector<Paragraph> beside = {}; // to its right where there is room
};

// One large number and what it is made of.
struct KeyFigure {
    std::string value;  // "6.3× faster"
    std::string detail; // "16.5 → 2.6 ms a text"
};

struct Decision {
    bool isPositive = true; // something is recommended
    std::string title;
    std::vector<KeyFigure> figures;
    std::vector<std::string> notes;
};

struct Code {
    std::string text; // lines
};

struct Terms {
    std::vector<std::pair<std::string, std::string>> terms; // term, meaning
};

using Block = std::variant<Heading, Paragraph, List, Table, Figure, Decision, Code, Terms>;

struct Document {
    std::string kicker; // above the title
    std::string title;
    std::string subtitle;
    std::string language = "en";
    std::string rest; // what the pages behind the first hold, for its footer
    std::vector<Block> blocks;
};

} // namespace lathe::report
