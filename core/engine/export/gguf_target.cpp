#include "core/engine/export/gguf_target.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::engine::gguf {

namespace {

struct Known {
    std::string_view family, architecture;
    bool pairs, joined, joinedGate;
    bool ownHeadSize; // heads need not share out the hidden size
    bool allBiases;   // of every product, not only of query, key and value
};

constexpr Known kKnown[] = {
    {"llama", "llama", true, false, false, true, true},      {"mistral", "llama", true, false, false, true, true},
    {"smollm3", "smollm3", true, false, false, true, false}, {"qwen2", "qwen2", false, false, false, false, false},
    {"qwen3", "qwen3", false, false, false, true, false},    {"phi3", "phi3", false, true, true, false, false},
    {"gemma2", "gemma2", false, false, false, true, false},  {"gemma3_text", "gemma3", false, false, false, true, false},
    {"gpt2", "gpt2", false, true, false, false, true},       {"gpt_neox", "gptneox", false, true, false, false, true},
};

void refuse(bool found, std::string_view why)
{
    if (found)
        throw Error(ErrorKind::Unsupported, fmt::format("llama.cpp cannot run this model: {}", why), "Export ONNX, which holds every model");
}

bool isGemma(const Architecture& a) { return a.embeddings.scale != 1; }

bool unequal(const Architecture& a)
{
    const LayerShape& first = a.layers.front();
    return std::any_of(a.layers.begin(), a.layers.end(), [&](const LayerShape& layer) {
        return layer.heads != first.heads || layer.kvHeads() != first.kvHeads() || layer.headSize != first.headSize || layer.ffn != first.ffn;
    });
}

// What llama.cpp derives from the number of layers: the largest Gemma of each generation scales by another width.
double scaleOf(const Architecture& a, const LayerShape& layer)
{
    const bool largest = (a.family == "gemma2" && a.layers.size() == 46) || (a.family == "gemma3_text" && a.layers.size() == 62);
    return 1 / std::sqrt(double(largest ? a.hiddenSize / layer.heads : layer.headSize));
}

void checkLayers(const Architecture& a, const Known& known, const Target& target)
{
    refuse(unequal(a) && !target.ownLayers, "its layers are of unequal size, which llama.cpp has for Llama, Mistral and Qwen2 only");
    for (size_t i = 0; i < a.layers.size(); ++i) {
        const LayerShape& layer = a.layers[i];
        refuse(layer.heads == 0 || layer.ffn == 0, "a layer has lost its attention or its FFN");
        refuse(layer.headSize != a.layers.front().headSize, "heads are not of one size");
        refuse(!known.ownHeadSize && !target.ownLayers && layer.attention() != a.hiddenSize,
               "heads were pruned, and llama.cpp wants heads of this family to share out the hidden size");
        refuse(std::abs(layer.scoreScale() - scaleOf(a, layer)) > 1e-6, "scores of attention are scaled otherwise than llama.cpp scales them");
        const bool turns = a.family != "smollm3" || (i + 1) % 4 != 0; // of smollm3 every fourth layer does not
        refuse(!a.positions.rotary.empty() && (layer.rotary >= 0) != turns, "other layers turn by their position than llama.cpp turns");
        refuse(isGemma(a) && layer.rotary > 0 && layer.window == 0, "layers without a window turn as those with one do");
    }
    refuse(isGemma(a) && windowPeriod(a) == 0, "windows do not come in the order that llama.cpp gives them");
}

} // namespace

int windowPeriod(const Architecture& a)
{
    const int layers = int(a.layers.size());
    for (int period = 1; period <= layers + 1; ++period) {
        bool follows = true;
        for (int i = 0; i < layers; ++i)
            follows = follows && (a.layers[size_t(i)].window > 0) == ((i + 1) % period != 0);
        if (follows)
            return period;
    }
    return 0;
}

Turns turnsOf(const Rotary& rotary)
{
    const std::vector<double>& f = rotary.frequencies;
    Turns turns;
    turns.scale = f.front();
    if (f.size() > 1)
        turns.theta = std::pow(f[1] / f[0], -double(f.size()));
    turns.theta = std::abs(turns.theta - std::round(turns.theta)) < 1e-6 * turns.theta ? std::round(turns.theta) : turns.theta;
    turns.exact = true;
    for (size_t i = 0; i < f.size(); ++i)
        turns.exact = turns.exact && std::abs(turns.scale * std::pow(turns.theta, -double(i) / double(f.size())) / f[i] - 1) < 1e-6;
    return turns;
}

Target targetOf(const Architecture& a)
{
    const Known* known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& k) { return k.family == a.family; });
    refuse(known == std::end(kKnown), fmt::format("Lathe writes GGUF files of decoders that llama.cpp knows, and {} is none", a.family));
    Target target{std::string(known->architecture), known->pairs, known->joined, known->joinedGate, false, known->architecture == "llama"};
    // Llama with layers of their own sizes, and biases where there are any.
    const bool own = unequal(a) || (a.family == "qwen2" && a.layers.front().attention() != a.hiddenSize);
    if (own && (a.family == "llama" || a.family == "mistral" || a.family == "qwen2"))
        target = {"deci", true, false, false, true, true};

    refuse(a.head.pooling != Pooling::Last || a.head.dense || a.head.norm || a.head.outBias, "its head is more than one matrix over the last token");
    refuse(a.embeddings.size > 0 || a.embeddings.tokenTypes > 0, "its embeddings are not as wide as its layers");
    refuse((a.attention.outputBias || (a.ffn.bias && a.ffn.gated)) && !known->allBiases, "llama.cpp has no such biases in this family");
    refuse((!a.attention.bias || !a.attention.outputBias) && known->architecture == "gptneox", "llama.cpp wants biases of this family");
    refuse(a.attention.bias && known->architecture == "phi3", "llama.cpp has no such biases in this family");
    refuse(a.ffn.gated && a.ffn.activation != (isGemma(a) ? Activation::GeluTanh : Activation::Silu), "its activation is not the one of its family");
    refuse(!a.ffn.gated && a.ffn.activation != Activation::GeluTanh && a.ffn.activation != Activation::Gelu, "its activation is not the one of its family");
    refuse(a.attention.softcap > 0 && a.family != "gemma2", "scores of attention are capped");
    const bool partly = a.family == "phi3" || a.family == "gpt_neox";
    for (const Rotary& rotary : a.positions.rotary) {
        refuse(!partly && 2 * int(rotary.frequencies.size()) != a.layers.front().headSize, "only a part of each head turns by its position");
        refuse(rotary.magnitude != 1 || !rotary.longFrequencies.empty() || (!turnsOf(rotary).exact && !target.ownFrequencies),
               "its positions are stretched by a rule (yarn, longrope) that Lathe does not write for llama.cpp");
    }
    checkLayers(a, *known, target);
    return target;
}

std::vector<std::string> notesOn(const Architecture& a, const Target& target)
{
    std::vector<std::string> notes;
    const int window = a.layers.front().window;
    if (!isGemma(a) && window > 0 && window < a.maxTokens())
        notes.push_back(fmt::format("llama.cpp knows no window in this family: in texts of more than {} tokens it answers otherwise.", window));
    if (!a.ffn.gated && a.ffn.activation == Activation::Gelu)
        notes.emplace_back("llama.cpp computes GELU by its approximation with tanh.");
    if (target.architecture == "gptneox")
        notes.emplace_back("llama.cpp wants a language model's head of this family: one of zeros is written, which nothing reads.");
    if (target.architecture == "deci")
        notes.emplace_back("llama.cpp calls the architecture \"deci\": a Llama whose layers have sizes of their own.");
    return notes;
}

} // namespace lathe::engine::gguf
