#include "core/base/error.h"
#include "core/text/gguf_tokenizer.h"

#include <algorithm>
#include <limits>

namespace lathe::text {

using nlohmann::json;

namespace {

class Metadata {
public:
    explicit Metadata(const json& metadata) : m_metadata(metadata) {}

    [[nodiscard]] std::string text(const char* key) const
    {
        const json* value = find(key);
        if (value && !value->is_string())
            throw wrong(key, "a string");
        return value ? value->get<std::string>() : std::string();
    }

    [[nodiscard]] std::vector<std::string> texts(const char* key) const
    {
        return list<std::string>(key, "strings", [](const json& item) { return item.is_string(); });
    }

    [[nodiscard]] std::vector<float> scores(const char* key) const
    {
        return list<float>(key, "numbers", [](const json& item) { return item.is_number(); });
    }

    [[nodiscard]] std::vector<int32_t> types(const char* key) const
    {
        return list<int32_t>(key, "whole numbers", isSmall);
    }

    // The bytes of a list of them.
    [[nodiscard]] std::string bytes(const char* key) const
    {
        std::string bytes;
        for (const int32_t byte : list<int32_t>(key, "bytes", isSmall))
            bytes += char(byte);
        return bytes;
    }

    [[nodiscard]] int64_t id(const char* key) const
    {
        const json* value = find(key);
        if (value && !isSmall(*value))
            throw wrong(key, "a token's id");
        return value ? value->get<int64_t>() : -1;
    }

    [[nodiscard]] std::optional<bool> flag(const char* key) const
    {
        const json* value = find(key);
        if (value && !value->is_boolean())
            throw wrong(key, "true or false");
        return value ? std::optional(value->get<bool>()) : std::nullopt;
    }

private:
    static bool isSmall(const json& item)
    {
        constexpr auto kMost = std::numeric_limits<int32_t>::max();
        return item.is_number_unsigned() ? item.get<uint64_t>() <= uint64_t(kMost)
                                         : item.is_number_integer() && item.get<int64_t>() >= -kMost;
    }

    [[nodiscard]] const json* find(const char* key) const
    {
        const auto found = m_metadata.find(key);
        return found == m_metadata.end() ? nullptr : &*found;
    }

    static Error wrong(const char* key, const char* wanted)
    {
        return badInput("key {}: must be {}", key, wanted);
    }

    template <class T, class Is>
    [[nodiscard]] std::vector<T> list(const char* key, const char* wanted, Is is) const
    {
        const json* value = find(key);
        if (!value)
            return {};
        if (!value->is_array() || !std::all_of(value->begin(), value->end(), is))
            throw wrong(key, wanted);
        return value->get<std::vector<T>>();
    }

    const json& m_metadata;
};

} // namespace

GgufTokenizer readGgufTokenizer(const json& object)
{
    const Metadata metadata(object);
    GgufTokenizer gguf;
    gguf.model = metadata.text("tokenizer.ggml.model");
    gguf.pre = metadata.text("tokenizer.ggml.pre");
    gguf.tokens = metadata.texts("tokenizer.ggml.tokens");
    gguf.scores = metadata.scores("tokenizer.ggml.scores");
    gguf.tokenTypes = metadata.types("tokenizer.ggml.token_type");
    gguf.merges = metadata.texts("tokenizer.ggml.merges");
    gguf.precompiledCharsmap = metadata.bytes("tokenizer.ggml.precompiled_charsmap");
    gguf.bosId = metadata.id("tokenizer.ggml.bos_token_id");
    gguf.eosId = metadata.id("tokenizer.ggml.eos_token_id");
    gguf.unknownId = metadata.id("tokenizer.ggml.unknown_token_id");
    gguf.padId = metadata.id("tokenizer.ggml.padding_token_id");
    gguf.clsId = metadata.id("tokenizer.ggml.cls_token_id");
    // Misspelt by the format.
    gguf.sepId = std::max(metadata.id("tokenizer.ggml.seperator_token_id"),
                          metadata.id("tokenizer.ggml.separator_token_id"));
    gguf.maskId = metadata.id("tokenizer.ggml.mask_token_id");
    gguf.addBos = metadata.flag("tokenizer.ggml.add_bos_token");
    gguf.addEos = metadata.flag("tokenizer.ggml.add_eos_token");
    gguf.addSpacePrefix = metadata.flag("tokenizer.ggml.add_space_prefix");
    return gguf;
}

} // namespace lathe::text
