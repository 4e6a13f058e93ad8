#pragma once

#include <cstdint>
#include <string>

namespace lathe::history {

// Tells one process apart from every other, also from a later one that was given the same number.
struct ProcessIdentity {
    std::string host;
    std::string boot; // changes whenever the machine starts
    int64_t pid = 0;
    int64_t startTicks = 0; // since the machine started

    [[nodiscard]] static ProcessIdentity current();

    // False once the process is known to be gone. A process of another machine counts as alive,
    // since nothing can be known of it here.
    [[nodiscard]] bool mayBeAlive() const;
};

} // namespace lathe::history
