#pragma once

#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/calibration.h"
#include "tests/engine/tiny_task.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <QTest>
#include <fstream>

namespace lathe::tests {

using namespace lathe::engine;

// Two tiny models that have learned a task, and stages run on them.
class QuantizeFixture {
protected:
    void prepare()
    {
        at::set_num_threads(1); // the models are too small to share
        std::ifstream vocabulary(LATHE_TEST_DATA "/models/bert-multiclass/vocab.txt");
        std::vector<std::string> words;
        for (std::string word; std::getline(vocabulary, word);)
            if (!word.empty() && std::isalnum(static_cast<unsigned char>(word.front())))
                words.push_back(word);
        m_set = tinyTask(data::TaskKind::Multiclass, words);
        recipe::Params params = defaults(finetuneStage());
        params["epochs"] = 12.0;
        params["learningRate"] = 3e-3;
        params["batchSize"] = int64_t(16);
        m_tuned = run(finetuneStage(), params, loadCheckpoint(LATHE_TEST_DATA "/models/bert-multiclass"));
        QVERIFY(accuracy(m_tuned) > 0.9);
        m_outliers = run(finetuneStage(), params, withOutliers(m_tuned));
        QVERIFY(accuracy(m_outliers) > 0.9);
    }

    static recipe::Params defaults(const Stage& stage)
    {
        recipe::Params params;
        for (const recipe::ParamSpec& spec : stage.info.params)
            params[spec.key] = spec.fallback;
        if (params.contains("calibrationRows"))
            params["calibrationRows"] = int64_t(64);
        if (params.contains("epochs"))
            params["epochs"] = 1.0;
        return params;
    }
    Checkpoint run(const Stage& stage, const recipe::Params& params, const Checkpoint& model)
    {
        return run(stage, params, StageInputs{{"model", model}});
    }
    Checkpoint run(const Stage& stage, const recipe::Params& params, const StageInputs& inputs)
    {
        m_details = nlohmann::json::object();
        StageContext own = context();
        return stage.run(inputs, params, own);
    }

    // What stages are given, and the rows that the defaults calibrate with.
    StageContext context() { return {m_set, 32, 11, m_task, m_details}; }
    TrainingRows calibration(const Checkpoint& model)
    {
        return sampled(trainingRows(model, context()), 64, 11);
    }

    double accuracy(const Checkpoint& model) const { return QualityOf(model, m_set, m_set.test, 32).of(model, {}); }
    static double largest(const at::Tensor& x) { return x.abs().max().item<double>(); }
    at::Tensor random(at::IntArrayRef sizes) { return at::randn(sizes, m_random, at::kFloat); }

    data::DataSet m_set;
    Checkpoint m_tuned, m_outliers;
    nlohmann::json m_details; // of the last stage that ran
    Task m_task;
    at::Generator m_random = at::detail::createCPUGenerator(7);

private:
    // A model with some channels after each normalisation 10 times as large, and the weights that read them so
    // much smaller, as large models have them. The normalisation is another one then: it has to learn anew.
    static Checkpoint withOutliers(const Checkpoint& model)
    {
        Checkpoint made = model;
        at::Tensor factor = at::ones({32});
        factor[2] = 10;
        factor[17] = 6;
        for (auto& [name, weight] : made.weights) {
            const bool reads = name.ends_with("query.weight") || name.ends_with("key.weight") ||
                               name.ends_with("value.weight") || name.ends_with("up.weight") ||
                               name == "head.dense.weight";
            const bool writes = name.ends_with("attention.output.weight") || name.ends_with("down.weight");
            if (name.find("norm.") != std::string::npos)
                weight = weight * factor;
            else if (reads)
                weight = weight / factor;
            else if (writes)
                weight = weight * factor.unsqueeze(1);
            else if (name.ends_with("attention.output.bias") || name.ends_with("down.bias"))
                weight = weight * factor;
        }
        return made;
    }
};

} // namespace lathe::tests
