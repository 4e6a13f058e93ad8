#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <algorithm>
#include <array>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr std::array kFamilies = {&kBert,    &kDistilBert, &kRoberta, &kXlmRoberta, &kCamembert, &kMpnet,   &kElectra,
                                  &kAlbert,  &kDeberta,    &kModernBert, &kLlama,   &kMistral,   &kQwen2,   &kQwen3,
                                  &kSmolLm3, &kGemma2,     &kGemma3,  &kPhi3,       &kGpt2,      &kGptNeox, &kOpt};

struct Nearest {
    std::string_view found, supported;
};
constexpr Nearest kNearest[] = {
    {"deberta", "deberta-v2"},   {"xlnet", "bert"},           {"longformer", "roberta"},  {"big_bird", "roberta"},
    {"bart", "roberta"},         {"mbart", "xlm-roberta"},    {"xlm", "xlm-roberta"},     {"xlm-roberta-xl", "xlm-roberta"},
    {"flaubert", "camembert"},   {"t5", "mpnet"},             {"mt5", "mpnet"},           {"umt5", "mpnet"},
    {"mobilebert", "distilbert"}, {"squeezebert", "distilbert"}, {"convbert", "electra"}, {"rembert", "albert"},
    {"funnel", "electra"},       {"nomic_bert", "modernbert"}, {"new", "modernbert"},     {"eurobert", "modernbert"},
    {"neobert", "modernbert"},   {"ernie", "bert"},           {"nezha", "bert"},          {"luke", "roberta"},
    {"gemma", "gemma2"},         {"gemma3", "gemma3_text"},   {"gemma3n_text", "gemma3_text"}, {"mixtral", "mistral"},
    {"ministral", "mistral"},    {"phi", "phi3"},             {"phi4", "phi3"},           {"phimoe", "phi3"},
    {"falcon", "gpt_neox"},      {"bloom", "gpt_neox"},       {"gptj", "gpt_neox"},       {"stablelm", "gpt_neox"},
    {"gpt_neo", "gpt2"},         {"gpt_bigcode", "gpt2"},     {"openai-gpt", "gpt2"},     {"mpt", "gpt2"},
    {"biogpt", "opt"},           {"xglm", "opt"},             {"qwen", "qwen2"},          {"qwen2_moe", "qwen2"},
    {"qwen3_moe", "qwen3"},      {"qwen3_5_text", "qwen3"},   {"starcoder2", "qwen2"},    {"olmo", "llama"},
    {"olmo2", "qwen3"},          {"granite", "llama"},        {"cohere", "llama"},        {"llama4_text", "llama"},
    {"internlm2", "llama"},      {"glm", "phi3"},             {"exaone", "llama"},        {"helium", "llama"},
};

// For a name that nobody foresaw: one with the beginning that it has, else the plainest.
std::string_view nearestTo(std::string_view id)
{
    for (const Nearest& each : kNearest)
        if (each.found == id)
            return each.supported;
    std::string_view nearest = "bert";
    size_t most = 2;
    for (const Family* family : kFamilies) {
        const auto same = size_t(std::mismatch(id.begin(), id.end(), family->id.begin(), family->id.end()).first - id.begin());
        if (same > most)
            most = same, nearest = family->id;
    }
    return nearest;
}

} // namespace

std::span<const Family* const> allFamilies()
{
    return kFamilies;
}

const Family& familyNamed(std::string_view id)
{
    std::string supported;
    for (const Family* family : kFamilies) {
        if (family->id == id)
            return *family;
        supported += fmt::format("{}{}", supported.empty() ? "" : ", ", family->id);
    }
    throw Error(ErrorKind::Unsupported,
                fmt::format("model family {} is not supported; the nearest that is: {}", shown(id), nearestTo(id)),
                fmt::format("Use a model of one of these families: {}", supported));
}

const Family& familyOf(const json& config)
{
    return familyNamed(ConfigReader(config).text("model_type"));
}

} // namespace lathe::engine
