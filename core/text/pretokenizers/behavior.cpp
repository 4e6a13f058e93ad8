#include "core/text/pretokenizers/behavior.h"

namespace lathe::text::pretokenizers {

Behavior readBehavior(const JsonNode& node)
{
    const std::string name = node.text();
    if (name == "Removed")
        return Behavior::Removed;
    if (name == "Isolated")
        return Behavior::Isolated;
    if (name == "MergedWithPrevious")
        return Behavior::MergedWithPrevious;
    if (name == "MergedWithNext")
        return Behavior::MergedWithNext;
    if (name == "Contiguous")
        return Behavior::Contiguous;
    throw node.unsupported("Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous",
                           name);
}

} // namespace lathe::text::pretokenizers
