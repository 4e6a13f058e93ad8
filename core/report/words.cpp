#include "core/report/words.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace lathe::report {

std::string grouped(size_t count)
{
    std::string text = std::to_string(count);
    for (size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

std::string counted(size_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

std::string signedNumber(double value, int decimals)
{
    std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    if (digits.find_first_not_of("0.") == std::string::npos)
        return digits;
    return (value < 0 ? "−" : "+") + digits;
}

std::string inPoints(double difference)
{
    return signedNumber(difference * 100, 1);
}

std::string pNumber(double p)
{
    return p < 0.001 ? "< 0.001" : fmt::format("{:.{}f}", p, p < 0.095 ? 3 : 2);
}

std::string pText(double p)
{
    return (p < 0.001 ? "p " : "p = ") + pNumber(p);
}

std::string percent(double part, int decimals)
{
    return fmt::format("{:.{}f} %", part * 100, decimals);
}

std::string figureText(const analysis::Metrics& metrics, std::string_view key)
{
    const analysis::MetricInfo* info = analysis::findMetric(key);
    const auto value = analysis::valueOf(metrics, key);
    return info && value ? analysis::formatMetric(*info, *value) : kAbsent;
}

std::string timesShort(double before, double now)
{
    if (!(before > 0) || !(now > 0))
        return kAbsent;
    const double times = before / now;
    return fmt::format("{:.{}f}×", times, times < 9.95 ? (times < 0.095 ? 2 : 1) : 0);
}

std::string timesText(double before, double now, std::string_view less, std::string_view more)
{
    if (!(before > 0) || !(now > 0))
        return kAbsent;
    const double times = std::max(before, now) / std::min(before, now);
    if (times < 1.005)
        return fmt::format("not {}", less);
    return fmt::format("{:.{}f}× {}", times, times < 1.095 ? 2 : 1, now < before ? less : more);
}

std::string inSentence(std::string_view title)
{
    std::string text(title);
    const auto isUpper = [&](size_t i) {
        return i < text.size() && text[i] >= 'A' && text[i] <= 'Z';
    };
    if (isUpper(0) && !isUpper(1)) // not ROC, ECE
        text[0] = char(text[0] - 'A' + 'a');
    return text;
}

std::string dateText(std::string_view utc)
{
    constexpr std::array kMonths{"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
    const auto digit = [&](size_t i) { return utc[i] >= '0' && utc[i] <= '9'; };
    if (utc.size() < 10 || utc[4] != '-' || utc[7] != '-' || !digit(5) || !digit(6) || !digit(8) ||
        !digit(9))
        return std::string(utc);
    const int month = (utc[5] - '0') * 10 + utc[6] - '0', day = (utc[8] - '0') * 10 + utc[9] - '0';
    if (month < 1 || month > 12)
        return std::string(utc);
    return fmt::format("{} {} {}", day, kMonths[size_t(month) - 1], utc.substr(0, 4));
}

} // namespace lathe::report
