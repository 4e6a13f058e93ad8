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
    // Of a recipe's model or data: what is no longer where it was is taken from below the history's folder, with as much of
    // its recorded path as fits there; otherwise it is told as recorded.
    [[nodiscard]] std::filesystem::path file(const std::filesystem::path& recorded) const;

private:
    std::filesystem::path m_folder;
    std::string m_artifacts;
};

} // namespace lathe::history
