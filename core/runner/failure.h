#pragma once

#include "core/base/error.h"

#include <exception>
#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace lathe::runner {

// What went wrong in a run, and where: an Error with its place.
struct Failure {
    ErrorKind kind = ErrorKind::Failure;
    int step = -1;       // of the plan; -1: outside the steps, such as while measuring speed
    std::string node;    // on the canvas; empty outside the steps
    std::string stage;   // its id; empty outside the steps
    std::string label;   // "Heads and FFN 0.5", "Measuring speed"
    std::string message; // what was wanted, what was found, where
    std::string remedy;  // what to try; may be empty

    // All of it in a sentence or two, for a log or a terminal.
    [[nodiscard]] std::string text() const;
    bool operator==(const Failure&) const = default;
};

// Kind, message and remedy of what was thrown. Of what is not an Error only the first line is told.
[[nodiscard]] Failure failureOf(const std::exception& error);

[[nodiscard]] std::string_view toString(ErrorKind kind); // "badInput", "unsupported", "failure"

// Reading throws nlohmann's exceptions on anything that toJson() did not write.
[[nodiscard]] nlohmann::json toJson(const Failure& failure);
[[nodiscard]] Failure failureFromJson(const nlohmann::json& json);

} // namespace lathe::runner
