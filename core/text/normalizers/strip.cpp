#include "core/text/characters.h"
#include "core/text/normalizers/all.h"
#include "core/text/utf8.h"

namespace lathe::text::normalizers {

namespace {

// White space at the ends goes.
class Strip final : public Normalizer {
public:
    Strip(bool left, bool right) : m_left(left), m_right(right) {}

    void apply(Stretch& stretch) const override
    {
        const std::string& text = stretch.text;
        size_t begin = 0, end = text.size();
        for (size_t at = begin; m_left && begin < text.size(); begin = at)
            if (!isWhitespace(decodeUtf8(text, at)))
                break;
        for (size_t at = end; m_right && end > begin; end = at)
            if (!isWhitespace(decodeUtf8Before(text, at)))
                break;
        if (begin > 0)
            stretch.start = 0;
        stretch.text.resize(end);
        stretch.text.erase(0, begin);
    }

private:
    bool m_left, m_right;
};

} // namespace

Made readStrip(const JsonNode& node)
{
    return std::make_unique<Strip>(node.flag("strip_left", true), node.flag("strip_right", true));
}

} // namespace lathe::text::normalizers
