#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace lathe {

// The whole file as bytes. Throws Error naming the file when it is missing, a folder or unreadable.
[[nodiscard]] std::string readFile(const std::filesystem::path& file);

// The file parsed as JSON. Throws Error naming the file and the line of the first mistake.
[[nodiscard]] nlohmann::json readJson(const std::filesystem::path& file);

// Throws Error (BadInput) with a remedy when writeFile could not write there: the folder is missing or may
// not be written to, or something that is not a regular file has that name.
void checkWritable(const std::filesystem::path& file);

// Writes to a temporary name beside the file, syncs and renames: readers see the old or the new
// content, never half of it. A symbolic link stays and its target is written. Checks as checkWritable.
void writeFile(const std::filesystem::path& file, std::string_view content);

// A folder under construction. It lives beside its final place under a temporary name, which is
// removed by the destructor unless commit() renamed it. A folder already there is replaced.
class StagedFolder {
public:
    explicit StagedFolder(std::filesystem::path destination);
    ~StagedFolder();
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_temporary; }
    void commit();

private:
    std::filesystem::path m_destination;
    std::filesystem::path m_temporary;
};

} // namespace lathe
