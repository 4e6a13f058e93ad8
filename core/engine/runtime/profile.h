#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>

namespace lathe::engine {

// Where the time of a packed model goes: seconds of work, added over threads, by layer (-1: before and behind
// the layers) and operator.
class Profile {
public:
    // Runs f and counts its time.
    template <class F> auto time(int layer, std::string_view operation, const F& f)
    {
        const Counted counted{*this, layer, operation};
        return f();
    }
    [[nodiscard]] const std::map<std::pair<int, std::string_view>, double>& seconds() const { return m_seconds; }

private:
    using Clock = std::chrono::steady_clock;
    struct Counted {
        Profile& profile;
        int layer;
        std::string_view operation;
        Clock::time_point start = Clock::now();
        ~Counted()
        {
            const double took = std::chrono::duration<double>(Clock::now() - start).count();
            const std::lock_guard lock(profile.m_mutex);
            profile.m_seconds[{layer, operation}] += took;
        }
    };

    std::mutex m_mutex;
    std::map<std::pair<int, std::string_view>, double> m_seconds;
};

} // namespace lathe::engine
