#pragma once

#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <string_view>

namespace lathe {

// What a caller may branch on; people read the message.
enum class ErrorKind {
    BadInput,    // a file, key, value or request that the user can correct
    Unsupported, // well-formed, but not something this version can do
    Failure      // the machine let us down: disk full, out of memory, a file that vanished
};

// The one exception type of core. The message says what was wanted, what was found and where; the
// remedy, when there is one, says what to try.
class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message, std::string remedy = {});

    [[nodiscard]] ErrorKind kind() const { return m_kind; }
    [[nodiscard]] const std::string& remedy() const { return m_remedy; }

    // The same error with the place it came from in front: "config.json: hidden_size is missing".
    [[nodiscard]] Error in(std::string_view place) const;

    // Message and remedy as one sentence or two, for a log or a terminal.
    [[nodiscard]] std::string full() const;

private:
    ErrorKind m_kind;
    std::string m_remedy;
};

// Thrown by Task::checkpoint when the user asked to stop. Not an Error; a std::exception so that LibTorch
// carries it through a backward pass.
struct Cancelled : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

template <class... Args> [[nodiscard]] Error badInput(fmt::format_string<Args...> text, Args&&... args)
{
    return {ErrorKind::BadInput, fmt::format(text, std::forward<Args>(args)...)};
}

} // namespace lathe
