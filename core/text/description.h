#pragma once

#include "core/text/folder_settings.h"

#include <nlohmann/json.hpp>

namespace lathe::text {

// A tokenizer.json under construction, for tokenizers that come as other files.
class Description {
public:
    // {"type": ..., "vocab": ...}; `ids` says which ids its vocabulary gives.
    Description(nlohmann::json model, std::vector<std::pair<std::string, int64_t>> ids);

    void setNormalizer(nlohmann::json normalizer) { m_root["normalizer"] = std::move(normalizer); }
    void setPreTokenizer(nlohmann::json preTokenizer)
    {
        m_root["pre_tokenizer"] = std::move(preTokenizer);
    }

    // The id of an entry or of a token that was added; -1 when there is none.
    [[nodiscard]] int64_t find(const std::string& token) const;

    // Adds a token. Its id is its own, or the one in the vocabulary, or the next free one. Throws
    // Error for one out of range.
    void add(AddedToken token);
    // The special tokens around every text, by their names, which have to be known. Throws Error
    // naming the key otherwise.
    void surround(const std::vector<FolderSettings::Special>& before,
                  const std::vector<FolderSettings::Special>& after, const std::string& place);
    void setPadding(const std::string& token); // does nothing when it is not known

    [[nodiscard]] nlohmann::json take() { return std::move(m_root); }

private:
    nlohmann::json m_root;
    std::map<std::string, int64_t> m_ids;
    int64_t m_next = 0;
};

// The special token of a key; its content is empty when there is none.
[[nodiscard]] FolderSettings::Special named(const std::vector<FolderSettings::Special>& specials,
                                            std::string_view key);

// Steps one after another: {"type": "Sequence", ...}; `list` is "normalizers" or "pretokenizers".
[[nodiscard]] nlohmann::json sequence(const char* list, nlohmann::json steps);

} // namespace lathe::text
