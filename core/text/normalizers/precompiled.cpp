#include "core/text/base64.h"
#include "core/text/graphemes.h"
#include "core/text/normalizers/all.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace lathe::text::normalizers {

namespace {

// SentencePiece's rules: a trie from character sequences to what replaces them
// (precompiled_charsmap: the trie's size in bytes, a darts-clone double array, then the
// replacements, each ended by a zero byte). As Hugging Face applies them: to grapheme clusters of
// less than six bytes, or else to each character, and the shortest entry that begins a cluster
// stands for all of it.
class Precompiled final : public Normalizer {
public:
    Precompiled(std::vector<uint32_t> trie, std::string texts)
        : m_trie(std::move(trie)), m_texts(std::move(texts))
    {
        for (size_t c = 0; c < m_ascii.size(); ++c)
            m_ascii[c] = find(std::string(1, static_cast<char>(c)));
    }

    void apply(Stretch& stretch) const override
    {
        const std::string_view text = stretch.text;
        std::string out;
        out.reserve(text.size() + 8);
        size_t start = 0; // what the first character became
        const auto note = [&](size_t before, size_t after) {
            start = before == 0 && stretch.start > 0 ? after : start;
        };
        const auto append = [&out](const std::optional<std::string_view>& found,
                                   std::string_view otherwise) {
            out += found.value_or(otherwise);
        };
        for (size_t at = 0; at < text.size();) {
            const auto byte = static_cast<unsigned char>(text[at]);
            const unsigned char after =
                at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
            if (byte < 0x80 && after < 0x80 && !(byte == '\r' && after == '\n')) {
                append(m_ascii[byte], text.substr(at, 1));
                note(at++, out.size());
                continue;
            }
            const size_t end = graphemeEnd(text, at);
            const std::string_view cluster = text.substr(at, end - at);
            const auto whole = cluster.size() < 6 ? find(cluster) : std::nullopt;
            if (whole) {
                out += *whole;
                size_t first = at;
                (void)decodeUtf8(text, first);
                note(at, first == end ? out.size() : 1);
            }
            for (size_t from = at; !whole && from < end;) {
                const size_t begin = from;
                (void)decodeUtf8(text, from);
                const std::string_view character = text.substr(begin, from - begin);
                append(find(character), character);
                note(begin, out.size());
            }
            at = end;
        }
        stretch.text.swap(out);
        stretch.start =
            stretch.start > 0 ? std::max<size_t>(start, 1) : 0; // what vanishes leaves its place
    }

private:
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const
    {
        size_t node = 0;
        const auto unit = [this](size_t at) { return at < m_trie.size() ? m_trie[at] : 0; };
        const auto offset = [](uint32_t u) { return size_t(u >> 10) << ((u & 1u << 9) >> 6); };
        node ^= offset(unit(node));
        for (const char byte : key) {
            const auto label = static_cast<unsigned char>(byte);
            if (label == 0)
                break;
            node ^= label;
            const uint32_t u = unit(node);
            if ((u & (1u << 31 | 0xff)) != label)
                break;
            node ^= offset(u);
            if ((u >> 8 & 1) != 0) {
                const size_t begin = unit(node) & ((1u << 31) - 1);
                if (begin >= m_texts.size())
                    return std::nullopt;
                return std::string_view(m_texts).substr(begin, m_texts.find('\0', begin) - begin);
            }
        }
        return std::nullopt;
    }

    std::vector<uint32_t> m_trie;
    std::string m_texts; // after the last entry too there is a zero byte
    std::array<std::optional<std::string_view>, 128> m_ascii;
};

} // namespace

Made readPrecompiled(const JsonNode& node)
{
    const JsonNode map = node.at("precompiled_charsmap");
    const auto bytes = fromBase64(map.text());
    if (!bytes)
        throw badInput("{}: not base64", map.place());
    uint32_t size = 0;
    if (bytes->size() >= sizeof size)
        std::memcpy(&size, bytes->data(), sizeof size);
    if (bytes->size() < sizeof size || size > bytes->size() - sizeof size || size % 4 != 0)
        throw badInput("{}: the trie of {} bytes does not lie within the {} bytes", map.place(),
                       size, bytes->size());
    std::vector<uint32_t> trie(size / 4);
    std::memcpy(trie.data(), bytes->data() + sizeof size, size);
    std::string texts = bytes->substr(sizeof size + size);
    if (firstInvalidUtf8(texts) != std::string::npos)
        throw badInput("{}: a replacement is not valid UTF-8", map.place());
    texts += '\0';
    return std::make_unique<Precompiled>(std::move(trie), std::move(texts));
}

} // namespace lathe::text::normalizers
