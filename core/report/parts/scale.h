#pragma once

#include <string>
#include <vector>

namespace lathe::report {

// An axis: where values lie between 0 and 1, and its round marks.
struct Scale {
    double low = 0, high = 1;
    bool isLogarithmic = false;
    std::vector<double> marks; // ascending, within the range

    [[nodiscard]] double at(double value) const;

    // Covers the values with a little room. Logarithmic only for values above 0 that span more than
    // a factor of three.
    [[nodiscard]] static Scale over(const std::vector<double>& values, bool mayBeLogarithmic);
};

// A mark's value with the digits that tell it from its neighbours: "0.70", "16".
[[nodiscard]] std::string markText(const Scale& scale, double value);

} // namespace lathe::report
