#include "app/cli/progress_line.h"

#include <cmath>
#include <cstdio>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace lathe::cli {

namespace {

constexpr auto kBetweenLines = std::chrono::seconds(15);
constexpr int kBarWidth = 24;

size_t terminalWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// At most `width` code points.
std::string cut(const std::string& text, size_t width)
{
    size_t at = 0;
    for (size_t shown = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80 && shown++ == width)
            break;
    return text.substr(0, at);
}

} // namespace

std::string duration(double seconds)
{
    const auto whole = static_cast<long>(std::lround(std::min(seconds, 1e9)));
    if (whole < 90)
        return fmt::format("{} s", whole);
    if (whole < 5400)
        return fmt::format("{} min", (whole + 30) / 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

ProgressLine::ProgressLine() : m_terminal(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(double fraction, const std::string& note,
                        std::optional<double> remainingSeconds)
{
    std::string text = fmt::format("{:3.0f} %  {}", fraction * 100, note);
    if (remainingSeconds)
        text += fmt::format("  about {} left", duration(*remainingSeconds));
    const auto now = std::chrono::steady_clock::now();
    if (m_terminal) {
        const int filled = static_cast<int>(fraction * kBarWidth);
        std::string bar;
        for (int i = 0; i < kBarWidth; ++i)
            bar += i < filled ? "━" : "┄";
        fmt::print(stderr, "\r\033[K{}", cut(bar + " " + text, terminalWidth() - 1));
        std::fflush(stderr);
        m_drawn = true;
    } else if (now - m_lastLine >= kBetweenLines) {
        spdlog::info("{}", text);
        m_lastLine = now;
    }
}

void ProgressLine::clear()
{
    if (m_drawn)
        fmt::print(stderr, "\r\033[K");
    m_drawn = false;
}

} // namespace lathe::cli
