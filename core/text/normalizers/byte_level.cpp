#include "core/text/byte_alphabet.h"
#include "core/text/normalizers/all.h"

namespace lathe::text::normalizers {

namespace {

class ByteLevel final : public Normalizer {
public:
    void apply(Stretch& stretch) const override
    {
        std::string spelt;
        appendByteCharacters(spelt, stretch.text);
        stretch.text.swap(spelt);
    }
};

} // namespace

Made readByteLevel(const JsonNode&)
{
    return std::make_unique<ByteLevel>();
}

} // namespace lathe::text::normalizers
