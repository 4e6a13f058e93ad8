#pragma once

#include "core/text/added_tokens.h"
#include "core/text/json_node.h"

#include <filesystem>
#include <vector>

namespace lathe::text {

// What tokenizer_config.json, special_tokens_map.json, added_tokens.json and config.json say of the
// files beside them, which hold no more than a vocabulary. Each of the four may be missing.
class FolderSettings {
public:
    struct Special { // a special token and the key that names it: "cls_token"
        std::string key;
        AddedToken token;
    };

    // Throws Error naming the file when one is there and broken.
    explicit FolderSettings(std::filesystem::path folder);

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] JsonNode config() const
    {
        return {m_config, (m_folder / "tokenizer_config.json").string() + ":"};
    }

    // "Bert", "MPNet", "Roberta": tokenizer_class without "Tokenizer" and "Fast"; without one the
    // class of the model_type in config.json; empty when neither says.
    [[nodiscard]] std::string family() const;
    [[nodiscard]] Error unknownFamily(const std::filesystem::path& file,
                                      std::string_view known) const;

    // The family's own special tokens, overruled by the files; without ids.
    [[nodiscard]] std::vector<Special> specialTokens(std::vector<Special> defaults) const;
    // Tokens that the files add with ids of their own.
    [[nodiscard]] std::vector<AddedToken> furtherTokens() const;

private:
    std::filesystem::path m_folder;
    nlohmann::json m_config, m_specials, m_added, m_model;
};

// A special token that is found in the text as it stands.
[[nodiscard]] AddedToken specialToken(std::string content, bool lstrip = false);

// The content of special_tokens' pad_token as tokenizer_config.json has it; empty when it says
// nothing.
[[nodiscard]] std::string padTokenOf(const JsonNode& config);

} // namespace lathe::text
