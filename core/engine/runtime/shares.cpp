#include "core/engine/runtime/shares.h"

#include <algorithm>

namespace lathe::engine {

std::span<const size_t> shares(TextSpan texts, size_t threads, std::span<size_t> memory)
{
    constexpr double kUneven = 1.15;
    if (threads < 2 || texts.size() < threads)
        return {};
    size_t total = 0, largest = 0, before = 0, sum = 0, cuts = 1;
    for (const auto* text : texts)
        total += text->size();
    memory[0] = 0;
    for (size_t i = 0; i + 1 < texts.size() && cuts < threads; ++i) {
        sum += texts[i]->size();
        // Cut behind the text that brings the sum nearest to the share's end.
        if (sum + texts[i + 1]->size() / 2 >= total * cuts / threads) {
            largest = std::max(largest, sum - before);
            before = sum;
            memory[cuts++] = i + 1;
        }
    }
    memory[cuts++] = texts.size();
    largest = std::max(largest, total - before);
    return double(largest) * double(threads) <= kUneven * double(total) ? memory.first(cuts)
                                                                        : std::span<size_t>{};
}

TextSpan pieceOf(TextSpan texts)
{
    constexpr size_t kTokens = 256;
    size_t tokens = 0, count = 0;
    while (count < texts.size() && (count == 0 || tokens + texts[count]->size() <= kTokens))
        tokens += texts[count++]->size();
    return texts.first(count);
}

} // namespace lathe::engine
