#include "core/text/pattern.h"

namespace lathe::text {

namespace {

class Literal final : public Pattern {
public:
    explicit Literal(std::string text) : m_text(std::move(text)) {}

    [[nodiscard]] std::optional<Match> next(std::string_view text, size_t from) const override
    {
        const size_t begin = m_text.empty() ? std::string_view::npos : text.find(m_text, from);
        if (begin == std::string_view::npos)
            return std::nullopt;
        return Match{begin, begin + m_text.size()};
    }

private:
    std::string m_text;
};

} // namespace

std::unique_ptr<Pattern> readPattern(const JsonNode& node)
{
    if (node.value().is_string())
        return std::make_unique<Literal>(node.text());
    if (node.has("String"))
        return std::make_unique<Literal>(node.at("String").text());
    const JsonNode expression = node.at("Regex");
    if (auto known = knownPattern(expression.text()))
        return known;
    try {
        return compiledPattern(expression.text());
    } catch (const Error& error) { // does not know where the expression stands
        throw error.in(expression.place());
    }
}

} // namespace lathe::text
