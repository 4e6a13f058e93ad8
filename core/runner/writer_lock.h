#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace lathe::runner {

// The right to write a history and what lies beside it: one holder at a time, be it a window of the workbench or
// `lathe-cli run`. It is a lock of the kernel (flock) on a hidden file beside the history, so it ends with the
// process that holds it, however that ends. The file says who holds it, and goes when the lock is let go.
class WriterLock {
public:
    struct Holder {
        std::string program; // "lathe", "lathe-cli run"; empty when the file does not say
        std::string host;
        int64_t pid = 0;
        std::string since; // "2026-11-23T16:05:12Z"
        bool isThisMachine = false;
    };
    struct Attempt {
        std::unique_ptr<WriterLock> lock; // null: refused
        Holder holder;                    // of the lock that is held by another
        std::string unwritable;           // why the folder cannot be written; empty when another holds the lock
    };

    // Makes the history's folder where there is none. Where the file system knows no locks, it is given to everyone.
    // Does not throw.
    [[nodiscard]] static Attempt tryTake(const std::filesystem::path& history, std::string_view program);

    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    WriterLock(int descriptor, std::filesystem::path file);

    int m_descriptor;
    std::filesystem::path m_file;
};

// As tryTake, for programs that cannot go on without it: throws Error that names the holder and the remedy.
[[nodiscard]] std::unique_ptr<WriterLock> takeWriterLock(const std::filesystem::path& history,
                                                         std::string_view program);

} // namespace lathe::runner
