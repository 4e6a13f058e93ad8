#include "core/text/pattern.h"
#include "core/text/pretokenizers/all.h"
#include "core/text/pretokenizers/behavior.h"

namespace lathe::text::pretokenizers {

namespace {

class Split final : public PreTokenizer {
public:
    Split(std::unique_ptr<Pattern> pattern, Behavior behavior, bool invert)
        : m_pattern(std::move(pattern)), m_behavior(behavior), m_invert(invert)
    {
    }

    bool split(std::string_view text, size_t start, WordSink sink) const override
    {
        Cutter cutter(text, start, m_behavior, sink);
        size_t done = 0;
        while (const auto match = m_pattern->next(text, done)) {
            if (!cutter.add(done, match->begin, m_invert) ||
                !cutter.add(match->begin, match->end, !m_invert))
                return false;
            done = match->end;
        }
        return cutter.add(done, text.size(), m_invert) && cutter.finish();
    }

private:
    std::unique_ptr<Pattern> m_pattern;
    Behavior m_behavior;
    bool m_invert;
};

} // namespace

Made readSplit(const JsonNode& node)
{
    return std::make_unique<Split>(readPattern(node.at("pattern")),
                                   readBehavior(node.at("behavior")), node.flag("invert", false));
}

} // namespace lathe::text::pretokenizers
