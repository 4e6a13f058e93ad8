#include "core/base/files.h"
#include "core/text/description.h"
#include "core/text/foreign_files.h"
#include "core/text/utf8.h"

namespace lathe::text {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// A pair a line, the first to merge first, behind a line "#version: ...".
json readMerges(const fs::path& file)
{
    const std::string content = readFile(file);
    if (firstInvalidUtf8(content) != std::string::npos)
        throw badInput("{}: not valid UTF-8", file.string());
    json merges = json::array();
    size_t number = 0;
    for (size_t at = 0; at < content.size();) {
        const size_t end = std::min(content.find('\n', at), content.size());
        std::string line = content.substr(at, end - at);
        at = end + 1;
        ++number;
        if (line.ends_with('\r'))
            line.pop_back();
        if (line.empty() || (number == 1 && line.starts_with("#version")))
            continue;
        const size_t space = line.find(' ');
        if (space == std::string::npos || line.find(' ', space + 1) != std::string::npos)
            throw badInput("{}, line {}: wanted two tokens", file.string(), number);
        merges.push_back({line.substr(0, space), line.substr(space + 1)});
    }
    return merges;
}

std::vector<FolderSettings::Special> familyTokens(std::string_view family)
{
    if (family == "Roberta")
        return {{"bos_token", specialToken("<s>")},          {"eos_token", specialToken("</s>")},
                {"sep_token", specialToken("</s>")},         {"cls_token", specialToken("<s>")},
                {"unk_token", specialToken("<unk>")},        {"pad_token", specialToken("<pad>")},
                {"mask_token", specialToken("<mask>", true)}};
    if (family == "Deberta")
        return {{"cls_token", specialToken("[CLS]")},
                {"sep_token", specialToken("[SEP]")},
                {"unk_token", specialToken("[UNK]")},
                {"pad_token", specialToken("[PAD]")},
                {"mask_token", specialToken("[MASK]", true)}};
    return {{"bos_token", specialToken("<|endoftext|>")},
            {"eos_token", specialToken("<|endoftext|>")},
            {"unk_token", specialToken("<|endoftext|>")}};
}

} // namespace

json describeMergesFile(const FolderSettings& settings)
{
    const fs::path file = settings.folder() / "vocab.json";
    std::string family = settings.family();
    if (family == "Longformer" || family == "Bart" || family == "LED")
        family = "Roberta";
    if (family != "Roberta" && family != "Deberta" && family != "GPT2" && family != "GPTNeoX" &&
        family != "Qwen2")
        throw settings.unknownFamily(file, "RobertaTokenizer, DebertaTokenizer, GPT2Tokenizer, "
                                           "GPTNeoXTokenizer and Qwen2Tokenizer");
    const auto specials = settings.specialTokens(familyTokens(family));

    const json vocab = readJsonFile(file);
    const JsonNode vocabNode(vocab, file.string() + ":");
    std::vector<std::pair<std::string, int64_t>> ids;
    for (const auto& [token, id] : vocabNode.object().items())
        ids.emplace_back(token, JsonNode(id, token).integer());
    Description made({{"type", "BPE"},
                      {"dropout", nullptr},
                      {"unk_token", nullptr},
                      {"continuing_subword_prefix", ""},
                      {"end_of_word_suffix", ""},
                      {"fuse_unk", false},
                      {"byte_fallback", false},
                      {"vocab", vocab},
                      {"merges", readMerges(settings.folder() / "merges.txt")}},
                     std::move(ids));
    const JsonNode config = settings.config();
    const bool addsSpace = config.flag("add_prefix_space", false);
    json bytes = {{"type", "ByteLevel"},
                  {"add_prefix_space", addsSpace},
                  {"trim_offsets", true},
                  {"use_regex", family != "Qwen2"}};
    if (family == "Qwen2" || family == "GPTNeoX")
        made.setNormalizer({{"type", "NFC"}});
    if (family == "Qwen2") {
        constexpr const char* kWords =
            R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
        bytes = sequence("pretokenizers", {{{"type", "Split"},
                                            {"pattern", {{"Regex", kWords}}},
                                            {"behavior", "Isolated"},
                                            {"invert", false}},
                                           std::move(bytes)});
    }
    made.setPreTokenizer(std::move(bytes));
    for (const AddedToken& token : settings.furtherTokens())
        made.add(token);
    for (const auto& special : specials)
        if (!special.token.content.empty())
            made.add(special.token);
    if (family == "Roberta" || family == "Deberta")
        made.surround({named(specials, "cls_token")}, {named(specials, "sep_token")},
                      file.string());
    else if (config.flag("add_bos_token", false))
        made.surround({named(specials, "bos_token")}, {}, file.string());
    made.setPadding(named(specials, "pad_token").token.content);
    return made.take();
}

} // namespace lathe::text
