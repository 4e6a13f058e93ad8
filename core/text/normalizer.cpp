#include "core/text/normalizer.h"

#include "core/text/normalizers/all.h"

#include <vector>

namespace lathe::text {

namespace {

struct Kind {
    std::string_view type;
    normalizers::Made (*read)(const JsonNode&);
};

constexpr Kind kKinds[] = {
    {"BertNormalizer", normalizers::readBert},       {"ByteLevel", normalizers::readByteLevel},
    {"Lowercase", normalizers::readLowercase},       {"NFC", normalizers::readUnicodeForm},
    {"NFD", normalizers::readUnicodeForm},           {"NFKC", normalizers::readUnicodeForm},
    {"NFKD", normalizers::readUnicodeForm},          {"Nmt", normalizers::readNmt},
    {"Precompiled", normalizers::readPrecompiled},   {"Prepend", normalizers::readPrepend},
    {"Replace", normalizers::readReplace},           {"Strip", normalizers::readStrip},
    {"StripAccents", normalizers::readStripAccents},
};

class SequenceNormalizer final : public Normalizer {
public:
    explicit SequenceNormalizer(std::vector<std::unique_ptr<Normalizer>> steps)
        : m_steps(std::move(steps))
    {
    }
    void apply(Stretch& stretch) const override
    {
        for (const auto& step : m_steps)
            step->apply(stretch);
    }

private:
    std::vector<std::unique_ptr<Normalizer>> m_steps;
};

} // namespace

std::unique_ptr<Normalizer> readNormalizer(const JsonNode& node, int depth)
{
    const std::string type = node.at("type").text();
    if (type == "Sequence") {
        const JsonNode list = node.at("normalizers");
        if (depth >= kDeepestSequence)
            throw badInput("{}: more than {} sequences within each other", list.place(),
                           kDeepestSequence);
        std::vector<std::unique_ptr<Normalizer>> steps;
        for (size_t i = 0; i < list.array().size(); ++i)
            steps.push_back(readNormalizer(list.item(i), depth + 1));
        return std::make_unique<SequenceNormalizer>(std::move(steps));
    }
    for (const Kind& kind : kKinds)
        if (kind.type == type)
            return kind.read(node);
    throw node.at("type").unsupported("a normalizer of Hugging Face tokenizers", type);
}

} // namespace lathe::text
