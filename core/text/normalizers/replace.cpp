#include "core/text/normalizers/all.h"
#include "core/text/pattern.h"

namespace lathe::text::normalizers {

namespace {

class Replace final : public Normalizer {
public:
    Replace(std::unique_ptr<Pattern> pattern, std::string content)
        : m_pattern(std::move(pattern)), m_content(std::move(content))
    {
    }

    void apply(Stretch& stretch) const override
    {
        const std::string& text = stretch.text;
        auto match = text.empty() ? std::nullopt : m_pattern->next(text, 0);
        if (!match)
            return;
        std::string replaced;
        size_t done = 0;
        for (; match; match = m_pattern->next(text, done)) {
            replaced.append(text, done, match->begin - done);
            replaced += m_content;
            if (match->begin == 0)
                stretch.start = stretch.start > 0 ? m_content.size() : 0;
            done = match->end;
        }
        replaced.append(text, done);
        stretch.text.swap(replaced);
    }

private:
    std::unique_ptr<Pattern> m_pattern;
    std::string m_content;
};

} // namespace

Made readReplace(const JsonNode& node)
{
    return std::make_unique<Replace>(readPattern(node.at("pattern")), node.at("content").text());
}

} // namespace lathe::text::normalizers
