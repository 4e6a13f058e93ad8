#include "core/base/files.h"
#include "core/text/description.h"
#include "core/text/foreign_files.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <unordered_map>

namespace lathe::text {

namespace fs = std::filesystem;

namespace {

using Entries = std::vector<std::pair<std::string, int64_t>>;

// A line is an entry and its number the id; of an entry that occurs twice the last counts, as in
// transformers. Line ends are \n, \r\n or \r.
Entries readLines(const fs::path& file)
{
    const std::string content = readFile(file);
    if (const size_t bad = firstInvalidUtf8(content); bad != std::string::npos)
        throw badInput("{}, line {}: not valid UTF-8", file.string(),
                       1 + std::count(content.begin(),
                                      content.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    Entries entries;
    std::unordered_map<std::string_view, int64_t> last;
    std::vector<std::string_view> lines;
    for (std::string_view rest = content; !rest.empty();) {
        const size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
        lines.push_back(rest.substr(0, end));
        last[lines.back()] = static_cast<int64_t>(lines.size()) - 1;
        rest.remove_prefix(
            std::min(rest.size(), end + (rest.substr(end).starts_with("\r\n") ? 2 : 1)));
    }
    for (size_t id = 0; id < lines.size(); ++id)
        if (last[lines[id]] == static_cast<int64_t>(id))
            entries.emplace_back(lines[id], id);
    if (entries.empty())
        throw badInput("{}: the vocabulary is empty", file.string());
    return entries;
}

std::vector<FolderSettings::Special> familyTokens(bool mpnet)
{
    if (mpnet)
        return {{"bos_token", specialToken("<s>")},          {"eos_token", specialToken("</s>")},
                {"cls_token", specialToken("<s>")},          {"sep_token", specialToken("</s>")},
                {"unk_token", specialToken("[UNK]")},        {"pad_token", specialToken("<pad>")},
                {"mask_token", specialToken("<mask>", true)}};
    return {{"cls_token", specialToken("[CLS]")},
            {"sep_token", specialToken("[SEP]")},
            {"unk_token", specialToken("[UNK]")},
            {"pad_token", specialToken("[PAD]")},
            {"mask_token", specialToken("[MASK]")}};
}

bool isMpnet(const FolderSettings& settings, const fs::path& file)
{
    const std::string family = settings.family();
    if (family == "MPNet")
        return true;
    // A vocab.txt that nothing is said of is BERT's.
    for (const char* known : {"", "Bert", "DistilBert", "Electra", "MobileBert"})
        if (family == known)
            return false;
    if (!settings.config().has("tokenizer_class"))
        return false;
    throw settings.unknownFamily(file, "BertTokenizer or MPNetTokenizer");
}

} // namespace

nlohmann::json describeVocabularyFile(const FolderSettings& settings)
{
    const fs::path file = settings.folder() / "vocab.txt";
    const auto specials = settings.specialTokens(familyTokens(isMpnet(settings, file)));
    Entries entries = readLines(file);
    nlohmann::json vocab = nlohmann::json::object();
    for (const auto& [token, id] : entries)
        vocab[token] = id;
    Description made({{"type", "WordPiece"},
                      {"unk_token", named(specials, "unk_token").token.content},
                      {"continuing_subword_prefix", "##"},
                      {"max_input_chars_per_word", 100},
                      {"vocab", std::move(vocab)}},
                     std::move(entries));
    const JsonNode config = settings.config();
    const bool lowercase = config.flag("do_lower_case", true);
    made.setNormalizer({{"type", "BertNormalizer"},
                        {"clean_text", true},
                        {"handle_chinese_chars", config.flag("tokenize_chinese_chars", true)},
                        {"strip_accents", config.flag("strip_accents", lowercase)},
                        {"lowercase", lowercase}});
    made.setPreTokenizer({{"type", "BertPreTokenizer"}});
    for (const AddedToken& token : settings.furtherTokens())
        made.add(token);
    for (const auto& special : specials)
        if (made.find(special.token.content) >= 0)
            made.add(special.token);
    made.surround({named(specials, "cls_token")}, {named(specials, "sep_token")}, file.string());
    made.setPadding(named(specials, "pad_token").token.content);
    return made.take();
}

} // namespace lathe::text
