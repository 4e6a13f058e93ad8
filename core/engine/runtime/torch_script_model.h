#pragma once

#include "core/engine/runtime/logit_model.h"
#include "core/runner/model_facts.h"
#include "core/text/tokenizer.h"

#include <filesystem>
#include <memory>

namespace torch::jit {
struct Module;
}

namespace lathe::engine {

// A program that torch.jit.trace or torch.jit.script saved, as it is: it can be asked and timed, its layers are not known.
//
// forward takes token ids [B, T] int64, then an attention mask of the same shape and token types where it has arguments for
// them, told apart by their names or else by their order. It gives logits [B, C], or a tuple whose first such tensor they
// are, or a dict with "logits". Opening and asking run the program's code, which LibTorch interprets. Code that
// could reach files is refused (tensors/program_check.h), but it may take any time and memory.
class TorchScriptModel final : public LogitModel {
public:
    // Opens the program of a model folder and asks it twice, once a batch of texts of different lengths. Labels come from
    // the id2label of its config.json, LABEL_0, LABEL_1, ... where there is none. A text may have as many tokens as config.json and
    // tokenizer_config.json allow, 512 where neither says. Throws Error that names the file.
    TorchScriptModel(const std::filesystem::path& folder, const text::Tokenizer& tokenizer);
    ~TorchScriptModel() override;
    TorchScriptModel(const TorchScriptModel&) = delete;
    TorchScriptModel& operator=(const TorchScriptModel&) = delete;

    void logits(Texts texts, float* out, const Task& task = {}, Profile* profile = nullptr) const override;
    using LogitModel::logits;

    [[nodiscard]] const Architecture& architecture() const override { return m_architecture; }
    [[nodiscard]] double macs(int64_t) const override { return 0; }
    [[nodiscard]] std::string kernels() const override { return "TorchScript"; }

    [[nodiscard]] const data::LabelSet& labels() const { return m_labels; }
    [[nodiscard]] runner::ModelFacts facts() const;

    // Writes the model folder with the program's float32 matrices stored as fp16 or bf16, which opening it widens again.
    // Throws Error for matrices with numbers beyond fp16's range.
    static void halve(const std::filesystem::path& folder, at::ScalarType type, const std::filesystem::path& output);

private:
    enum class Input { Ids, Mask, Types, Other };

    void readInputs();
    // Logits [texts, C] float32, contiguous. Throws Error.
    [[nodiscard]] at::Tensor answer(Texts texts) const;

    std::filesystem::path m_file;
    std::string m_halves; // what matrices are stored as: "F16", "BF16", or empty; before m_program, whose loading tells it
    std::unique_ptr<torch::jit::Module> m_program;
    std::vector<Input> m_inputs; // of forward, in their order
    Architecture m_architecture;
    data::LabelSet m_labels;
};

} // namespace lathe::engine
