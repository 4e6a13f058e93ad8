#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/model/checkpoint.h"

#include <QTemporaryDir>

// A copy of one of tests/data/models that a test may damage.
class ModelFolder {
public:
    explicit ModelFolder(const char* fixture)
    {
        std::filesystem::copy(original(fixture), path(),
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
    }

    static std::filesystem::path original(const std::string& fixture)
    {
        return std::filesystem::path(LATHE_TEST_DATA) / "models" / fixture;
    }

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path().toStdString(); }

    // Merges the patch, as RFC 7386 has it, into a JSON file, which is made when it is not there.
    void patch(const char* file, const nlohmann::json& patch) const
    {
        const auto target = path() / file;
        auto object =
            std::filesystem::exists(target) ? lathe::readJson(target) : nlohmann::json::object();
        object.merge_patch(patch);
        lathe::writeFile(target, object.dump());
    }

    // What loadCheckpoint says to this folder; empty when it loads.
    [[nodiscard]] std::string error() const
    {
        try {
            (void)lathe::engine::loadCheckpoint(path());
        } catch (const lathe::Error& error) {
            return error.full();
        }
        return {};
    }

private:
    QTemporaryDir m_folder;
};
