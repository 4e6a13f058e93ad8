#pragma once

#include <string>
#include <variant>
#include <vector>

namespace lathe::report {

// What a shape is drawn with. The writer picks the colour, so one drawing serves light and dark.
enum class Ink { None, Text, Soft, Faint, Line, Accent, Star, Gain, Loss, Paper };

struct Point {
    double x = 0, y = 0;
};

struct Path {
    std::vector<Point> points;
    Ink stroke = Ink::Line;
    double width = 1;
    Ink fill = Ink::None; // closed when it is filled
    double opacity = 1;
    std::string tip = {}; // shown beside the pointer on screen
};

struct Disc {
    Point centre;
    double radius = 4;
    Ink fill = Ink::Accent;
    Ink stroke = Ink::None;
    double width = 1;
    double opacity = 1;
    std::string tip = {};
};

struct Bar {
    double x = 0, y = 0, width = 0, height = 0;
    Ink fill = Ink::Accent;
    double opacity = 1;
    std::string tip = {};
};

struct Label {
    enum class Anchor { Start, Middle, End };
    Point at; // of the baseline
    std::string text;
    double size = 11;
    Ink ink = Ink::Soft;
    Anchor anchor = Anchor::Start;
    bool isStrong = false;
};

using Shape = std::variant<Path, Disc, Bar, Label>;

// A chart as shapes in the order in which they are painted. Lengths in CSS pixels (1/96 inch), y
// downwards.
struct Drawing {
    double width = 0, height = 0;
    std::string title;       // what it shows
    std::string description; // what it says, for who cannot see it
    std::vector<Shape> shapes;
};

} // namespace lathe::report
