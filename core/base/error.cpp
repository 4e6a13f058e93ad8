#include "core/base/error.h"

namespace lathe {

Error::Error(ErrorKind kind, const std::string& message, std::string remedy)
    : std::runtime_error(message), m_kind(kind), m_remedy(std::move(remedy))
{
}

Error Error::in(std::string_view place) const
{
    return {m_kind, fmt::format("{}: {}", place, what()), m_remedy};
}

std::string Error::full() const
{
    return m_remedy.empty() ? std::string(what()) : fmt::format("{}. {}", what(), m_remedy);
}

} // namespace lathe
