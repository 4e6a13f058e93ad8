#include "core/base/error.h"
#include "core/base/files.h"
#include "core/text/tokenizer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <limits>
#include <map>

// Tokenizing speed of one thread: bench_tokenizer --model DIR --texts FILE [--rounds N]
// [--warmup N] [--max-length N] [--paced 1] [--ids FILE]. A text is a line of the file, or a string
// of the array in a .json file. Prints one line of JSON a round. With --paced 1 each round, warm-up
// included, waits for a line of input and is printed, so that another program can take turns with
// this one. --ids writes the ids of each text as a line.

using namespace lathe;
using Clock = std::chrono::steady_clock;

namespace {

std::vector<std::string> textsOf(const std::filesystem::path& file)
{
    if (file.extension() == ".json")
        return readJson(file).get<std::vector<std::string>>();
    const std::string content = readFile(file);
    std::vector<std::string> lines;
    for (size_t at = 0; at < content.size();) {
        const size_t end = std::min(content.find('\n', at), content.size());
        lines.push_back(content.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

void writeIds(const text::Tokenizer& tokenizer, const std::vector<std::string>& texts,
              int maxLength, const std::filesystem::path& file)
{
    std::string lines;
    for (const std::string& text : texts)
        lines += fmt::format("{}\n", fmt::join(tokenizer.encode(text, maxLength).ids, " "));
    writeFile(file, lines);
}

int run(const std::map<std::string, std::string>& options)
{
    const auto number = [&](const char* key, int fallback) {
        const auto found = options.find(key);
        return found == options.end() ? fallback : std::stoi(found->second);
    };
    const int maxLength = number("--max-length", std::numeric_limits<int>::max());
    const int rounds = number("--rounds", 20), warmup = number("--warmup", 2);
    const bool paced = number("--paced", 0) != 0;
    const auto tokenizer = text::loadTokenizer(options.at("--model"));
    const std::vector<std::string> texts = textsOf(options.at("--texts"));
    if (const auto ids = options.find("--ids"); ids != options.end())
        writeIds(*tokenizer, texts, maxLength, ids->second);

    std::string go;
    for (int round = -warmup; round < rounds; ++round) {
        if (paced && !std::getline(std::cin, go))
            break;
        const auto begin = Clock::now();
        size_t tokens = 0;
        for (const std::string& text : texts)
            tokens += tokenizer->encode(text, maxLength).ids.size();
        const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
        if (round >= 0 || paced)
            std::printf("{\"texts\": %zu, \"tokens\": %zu, \"textsPerSecond\": %.0f, "
                        "\"tokensPerSecond\": %.0f}\n",
                        texts.size(), tokens, double(texts.size()) / seconds,
                        double(tokens) / seconds);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::map<std::string, std::string> options;
    for (int i = 1; i + 1 < argc; i += 2)
        options[argv[i]] = argv[i + 1];
    try {
        return run(options);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.full().c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr,
                     "%s\nusage: bench_tokenizer --model DIR --texts FILE [--rounds N] ...\n",
                     error.what());
    }
    return 2;
}
