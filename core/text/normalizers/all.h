#pragma once

#include "core/text/normalizer.h"

// One reader for each normalizer of tokenizer.json, each in the file of its name.
namespace lathe::text::normalizers {

using Made = std::unique_ptr<Normalizer>;

[[nodiscard]] Made readBert(const JsonNode& node);
[[nodiscard]] Made readByteLevel(const JsonNode& node);
[[nodiscard]] Made readLowercase(const JsonNode& node);
[[nodiscard]] Made readNmt(const JsonNode& node);
[[nodiscard]] Made readPrecompiled(const JsonNode& node);
[[nodiscard]] Made readPrepend(const JsonNode& node);
[[nodiscard]] Made readReplace(const JsonNode& node);
[[nodiscard]] Made readStrip(const JsonNode& node);
[[nodiscard]] Made readStripAccents(const JsonNode& node);
[[nodiscard]] Made readUnicodeForm(const JsonNode& node); // NFC, NFD, NFKC, NFKD

} // namespace lathe::text::normalizers
