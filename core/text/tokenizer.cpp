#include "core/text/tokenizer.h"

#include "core/base/error.h"
#include "core/text/tokenizer_folder.h"
#include "core/text/tokenizer_json.h"

namespace lathe::text {

namespace fs = std::filesystem;

Encoding Tokenizer::encodeWithTokens(std::string_view text, int maxLength) const
{
    Encoding encoding = encode(text, maxLength);
    encoding.tokens.reserve(encoding.ids.size());
    for (const int32_t id : encoding.ids)
        encoding.tokens.emplace_back(token(id));
    return encoding;
}

std::unique_ptr<Tokenizer> loadTokenizer(const fs::path& modelFolder)
{
    const TokenizerSource source = findTokenizer(modelFolder);
    const nlohmann::json description = describeTokenizer(source);
    const fs::path configFile = modelFolder / "tokenizer_config.json";
    std::string padToken;
    std::error_code ignored;
    if (source.kind == TokenizerSource::Kind::Json && fs::exists(configFile, ignored)) {
        const nlohmann::json config = readJsonFile(configFile);
        padToken = padTokenOf(JsonNode(config, configFile.string() + ":"));
    }
    return makeTokenizer(JsonNode(description, source.file.string() + ":"), padToken);
}

} // namespace lathe::text
