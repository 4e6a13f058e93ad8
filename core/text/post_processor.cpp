#include "core/text/post_processor.h"

#include "core/text/normalizer.h"
#include "core/text/vocabulary.h"

namespace lathe::text {

namespace {

// "single": [{"SpecialToken": {"id": "[CLS]"}}, {"Sequence": {"id": "A"}}, ...], its tokens' ids in
// "special_tokens".
PostProcessor readTemplate(const JsonNode& node)
{
    PostProcessor processor;
    const JsonNode single = node.at("single");
    bool textSeen = false;
    for (size_t i = 0; i < single.array().size(); ++i) {
        const JsonNode piece = single.item(i);
        if (piece.has("Sequence")) {
            const std::string id = piece.at("Sequence").at("id").text();
            if (id != "A" || textSeen)
                throw piece.unsupported("the sequence A once", id);
            textSeen = true;
            continue;
        }
        const std::string name = piece.at("SpecialToken").at("id").text();
        const JsonNode ids = node.at("special_tokens").at(name).at("ids");
        for (size_t k = 0; k < ids.array().size(); ++k)
            (textSeen ? processor.after : processor.before).push_back(readId(ids.item(k)));
    }
    if (!textSeen)
        throw badInput("{}: the text itself (Sequence A) is missing", single.place());
    return processor;
}

// ["[CLS]", 101]
int32_t readToken(const JsonNode& pair)
{
    if (pair.array().size() != 2)
        throw badInput("{}: wanted a token and its id, found {} items", pair.place(),
                       pair.array().size());
    return readId(pair.item(1));
}

// Each goes around what the one before has made.
PostProcessor readSequence(const JsonNode& list, int depth)
{
    if (depth >= kDeepestSequence)
        throw badInput("{}: more than {} sequences within each other", list.place(),
                       kDeepestSequence);
    PostProcessor all;
    for (size_t i = 0; i < list.array().size(); ++i) {
        PostProcessor next = readPostProcessor(list.item(i), depth + 1);
        next.before.insert(next.before.end(), all.before.begin(), all.before.end());
        all.after.insert(all.after.end(), next.after.begin(), next.after.end());
        all.before = std::move(next.before);
    }
    return all;
}

} // namespace

int32_t readId(const JsonNode& node)
{
    const int64_t id = node.integer();
    if (id < 0 || id > Vocabulary::kMaxId)
        throw badInput("{}: the id {} is not between 0 and {}", node.place(), id,
                       Vocabulary::kMaxId);
    return static_cast<int32_t>(id);
}

PostProcessor readPostProcessor(const JsonNode& node, int depth)
{
    const std::string type = node.at("type").text();
    if (type == "TemplateProcessing")
        return readTemplate(node);
    if (type == "BertProcessing" || type == "RobertaProcessing")
        return {{readToken(node.at("cls"))}, {readToken(node.at("sep"))}};
    if (type == "Sequence")
        return readSequence(node.at("processors"), depth);
    if (type == "ByteLevel") // only moves offsets, which are not kept
        return {};
    throw node.at("type").unsupported(
        "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel or Sequence", type);
}

} // namespace lathe::text
