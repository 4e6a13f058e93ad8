#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/runner/engine.h"
#include "core/runner/model_export.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>

namespace lathe::widgets {

// An engine without numbers behind it: model folders hold facts.json, stages change the facts as
// the real ones would, predictions are right as often as the facts say. Knobs make it slow or fail.
class FakeEngine final : public runner::Engine {
public:
    struct Knobs {
        std::chrono::milliseconds stepTime{0};
        std::string failingStage;
        std::chrono::milliseconds roundTime{0}; // of a bench
        std::string benchWarning;               // from its second round on
        std::chrono::milliseconds answerTime{0}; // of a text
        std::chrono::milliseconds exportTime{0};
    };

    FakeEngine() : FakeEngine(Knobs{}) {}
    explicit FakeEngine(Knobs knobs) : m_knobs(std::move(knobs)), m_stages(catalog()) {}

    // A source folder: facts and a vocabulary.
    static void writeModel(const std::filesystem::path& folder)
    {
        std::filesystem::create_directories(folder);
        nlohmann::json facts{{"quality", 0.0},
                             {"latency", 16.5},
                             {"storage", "fp32"},
                             {"bits", 32},
                             {"labels", nlohmann::json::array()},
                             {"kind", 0}};
        for (int i = 0; i < 6; ++i)
            facts["layers"].push_back({{"heads", 12}, {"ffn", 1536}});
        writeFile(folder / "facts.json", facts.dump());
        std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
        for (char c = 'a'; c <= 'z'; ++c)
            vocabulary += std::string(1, c) + "\n##" + c + "\n";
        for (const char* word :
             {"the",  "a",    "of",          "and",  "for",      "measures", "twice",   "once",
              "safe", "##ly", "prune",       "##s",  "quantize", "library",  "package", "files",
              "data", "with", "development", "tool", "is",       ".",        ","})
            vocabulary += std::string(word) + "\n";
        writeFile(folder / "vocab.txt", vocabulary);
        writeFile(folder / "tokenizer_config.json",
                  R"({"tokenizer_class": "BertTokenizer", "do_lower_case": true})");
    }

    [[nodiscard]] const recipe::StageCatalog& stages() const override { return m_stages; }

    [[nodiscard]] runner::ModelFacts inspect(const std::filesystem::path& model) override
    {
        const nlohmann::json json = readJson(model / "facts.json");
        runner::ModelFacts facts;
        facts.family = "bert";
        facts.name = model.filename().string();
        facts.hiddenSize = 384;
        facts.vocabularySize = 30522;
        facts.maxPositions = 512;
        const double bytes = json["bits"].get<double>() / 8;
        facts.embeddingBytes = int64_t(30522 * 384 * bytes);
        facts.parameters = 30522 * 384;
        for (const auto& layer : json["layers"]) {
            const int64_t attention = 4LL * 384 * 32 * layer["heads"].get<int>();
            const int64_t ffn = 2LL * 384 * layer["ffn"].get<int>();
            facts.layers.push_back({layer["heads"], 32, layer["ffn"],
                                    int64_t(double(attention) * bytes),
                                    int64_t(double(ffn) * bytes)});
            facts.parameters += attention + ffn;
        }
        facts.headBytes = int64_t(384 * 20 * bytes);
        facts.weightBytes = int64_t(double(facts.parameters) * bytes) + facts.headBytes;
        facts.storage = json["storage"];
        facts.compute = facts.storage == "int8" ? "int8 x int8" : "fp32";
        if (!json["labels"].empty())
            facts.labels = data::LabelSet{data::TaskKind(json["kind"].get<int>()), json["labels"]};
        return facts;
    }

    [[nodiscard]] std::string fingerprint(const std::filesystem::path& model, const Task&) override
    {
        return Sha256::ofFile(model / "facts.json");
    }

    nlohmann::json runStep(const runner::StepRequest& request, const Task& task) override
    {
        constexpr int kTicks = 20;
        for (int i = 0; i <= kTicks; ++i) {
            task.checkpoint();
            task.report(i / double(kTicks),
                        fmt::format("epoch {} of 2, loss {:.3f}", i > kTicks / 2 ? 2 : 1,
                                    2.8 * std::exp(-i / 8.0) + 0.3));
            if (request.stage != "quantize.int8") {
                task.plot("loss", i * 10,
                          2.8 * std::exp(-i / 8.0) + 0.3 + 0.06 * std::sin(i * 2.3));
                if (i % 5 == 0)
                    task.plot("validation accuracy", i * 10, 0.86 - 0.5 * std::exp(-i / 6.0));
            }
            if (m_knobs.stepTime.count() > 0)
                std::this_thread::sleep_for(m_knobs.stepTime / kTicks);
        }
        if (request.stage == m_knobs.failingStage)
            throw Error(ErrorKind::Failure, "layer 3: the gradient is not finite",
                        "Lower the learning rate.");
        nlohmann::json facts = readJson(request.inputs.find("model")->second / "facts.json");
        change(facts, request);
        writeFile(request.output / "facts.json", facts.dump());
        for (const char* file : {"vocab.txt", "tokenizer_config.json"})
            std::filesystem::copy_file(request.inputs.find("model")->second / file,
                                       request.output / file);
        return {{"finalLoss", 0.31}};
    }

    [[nodiscard]] runner::Evaluation evaluate(const std::filesystem::path& model,
                                              const data::DataSet& data, int,
                                              const Task& task) override
    {
        task.checkpoint();
        const double quality = readJson(model / "facts.json")["quality"];
        return {predict(data.validation, data.labels, quality),
                predict(data.test, data.labels, quality),
                {}};
    }

    [[nodiscard]] std::vector<runner::SpeedFigures>
    measureSpeed(const std::vector<std::filesystem::path>& models, const std::vector<std::string>&,
                 int, const recipe::MeasureSpec&, const Task& task) override
    {
        std::vector<runner::SpeedFigures> result;
        for (const auto& model : models) {
            task.checkpoint();
            const nlohmann::json facts = readJson(model / "facts.json");
            const double latency = facts["latency"];
            result.push_back(
                {latency, latency * 1.15, 1900 / latency, 2.1e8, 40,
                 facts["storage"] == "int8" ? "oneDNN int8 (avx512_vnni)" : "oneDNN fp32",
                 analysis::Timing{40, latency * 1e-3, latency * 1.15e-3, latency * 0.97e-3,
                                  latency * 1.03e-3, 0.1, latency * 0.9e-3, latency * 0.95e-3,
                                  latency * 1.05e-3}});
        }
        return result;
    }

    // Six rounds; every median is the model's latency times the tokens of the call over 32, the same in all
    // rounds, known to 1/rounds of itself.
    [[nodiscard]] runner::BenchReport bench(const runner::BenchRequest& request,
                                            const runner::BenchOptions& options,
                                            const runner::BenchSink& live,
                                            const Task& task) override
    {
        constexpr int kRounds = 6;
        runner::BenchReport report;
        report.machine = environment();
        if (request.threads > 0)
            report.machine["threads"] = request.threads;
        for (const auto& model : request.models) {
            const nlohmann::json json = readJson(model / "facts.json");
            if (json["labels"].empty())
                throw Error(ErrorKind::BadInput,
                            model.string() + ": the model has no classification head",
                            "Fine-tune it first");
            const bool isInt8 = json["storage"] == "int8";
            runner::BenchModel& known = report.models.emplace_back();
            known.facts = inspect(model);
            known.kernels = isInt8 ? "Lathe int8 (avx512_vnni)" : "oneDNN fp32";
            known.openSeconds = 0.1;
            known.peakMemoryBytes = 2.1e8;
        }
        for (int round = 0; round <= kRounds; ++round) {
            task.checkpoint();
            task.report(round / double(kRounds), fmt::format("speed, round {}", round));
            for (size_t m = 0; m < report.models.size(); ++m) {
                const double latency = readJson(request.models[m] / "facts.json")["latency"];
                report.models[m].figures.clear();
                const auto add = [&](const std::string& name, int batch, double tokens) {
                    const double seconds = latency * 1e-3 * batch * tokens / 32;
                    runner::BenchFigures figures;
                    figures.workload = name;
                    figures.rounds = round;
                    figures.macs = 4e5 * tokens;
                    if (round > 0) {
                        figures.call = {round,
                                        seconds,
                                        seconds * 1.2,
                                        seconds * (1 - 0.5 / round),
                                        seconds * (1 + 0.5 / round),
                                        0.02};
                        figures.throughput = batch / seconds;
                    }
                    report.models[m].figures.push_back(figures);
                };
                for (const runner::BenchShape& shape : request.shapes)
                    add(fmt::format("{}x{}", shape.batch, shape.tokens), shape.batch,
                        shape.tokens);
                if (!request.texts.empty())
                    add("texts x1", 1, 16);
            }
            if (round > 1 && !m_knobs.benchWarning.empty())
                report.warnings = {m_knobs.benchWarning};
            live(report);
            std::this_thread::sleep_for(m_knobs.roundTime);
        }
        report.reference = {kRounds, 2e-3, 2.1e-3, 1.9e-3, 2.1e-3, 0.01};
        for (size_t m = 0; options.profile && m < report.models.size(); ++m) {
            const double latency = readJson(request.models[m] / "facts.json")["latency"];
            runner::BenchModel& model = report.models[m];
            model.profile = {{-1, "embeddings", latency * 4e-5}};
            for (int layer = 0; layer < int(model.facts.layers.size()); ++layer)
                for (const auto& [name, share] : {std::pair{"Q, K, V", 0.2},
                                                  {"attention", 0.15},
                                                  {"attention output", 0.1},
                                                  {"FFN up, activation", 0.3},
                                                  {"FFN down", 0.25}})
                    model.profile.push_back({layer, name, latency * 1e-3 * share / 6});
        }
        return report;
    }

    // The label follows from the bytes of the text; int8 models answer every fifth text with the
    // next one. A token is a word.
    [[nodiscard]] runner::Answers answer(const runner::AnswerRequest& request,
                                         const Task& task) override
    {
        const runner::ModelFacts facts = inspect(request.model);
        if (!facts.labels)
            throw Error(ErrorKind::BadInput,
                        request.model.string() + ": the model has no classification head",
                        "Fine-tune it first");
        runner::Answers answers;
        answers.labels = *facts.labels;
        answers.maxLength = std::min(request.maxLength, facts.maxPositions);
        answers.predictions.kind = facts.labels->kind;
        answers.predictions.classes = int(facts.labels->names.size());
        const double latency = readJson(request.model / "facts.json")["latency"];
        for (size_t i = 0; i < request.texts.size(); ++i) {
            task.checkpoint();
            task.report(double(i) / double(request.texts.size()));
            const std::string& text = request.texts[i];
            if (m_knobs.answerTime.count() > 0)
                std::this_thread::sleep_for(m_knobs.answerTime);
            const size_t sum = std::accumulate(text.begin(), text.end(), size_t(0));
            const size_t shift = facts.storage == "int8" && sum % 5 == 0 ? 1 : 0;
            for (int label = 0; label < answers.predictions.classes; ++label)
                answers.predictions.logits.push_back(
                    size_t(label) == (sum + shift) % size_t(answers.predictions.classes) ? 3.0F
                                                                                      : -1.0F);
            answers.predictions.truth.emplace_back();
            answers.tokens.push_back(int(std::count(text.begin(), text.end(), ' ')) + 3);
            if (request.timedCalls > 0)
                answers.seconds.push_back(latency * 1e-3);
        }
        return answers;
    }

    // A file that tells what it is.
    [[nodiscard]] runner::ExportedForm exportModel(const runner::ExportRequest& request, const Task& task) override
    {
        constexpr int kTicks = 20;
        for (int i = 0; i < kTicks; ++i) {
            task.checkpoint();
            std::this_thread::sleep_for(m_knobs.exportTime / kTicks);
        }
        writeFile(request.folder / "model.onnx",
                  fmt::format("{}{}", request.halves ? "halves " : "", readJson(request.model / "facts.json").dump()));
        runner::ExportedForm form;
        form.notes = {"The layers differ in size."};
        form.roundsInputs = readJson(request.model / "facts.json")["storage"] == "int8";
        return form;
    }

    [[nodiscard]] nlohmann::json environment() const override
    {
        return {{"threads", 2},
                {"engine", "fake"},
                {"cpu", "Fake CPU 9000"},
                {"cores", 2},
                {"cpuFeatures", {"avx2", "avx512_vnni"}}};
    }

private:
    static recipe::StageCatalog catalog()
    {
        using namespace recipe;
        const PortSpec model{"model", PortKind::Model, true, "the model to change"};
        const PortSpec teacher{"teacher", PortKind::Teacher, true, "the model to imitate"};
        const ParamSpec epochs{"epochs",   "Epochs", ParamType::Integer,
                               int64_t(3), 1,        50,
                               "epochs",   {},       "Passes over the training rows."};
        const ParamSpec rate{
            "learningRate",         "Learning rate", ParamType::Number, 1e-4, 1e-7, 1.0, "", {},
            "Peak of the schedule."};
        const ParamSpec sparsity{
            "sparsity", "Sparsity", ParamType::Number,
            0.5,        0.0,        0.95,
            "fraction", {},         "Share of heads and neurons that is removed."};
        const ParamSpec layers{"layers", "Layers", ParamType::Integer,     int64_t(3), 1, 48,
                               "layers", {},       "Depth of the student."};
        return StageCatalog({{"finetune",
                              "Fine-tune",
                              StageFamily::Train,
                              "Trains all weights on the labels.",
                              "",
                              {epochs, rate},
                              {model},
                              1},
                             {"prune.structured",
                              "Heads and FFN",
                              StageFamily::Prune,
                              "Removes what the loss misses least.",
                              "Molchanov et al. 2019",
                              {sparsity},
                              {model},
                              1},
                             {"distill.logits",
                              "Logits",
                              StageFamily::Distill,
                              "Trains a shallower student.",
                              "Hinton et al. 2015",
                              {layers},
                              {model, teacher},
                              1},
                             {"quantize.int8",
                              "Int8",
                              StageFamily::Quantize,
                              "Stores and computes integers.",
                              "",
                              {},
                              {model},
                              1}});
    }

    static void change(nlohmann::json& facts, const runner::StepRequest& request)
    {
        facts["kind"] = int(request.data->labels.kind);
        facts["labels"] = request.data->labels.names;
        double quality = facts["quality"], latency = facts["latency"];
        if (request.stage == "finetune") {
            quality = 0.86;
        } else if (request.stage == "prune.structured") {
            const double sparsity = std::get<double>(request.params.at("sparsity"));
            int index = 0;
            for (auto& layer : facts["layers"]) {
                const double kept = 1 - std::min(0.95, sparsity * (0.75 + 0.1 * index++));
                layer["heads"] = std::max(1, int(std::lround(layer["heads"].get<int>() * kept)));
                layer["ffn"] = std::max(8, int(std::lround(layer["ffn"].get<int>() * kept)));
            }
            quality -= 0.06 * sparsity * sparsity;
            latency *= 1 - 0.8 * sparsity;
        } else if (request.stage == "distill.logits") {
            const auto kept = size_t(std::get<int64_t>(request.params.at("layers")));
            while (facts["layers"].size() > kept)
                facts["layers"].erase(facts["layers"].size() - 1);
            quality -= 0.013;
            latency *= 0.52;
        } else {
            facts["storage"] = "int8";
            facts["bits"] = 8;
            quality -= 0.003;
            latency *= 0.31;
        }
        facts["quality"] = quality;
        facts["latency"] = latency;
    }

    static analysis::Predictions predict(const std::vector<data::Example>& rows,
                                         const data::LabelSet& labels, double quality)
    {
        analysis::Predictions result;
        result.kind = labels.kind;
        result.classes = int(labels.names.size());
        std::mt19937 random(7);
        std::uniform_real_distribution<double> draw(0, 1);
        for (const auto& row : rows) {
            std::vector<float> logits(labels.names.size(), -4.0F);
            const bool isRight = draw(random) < quality;
            for (const int label : row.labels)
                logits[(size_t(label) + (isRight ? 0 : 1)) % logits.size()] = 4.0F;
            result.logits.insert(result.logits.end(), logits.begin(), logits.end());
            result.truth.push_back(row.labels);
        }
        return result;
    }

    Knobs m_knobs;
    recipe::StageCatalog m_stages;
};

// A project with a model, a data set and a recipe of seven variants.
inline std::filesystem::path writeProject(const std::filesystem::path& folder)
{
    FakeEngine::writeModel(folder / "models" / "MiniLM-L6");
    const char* words[] = {"library for data files", "development package of the library",
                           "a tool that measures twice", "games and fun with data"};
    const char* labels[] = {"libs", "devel", "utils", "games"};
    std::filesystem::create_directories(folder / "data");
    std::mt19937 random(3);
    for (const auto& [name, rows] : {std::pair{"train", 240}, {"validation", 60}, {"test", 120}}) {
        std::string text = "text\tlabel\n";
        for (int i = 0; i < rows; ++i) {
            const auto label = size_t(std::min(3, int(random() % 10) / 2 * 2 / 2));
            text += fmt::format("{} number {} of {}{}\t{}\n", words[label], i, name,
                                std::string(size_t(random() % 60), 'x'), labels[label]);
        }
        writeFile(folder / "data" / fmt::format("sections.{}.tsv", name), text);
    }
    std::filesystem::create_directories(folder / "recipes");
    writeFile(folder / "recipes" / "demo.json",
              R"({"formatVersion": 1, "name": "Debian sections", "model": "../models/MiniLM-L6",
 "data": {"train": "../data/sections.train.tsv", "validation": "../data/sections.validation.tsv", "test": "../data/sections.test.tsv", "textColumn": "text", "labelColumn": "label"},
 "maxLength": 64, "seed": 13, "nodes": [
 {"id": "tune", "stage": "finetune", "inputs": {"model": "source"}},
 {"id": "prune", "stage": "prune.structured", "params": {"sparsity": [0.3, 0.5, 0.7]}, "inputs": {"model": "tune"}},
 {"id": "int8", "stage": "quantize.int8", "inputs": {"model": "tune"}},
 {"id": "prune-int8", "stage": "quantize.int8", "inputs": {"model": "prune"}},
 {"id": "student", "stage": "distill.logits", "inputs": {"model": "tune", "teacher": "tune"}},
 {"id": "student-prune", "stage": "prune.structured", "params": {"sparsity": [0.3, 0.5]}, "inputs": {"model": "student"}},
 {"id": "student-int8", "stage": "quantize.int8", "inputs": {"model": "student-prune"}}]})");
    return folder;
}

} // namespace lathe::widgets
