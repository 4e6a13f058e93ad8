#include "core/text/characters.h"
#include "core/text/normalizers/all.h"
#include "core/text/normalizers/filter.h"

namespace lathe::text::normalizers {

namespace {

class StripAccents final : public Normalizer {
public:
    void apply(Stretch& stretch) const override
    {
        if (!isAscii(stretch.text))
            dropCharacters(stretch, isAccent);
    }
};

} // namespace

Made readStripAccents(const JsonNode&)
{
    return std::make_unique<StripAccents>();
}

} // namespace lathe::text::normalizers
