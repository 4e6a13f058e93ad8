#include "core/export/zip_file.h"

#include "core/base/error.h"

#include <algorithm>
#include <cctype>
#include <vector>

#ifdef LATHE_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>

#include <ctime>
#include <fstream>
#include <memory>
#endif

namespace lathe::exports {

namespace fs = std::filesystem;

bool isZipFile(const fs::path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return char(std::tolower(c)); });
    return ending == ".zip";
}

#ifdef LATHE_LIBARCHIVE

namespace {

constexpr size_t kPiece = size_t(1) << 20;

struct Freed {
    void operator()(archive* a) const { archive_write_free(a); }
    void operator()(archive_entry* e) const { archive_entry_free(e); }
};
using Writer = std::unique_ptr<archive, Freed>;

void check(int answer, const Writer& writer, const fs::path& file)
{
    if (answer >= ARCHIVE_WARN)
        return;
    const char* why = archive_error_string(writer.get());
    throw Error(ErrorKind::Failure, fmt::format("{} could not be written: {}", file.string(), why ? why : "no reason was given"),
                "See that the folder may be written to and that its disk has room");
}

} // namespace

bool canZip() { return true; }

void zipFolder(const fs::path& folder, const fs::path& file, const Task& task)
{
    std::vector<fs::path> files;
    double total = 1, done = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path()), total += double(entry.file_size());
    std::sort(files.begin(), files.end());

    const Writer writer(archive_write_new());
    check(archive_write_set_format_zip(writer.get()), writer, file);
    check(archive_write_set_options(writer.get(), "zip:hdrcharset=UTF-8"), writer, file);
    check(archive_write_open_filename(writer.get(), file.c_str()), writer, file);
    std::vector<char> piece(kPiece);
    for (const fs::path& next : files) {
        const std::unique_ptr<archive_entry, Freed> entry(archive_entry_new());
        archive_entry_set_pathname_utf8(entry.get(), fs::relative(next, folder.parent_path()).generic_string().c_str());
        const auto size = int64_t(fs::file_size(next));
        archive_entry_set_size(entry.get(), size);
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), std::time(nullptr), 0);
        check(archive_write_header(writer.get(), entry.get()), writer, file);
        std::ifstream in(next, std::ios::binary);
        int64_t packed = 0;
        while (in.read(piece.data(), std::streamsize(piece.size())), in.gcount() > 0) {
            task.checkpoint();
            if (archive_write_data(writer.get(), piece.data(), size_t(in.gcount())) < 0)
                check(ARCHIVE_FATAL, writer, file);
            packed += in.gcount();
            task.report((done += double(in.gcount())) / total, fmt::format("Packing {}", file.filename().string()));
        }
        if (packed != size)
            throw Error(ErrorKind::Failure, fmt::format("{} cannot be read", next.string()));
    }
    check(archive_write_close(writer.get()), writer, file);
}

#else

bool canZip() { return false; }

void zipFolder(const fs::path&, const fs::path& file, const Task&)
{
    throw Error(ErrorKind::Unsupported, fmt::format("{}: this Lathe was built without libarchive, which zip files need", file.string()),
                "Export into a folder");
}

#endif

} // namespace lathe::exports
