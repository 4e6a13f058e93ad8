#include "core/engine/tensors/program_check.h"

#include "core/base/error.h"

#include <algorithm>

namespace lathe::engine {

namespace {

constexpr uint64_t kMostCode = 256 << 20; // bytes beyond the file's own size
constexpr int kDeepest = 500;

bool isWordPart(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// LibTorch's reader looks records up regardless of case.
bool isCode(std::string_view record)
{
    if (record.size() < 3)
        return false;
    const std::string_view end = record.substr(record.size() - 3);
    return end[0] == '.' && (end[1] | 0x20) == 'p' && (end[2] | 0x20) == 'y';
}

void checkCode(const std::string& code, const std::string& record)
{
    int depth = 0;
    for (auto at = code.begin(); at != code.end();) {
        if (!isWordPart(*at)) {
            depth += int(*at == '(' || *at == '[' || *at == '{') - int(*at == ')' || *at == ']' || *at == '}');
            if (depth > kDeepest)
                throw badInput("{} nests brackets more than {} deep", record, kDeepest);
            ++at;
            continue;
        }
        const auto end = std::find_if_not(at, code.end(), isWordPart);
        const std::string_view word(at, end);
        if (word == "save" || word == "from_file")
            throw Error(ErrorKind::Unsupported, fmt::format("{} uses {}, which reaches files", record, word),
                        "A classifier has no need for it: do not open programs from strangers");
        at = end;
    }
}

} // namespace

void checkProgram(const TorchArchive& archive, uint64_t fileBytes)
{
    if (archive.unpackedBytes() > fileBytes + kMostCode)
        throw badInput("the archive would unpack to {} bytes, far more than it has itself", archive.unpackedBytes());
    if (archive.has("model.json"))
        throw Error(ErrorKind::Unsupported, "the program is in the form of before PyTorch 1.1", "Save it again with torch.jit.save");
    for (const std::string& record : archive.names())
        if (isCode(record))
            checkCode(archive.unpacked(record), record);
}

} // namespace lathe::engine
