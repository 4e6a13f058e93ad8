#include "core/text/normal_forms.h"
#include "core/text/normalizers/all.h"
#include "core/text/utf8.h"

namespace lathe::text::normalizers {

namespace {

class UnicodeForm final : public Normalizer {
public:
    UnicodeForm(bool compatible, bool composes) : m_compatible(compatible), m_composes(composes) {}

    void apply(Stretch& stretch) const override
    {
        if (isAscii(stretch.text)) // its own form in all four
            return;
        const std::u32string characters = toUtf32(stretch.text);
        stretch.start = stretch.start > 0 ? toUtf8(form(characters.substr(0, 1))).size() : 0;
        stretch.text = toUtf8(form(characters));
    }

private:
    [[nodiscard]] std::u32string form(std::u32string characters) const
    {
        decompose(characters, m_compatible);
        if (m_composes)
            compose(characters);
        return characters;
    }

    bool m_compatible, m_composes;
};

} // namespace

Made readUnicodeForm(const JsonNode& node)
{
    const std::string type = node.at("type").text();
    return std::make_unique<UnicodeForm>(type.starts_with("NFK"), type.ends_with('C'));
}

} // namespace lathe::text::normalizers
