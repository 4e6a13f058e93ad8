#include "widgets/compare/colour_scale.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lathe::widgets {

namespace {

struct Lab {
    double l, a, b;
};

double gamma(double linear)
{
    const double value = std::clamp(linear, 0.0, 1.0);
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

// Oklab to sRGB, with the matrices of the definition.
QColor toColour(const Lab& lab)
{
    const auto cube = [](double x) { return x * x * x; };
    const double l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    const double m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    const double s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    return QColor::fromRgbF(float(gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
                            float(gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
                            float(gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)));
}

} // namespace

QColor scaleColour(double part, const Theme& theme)
{
    constexpr double kDegree = std::numbers::pi / 180;
    const double at = std::clamp(part, 0.0, 1.0);
    const double darkest = theme.isDark ? 0.42 : 0.32, lightest = theme.isDark ? 0.93 : 0.86;
    // Straight from the one colour to the other, through grey.
    const double chroma = 0.13 * (1 - 2 * at), hue = 265 * kDegree, warm = 95 * kDegree;
    const double strength = std::abs(chroma), angle = chroma > 0 ? hue : warm;
    return toColour({darkest + (lightest - darkest) * at, strength * std::cos(angle),
                     strength * std::sin(angle)});
}

} // namespace lathe::widgets
