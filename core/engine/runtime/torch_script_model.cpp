#include "core/engine/runtime/torch_script_model.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/checkpoint_labels.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/tensors/dtype.h"
#include "core/engine/tensors/program_check.h"
#include "core/engine/tensors/torch_archive.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/full.h>
#include <ATen/ops/max.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <algorithm>
#include <c10/core/InferenceMode.h>
#include <cstring>
#include <fmt/ranges.h>
#include <limits>
#include <set>
#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>

namespace lathe::engine {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int kUsualPositions = 512;
constexpr double kLargestHalf = 65504;
const std::string kHalves = "lathe_matrices"; // extra record of a program that halve() wrote

// The line of LibTorch's message that says what is wrong; the others are a trace of the program.
std::string reasonOf(const std::string& message)
{
    constexpr std::string_view kError = "Error: ";
    size_t start = message.rfind(kError); // behind the trace, after the class of the exception
    start = message.find_first_not_of(" \n", start == std::string::npos ? 0 : start + kError.size());
    return start == std::string::npos ? "it does not say why" : message.substr(start, message.find('\n', start) - start);
}

template <class Run> auto inProgram(const fs::path& file, const std::string& doing, const char* remedy, Run run)
{
    try {
        return run();
    } catch (const Error& error) { // Lathe's own, of the archive
        throw error.in(file.string());
    } catch (const c10::Error& error) {
        throw Error(ErrorKind::BadInput, fmt::format("{}: {}: {}", file.string(), doing, reasonOf(error.what_without_backtrace())), remedy);
    } catch (const std::exception& error) { // the interpreter's and the parser's own
        throw Error(ErrorKind::BadInput, fmt::format("{}: {}: {}", file.string(), doing, reasonOf(error.what())), remedy);
    }
}

// Puts every float parameter of more than one dimension that `from` is of into `to`.
void convertMatrices(const torch::jit::Module& program, at::ScalarType from, at::ScalarType to)
{
    const at::NoGradGuard noGrad;
    for (at::Tensor matrix : program.parameters())
        if (matrix.dim() > 1 && matrix.scalar_type() == from)
            matrix.set_data(matrix.to(to));
}

// `halves` becomes the name of the type that halve() stored matrices as, or empty; they are float32 again.
torch::jit::Module load(const fs::path& file, std::string& halves)
{
    return inProgram(file, "TorchScript cannot open it", "Save the program again with torch.jit.save", [&] {
        checkProgram(TorchArchive(file), fs::file_size(file));
        torch::jit::ExtraFilesMap notes{{kHalves, ""}};
        torch::jit::Module program = torch::jit::load(file.string(), at::kCPU, notes);
        program.eval();
        halves = notes[kHalves];
        if (!halves.empty()) {
            const auto type = dtypeFromSafetensors(halves);
            if (type != at::kHalf && type != at::kBFloat16)
                throw badInput("its record {} names no 16-bit type", kHalves);
            convertMatrices(program, *type, at::kFloat);
        }
        return program;
    });
}

json configOf(const fs::path& folder, const char* name)
{
    return fs::exists(folder / name) ? readJsonObject(folder / name) : json::object();
}

int positionsOf(const json& config, const json& tokenizer)
{
    double positions = std::numeric_limits<double>::max();
    for (const json& said : {config.value("max_position_embeddings", json()), tokenizer.value("model_max_length", json())})
        if (said.is_number() && said.get<double>() >= 1)
            positions = std::min(positions, said.get<double>());
    return positions > 1 << 20 ? kUsualPositions : int(positions); // tokenizers write 1e30 for any
}

bool areLogits(const at::Tensor& tensor) { return tensor.defined() && tensor.dim() == 2 && tensor.is_floating_point(); }

at::Tensor logitsIn(const c10::IValue& answer)
{
    if (answer.isTensor() && areLogits(answer.toTensor()))
        return answer.toTensor();
    if (answer.isTuple())
        for (const c10::IValue& part : answer.toTupleRef().elements())
            if (part.isTensor() && areLogits(part.toTensor()))
                return part.toTensor();
    if (answer.isGenericDict())
        for (const auto& item : answer.toGenericDict())
            if (item.key().isString() && item.key().toStringRef() == "logits" && item.value().isTensor())
                return item.value().toTensor();
    throw badInput("forward gives {} where logits are wanted: a float tensor [texts, labels], a tuple with one, or a dict "
                   "with \"logits\"",
                   answer.tagKind());
}

} // namespace

TorchScriptModel::TorchScriptModel(const fs::path& folder, const text::Tokenizer& tokenizer)
    : m_file(*torchScriptIn(folder)), m_program(std::make_unique<torch::jit::Module>(load(m_file, m_halves)))
{
    readInputs();
    const json config = configOf(folder, "config.json");
    m_architecture.family = "TorchScript, opaque";
    m_architecture.vocabularySize = tokenizer.vocabularySize();
    m_architecture.padding = tokenizer.padId();
    m_architecture.positions.longest = positionsOf(config, configOf(folder, "tokenizer_config.json"));
    const std::vector<int32_t> one = tokenizer.encode("a", m_architecture.maxTokens()).ids;
    const std::vector<int32_t> longer = tokenizer.encode("a b c", m_architecture.maxTokens()).ids;
    const std::vector<int32_t>* const texts[] = {&one, &longer};
    (void)answer(std::span(texts).first(1));
    m_architecture.classes = int(answer(texts).size(1));
    try {
        m_labels = readLabels(config, m_architecture.classes);
    } catch (const Error& error) { // says which key
        throw error.in((fs::exists(folder / "config.json") ? folder / "config.json" : m_file).string());
    }
}

TorchScriptModel::~TorchScriptModel() = default;

void TorchScriptModel::readInputs()
{
    const auto method = m_program->find_method("forward");
    if (!method)
        throw badInput("{}: the TorchScript program has no forward", m_file.string());
    const std::vector<c10::Argument>& arguments = method->function().getSchema().arguments();
    constexpr Input kOrder[] = {Input::Ids, Input::Mask, Input::Types};
    constexpr std::pair<std::string_view, Input> kNames[] = { // of token_type_ids before that of input_ids
        {"mask", Input::Mask}, {"type", Input::Types}, {"segment", Input::Types}, {"position", Input::Other}, {"ids", Input::Ids}};
    std::vector<std::string_view> names;
    for (size_t i = 1; i < arguments.size() && !arguments[i].default_value(); ++i) { // the first is self
        const std::string& name = arguments[i].name();
        const auto* named = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& known) {
            return name.find(known.first) != std::string::npos;
        });
        m_inputs.push_back(named != std::end(kNames)        ? named->second
                           : names.size() < std::size(kOrder) ? kOrder[names.size()]
                                                            : Input::Other);
        names.push_back(name);
    }
    const auto count = [&](Input input) { return std::count(m_inputs.begin(), m_inputs.end(), input); };
    if (count(Input::Ids) != 1 || count(Input::Mask) > 1 || count(Input::Types) > 1 || count(Input::Other) > 0)
        throw Error(ErrorKind::Unsupported,
                    fmt::format("{}: forward wants ({}); Lathe gives token ids, an attention mask and token types",
                                m_file.string(), fmt::join(names, ", ")),
                    "Trace or script the model with input_ids, attention_mask and token_type_ids, or some of them");
}

at::Tensor TorchScriptModel::answer(Texts texts) const
{
    size_t tokens = 0;
    for (const auto* text : texts)
        tokens = std::max(tokens, text->size());
    const std::string doing = fmt::format("the program fails on {} {} of {} tokens", texts.size(),
                                          texts.size() == 1 ? "text" : "texts", tokens);
    return inProgram(m_file, doing,
                     "A traced program may keep the batch size and the length that it was traced with: trace it again "
                     "with sizes that are not fixed, or script it",
                     [&] {
        const auto B = int64_t(texts.size()), T = int64_t(tokens);
        const at::Tensor ids = at::full({B, T}, m_architecture.padding, at::kLong), mask = at::zeros({B, T}, at::kLong);
        for (int64_t b = 0; b < B; ++b) {
            const auto& text = *texts[size_t(b)];
            std::copy(text.begin(), text.end(), ids.mutable_data_ptr<int64_t>() + b * T);
            std::fill_n(mask.mutable_data_ptr<int64_t>() + b * T, text.size(), 1);
        }
        std::vector<c10::IValue> inputs;
        for (const Input input : m_inputs)
            inputs.emplace_back(input == Input::Ids ? ids : input == Input::Mask ? mask : at::zeros_like(ids));
        const c10::InferenceMode noGrad;
        const at::Tensor logits = logitsIn(m_program->forward(std::move(inputs))).to(at::kCPU, at::kFloat).contiguous();
        const int64_t C = m_architecture.classes > 0 ? m_architecture.classes : logits.size(-1);
        if (logits.dim() != 2 || logits.size(0) != B || logits.size(1) != C)
            throw badInput("forward gives logits of shape [{}] to {} texts, where [{}, {}] is wanted",
                           fmt::join(logits.sizes(), ", "), B, B, C);
        return logits;
    });
}

void TorchScriptModel::logits(Texts texts, float* out, const Task& task, Profile* profile) const
{
    task.checkpoint();
    for (const auto* text : texts)
        if (text->empty() || int(text->size()) > m_architecture.maxTokens())
            throw badInput("a text has {} tokens where the model takes 1 to {}", text->size(), m_architecture.maxTokens());
    const at::Tensor found = profile ? profile->time(-1, "TorchScript program", [&] { return answer(texts); }) : answer(texts);
    std::memcpy(out, found.const_data_ptr<float>(), found.nbytes());
}

runner::ModelFacts TorchScriptModel::facts() const
{
    runner::ModelFacts facts;
    facts.family = m_architecture.family;
    facts.name = fs::absolute(m_file.parent_path()).lexically_normal().filename().string();
    facts.vocabularySize = m_architecture.vocabularySize;
    facts.maxPositions = m_architecture.maxTokens();
    facts.weightBytes = int64_t(fs::file_size(m_file));
    facts.labels = m_labels;
    facts.compute = "the program does";
    std::set<std::string_view> types;
    int tensors = 0;
    const auto count = [&](const at::Tensor& tensor, bool parameter) {
        ++tensors;
        types.insert(safetensorsName(tensor.scalar_type()));
        if (parameter)
            facts.parameters += tensor.numel();
    };
    for (const at::Tensor& tensor : m_program->parameters())
        count(tensor, true);
    for (const at::Tensor& tensor : m_program->buffers())
        count(tensor, false);
    facts.storage = fmt::format("TorchScript with {} tensors of {}", tensors, fmt::join(types, " + "));
    if (!m_halves.empty())
        facts.storage += fmt::format(", matrices kept in {}", m_halves);
    return facts;
}

void TorchScriptModel::halve(const fs::path& folder, at::ScalarType type, const fs::path& output)
{
    const fs::path file = *torchScriptIn(folder);
    std::string before;
    const torch::jit::Module program = load(file, before);
    for (const auto& [name, matrix] : program.named_parameters())
        if (type == at::kHalf && matrix.dim() > 1 && matrix.numel() > 0 && !(matrix.abs().max().item<double>() <= kLargestHalf))
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: {} holds numbers beyond fp16's largest, {}", file.string(), name, kLargestHalf),
                        "Choose bf16");
    convertMatrices(program, at::kFloat, type);
    inProgram(file, "TorchScript cannot write it again", "Check that the disk has room", [&] {
        program.save((output / "model.pt").string(), {{kHalves, std::string(safetensorsName(type))}});
    });
    std::vector<fs::path> beside = text::tokenizerFiles(folder);
    beside.push_back(folder / "config.json");
    for (const fs::path& item : beside)
        if (fs::exists(item))
            fs::copy_file(item, output / item.filename(), fs::copy_options::overwrite_existing);
}

} // namespace lathe::engine
