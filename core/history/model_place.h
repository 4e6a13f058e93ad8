#pragma once

#include <filesystem>
#include <string>

namespace lathe::history {

// Where the models of a history are now. A workspace that was moved or copied brings its artifacts along, so one that was
// recorded in another folder is taken from beside the history when it is there.
class ModelPlace {
public:
    explicit ModelPlace(const std::filesystem::path& history);

    [[nodiscard]] std::string of(std::string recorded) const;

private:
    std::string m_artifacts;
};

} // namespace lathe::history
