#include "app/cli/output.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace lathe::cli {

void print(std::string_view text)
{
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!written || std::fflush(stdout) != 0)
        throw Error(ErrorKind::Failure,
                    fmt::format("cannot write to the output: {}", std::strerror(errno)));
}

void printJson(const nlohmann::json& value)
{
    print(value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::string oneLine(const nlohmann::json& value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace lathe::cli
