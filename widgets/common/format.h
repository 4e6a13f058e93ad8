#pragma once

#include <QString>

#include <cstdint>
#include <filesystem>
#include <string>

namespace lathe::widgets {

[[nodiscard]] QString toQString(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path toPath(const QString& path);

[[nodiscard]] QString formatCount(int64_t count);      // "4,083"
[[nodiscard]] QString formatMillions(int64_t count);   // "22.7 M", "0.02 M"
[[nodiscard]] QString formatMegabytes(double bytes);   // "90.9 MB", "1.20 GB"
[[nodiscard]] QString formatDuration(double seconds);  // "2 min 41 s", "0.4 s", "1 h 05 min"
[[nodiscard]] QString formatRatio(double ratio);       // "6.3×"
[[nodiscard]] QString formatPoints(double difference); // of fractions: "−0.4 pt"
// "2026-11-23T16:05:12Z" in local time: "23 Nov 2026, 16:05"; anything else as it is.
[[nodiscard]] QString formatTime(const std::string& utc);

// A step of 1, 2 or 5 times a power of ten that gives an axis about five ticks.
[[nodiscard]] double niceStep(double span);

} // namespace lathe::widgets
