#include "core/text/gguf_words.h"

#include "core/text/description.h"

namespace lathe::text {

using nlohmann::json;

namespace {

json split(const char* expression)
{
    return {{"type", "Split"},
            {"pattern", {{"Regex", expression}}},
            {"behavior", "Isolated"},
            {"invert", false}};
}

json byteLevel(bool cuts)
{
    return {{"type", "ByteLevel"},
            {"add_prefix_space", false},
            {"trim_offsets", true},
            {"use_regex", cuts}};
}

} // namespace

Words wordsOf(const std::string& pre)
{
    struct Known {
        std::string_view pre;
        Words words;
    };
    constexpr Known kKnown[] = {
        {"", Words::Gpt2},
        {"default", Words::Gpt2},
        {"gpt-2", Words::Gpt2},
        {"phi-2", Words::Gpt2},
        {"olmo", Words::Gpt2},
        {"mpt", Words::Gpt2},
        {"jais", Words::Gpt2},
        {"roberta-bpe", Words::Gpt2},
        {"modern-bert", Words::Gpt2},
        {"jina-v1-en", Words::Gpt2},
        {"llama-bpe", Words::Llama3},
        {"llama3", Words::Llama3},
        {"llama-v3", Words::Llama3},
        {"smaug-bpe", Words::Llama3},
        {"falcon3", Words::Llama3},
        {"qwen2", Words::Qwen2},
        {"deepseek-r1-qwen", Words::Qwen2},
        {"smollm", Words::Digits},
        {"starcoder", Words::Digits},
        {"refact", Words::Digits},
        {"codeshell", Words::Digits},
        {"command-r", Words::Digits},
    };
    for (const Known& known : kKnown)
        if (known.pre == pre)
            return known.words;
    throw Error(ErrorKind::Unsupported,
                fmt::format("tokenizer.ggml.pre: '{}' is not supported", pre),
                "Use the tokenizer.json of the model that the file was made from");
}

json describeWords(Words words)
{
    switch (words) {
    case Words::Llama3:
        return sequence(
            "pretokenizers",
            {split(
                 R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"),
             byteLevel(false)});
    case Words::Qwen2:
        return sequence(
            "pretokenizers",
            {split(
                 R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)"),
             byteLevel(false)});
    case Words::Digits:
        return sequence("pretokenizers",
                        {{{"type", "Digits"}, {"individual_digits", true}}, byteLevel(true)});
    case Words::Gpt2:
        break;
    }
    return byteLevel(true);
}

} // namespace lathe::text
