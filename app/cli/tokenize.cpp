#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "core/text/tokenizer.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace lathe::cli {

namespace {

constexpr int kUncut = 1 << 30;

void tokenize(const text::Tokenizer& tokenizer, const std::string& text, int maxLength)
{
    const text::Encoding encoding = tokenizer.encodeWithTokens(text, maxLength);
    print(oneLine({{"ids", encoding.ids}, {"tokens", encoding.tokens}}) + "\n");
}

} // namespace

void addTokenize(CLI::App& app, Action& action)
{
    auto* verb =
        app.add_subcommand("tokenize", "Ids and tokens of text lines from the standard input");
    auto model = std::make_shared<std::filesystem::path>();
    auto maxLength = std::make_shared<int>(kUncut);
    auto texts = std::make_shared<std::vector<std::string>>();
    verb->add_option("--model", *model, "Model folder")->required();
    verb->add_option("--max-length", *maxLength,
                     "Tokens per text, special ones included (default: all)")
        ->check(CLI::Range(1, kUncut));
    verb->add_option("--text", *texts, "Texts to use instead of the standard input");
    verb->callback([=, &action] {
        action = [=] {
            const auto tokenizer = text::loadTokenizer(*model);
            for (const std::string& text : *texts)
                tokenize(*tokenizer, text, *maxLength);
            for (std::string line; texts->empty() && std::getline(std::cin, line);)
                tokenize(*tokenizer, line, *maxLength);
            return kDone;
        };
    });
}

} // namespace lathe::cli
