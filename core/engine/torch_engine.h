#pragma once

#include "core/runner/engine.h"

#include <memory>

namespace lathe::text {
class Tokenizer;
}

namespace lathe::engine {

// The runner's Engine on LibTorch, and what the command line and the workbench ask of a model beyond
// a run. This header is all that `app` sees of the engine; it includes no torch.
class TorchEngine final : public runner::Engine {
public:
    // threads: 0 takes one per usable core. Sets the process-wide thread count of LibTorch.
    // device "cpu" or "cuda": where training, calibration and the evaluation of float models run; latency
    // is always measured on the CPU. Throws Error when there is no usable GPU.
    explicit TorchEngine(int threads = 0, std::string_view device = "cpu");
    ~TorchEngine() override;

    [[nodiscard]] const recipe::StageCatalog& stages() const override;
    [[nodiscard]] runner::ModelFacts inspect(const std::filesystem::path& model) override;
    [[nodiscard]] std::string fingerprint(const std::filesystem::path& model, const Task& task) override;
    [[nodiscard]] std::vector<recipe::Problem> foresee(const recipe::Plan& plan,
                                                       const std::filesystem::path& model) override;
    nlohmann::json runStep(const runner::StepRequest& request, const Task& task) override;
    [[nodiscard]] runner::Evaluation evaluate(const std::filesystem::path& model, const data::DataSet& data,
                                              int maxLength, const Task& task) override;
    [[nodiscard]] std::vector<runner::SpeedFigures>
    measureSpeed(const std::vector<std::filesystem::path>& models, const std::vector<std::string>& texts,
                 int maxLength, const recipe::MeasureSpec& spec, const Task& task) override;
    [[nodiscard]] runner::BenchReport bench(const runner::BenchRequest& request, const runner::BenchOptions& options,
                                            const runner::BenchSink& live, const Task& task) override;
    [[nodiscard]] runner::Answers answer(const runner::AnswerRequest& request, const Task& task) override;
    [[nodiscard]] runner::ExportedForm exportModel(const runner::ExportRequest& request, const Task& task) override;
    [[nodiscard]] nlohmann::json environment() const override;

    // Logits of a model with a classification head for texts in any order, answered in that order;
    // `truth` of the result is one empty row per text. Throws Error when the model has no head, or when
    // maxLength is above what the model has positions for.
    [[nodiscard]] analysis::Predictions predict(const std::filesystem::path& model,
                                                const std::vector<std::string>& texts, int maxLength,
                                                const Task& task);

    // The labels and multilabel thresholds that were saved with a model (labels "LABEL_0", ... when
    // config.json names none).
    struct Decision {
        data::LabelSet labels;
        std::vector<double> thresholds;
    };
    [[nodiscard]] Decision decision(const std::filesystem::path& model);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace lathe::engine
