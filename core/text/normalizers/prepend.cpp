#include "core/text/normalizers/all.h"

namespace lathe::text::normalizers {

namespace {

class Prepend final : public Normalizer {
public:
    explicit Prepend(std::string front) : m_front(std::move(front)) {}
    void apply(Stretch& stretch) const override
    {
        if (stretch.text.empty())
            return;
        stretch.text.insert(0, m_front);
        stretch.start += stretch.start > 0 ? m_front.size() : 0;
    }

private:
    std::string m_front;
};

} // namespace

Made readPrepend(const JsonNode& node)
{
    return std::make_unique<Prepend>(node.at("prepend").text());
}

} // namespace lathe::text::normalizers
