#pragma once

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"
#include "core/runner/runner.h"

#include <functional>

// An engine without torch. A model is a folder with `model.json` (labels, accuracy, what was done
// to it) and `weights.bin` of so many bytes. Every call is written down; `before` may throw or stop
// something.
class FakeEngine final : public lathe::runner::Engine {
public:
    using Path = std::filesystem::path;

    int pruneVersion = 1;
    std::vector<std::string> calls; // "train", "evaluate", "speed 3"
    std::function<void(const std::string&)> before = [](const std::string&) {};

    static void writeModel(const Path& folder, nlohmann::json model, size_t bytes)
    {
        std::filesystem::create_directories(folder);
        model["bytes"] = bytes;
        lathe::writeFile(folder / "model.json", model.dump());
        lathe::writeFile(folder / "weights.bin", std::string(bytes, 'w'));
    }

    const lathe::recipe::StageCatalog& stages() const override
    {
        using namespace lathe::recipe;
        const PortSpec model{"model", PortKind::Model, true, ""},
            teacher{"teacher", PortKind::Teacher, true, ""};
        m_stages = StageCatalog({
            {"train",
             "Fine-tune",
             StageFamily::Train,
             "",
             "",
             {{"epochs", "Epochs", ParamType::Integer, int64_t(1), 1, 9, "epochs", {}, ""}},
             {model},
             1},
            {"prune",
             "Heads",
             StageFamily::Prune,
             "",
             "",
             {{"sparsity", "Sparsity", ParamType::Number, 0.5, 0, 0.9, "fraction", {}, ""}},
             {model},
             pruneVersion},
            {"distill", "Student", StageFamily::Distill, "", "", {}, {model, teacher}, 1},
            {"int8", "Int8", StageFamily::Quantize, "", "", {}, {model}, 1},
        });
        return m_stages;
    }

    lathe::runner::ModelFacts inspect(const Path& model) override
    {
        const nlohmann::json json = lathe::readJson(model / "model.json");
        const size_t bytes = lathe::readFile(model / "weights.bin").size();
        if (bytes != json.at("bytes"))
            throw lathe::badInput("{}: weights are cut off", model.string());
        lathe::runner::ModelFacts facts;
        facts.family = "fake";
        facts.maxPositions = 512;
        facts.weightBytes = static_cast<int64_t>(bytes);
        facts.parameters = static_cast<int64_t>(bytes / 4);
        if (json.contains("labels"))
            facts.labels = {lathe::data::TaskKind::Multiclass,
                            json.at("labels").get<std::vector<std::string>>()};
        return facts;
    }

    std::string fingerprint(const Path& model, const lathe::Task&) override
    {
        return lathe::Sha256::of(lathe::readFile(model / "model.json"));
    }

    nlohmann::json runStep(const lathe::runner::StepRequest& request,
                           const lathe::Task& task) override
    {
        if (!std::filesystem::is_empty(request.output))
            throw lathe::badInput("the output folder is not empty");
        note(request.stage);
        nlohmann::json model = lathe::readJson(request.inputs.at("model") / "model.json");
        size_t bytes = model.at("bytes");
        if (request.stage == "train" || request.stage == "distill")
            model["labels"] = request.data->labels.names;
        if (request.stage == "prune")
            bytes = static_cast<size_t>(double(bytes) *
                                        (1 - std::get<double>(request.params.at("sparsity"))));
        if (request.stage == "int8")
            bytes /= 4;
        model["done"].push_back(request.stage);
        writeModel(request.output, model, bytes);
        for (int i = 1; i <= 4; ++i) {
            task.report(i / 4.0, "working");
            task.plot("loss", i, 1.0 / i);
        }
        note("end of " +
             request.stage); // half-written on purpose: a stop here must leave nothing behind
        task.checkpoint();
        return {{"stage", request.stage}};
    }

    // Decides every row right but the first.
    lathe::runner::Evaluation evaluate(const Path&, const lathe::data::DataSet& data, int,
                                       const lathe::Task& task) override
    {
        note("evaluate");
        task.checkpoint();
        const auto answer = [&](const std::vector<lathe::data::Example>& rows) {
            lathe::analysis::Predictions p{data.labels.kind, int(data.labels.names.size()), {}, {}};
            for (size_t i = 0; i < rows.size(); ++i) {
                p.truth.push_back(rows[i].labels);
                for (int c = 0; c < p.classes; ++c)
                    p.logits.push_back((c == rows[i].labels[0]) != (i == 0) ? 1.0f : 0.0f);
            }
            return p;
        };
        return {answer(data.validation), answer(data.test), {}};
    }

    std::vector<lathe::runner::SpeedFigures> measureSpeed(const std::vector<Path>& models,
                                                          const std::vector<std::string>& texts,
                                                          int, const lathe::recipe::MeasureSpec&,
                                                          const lathe::Task& task) override
    {
        note("speed " + std::to_string(models.size()));
        task.checkpoint();
        std::vector<lathe::runner::SpeedFigures> figures;
        for (const Path& model : models) {
            const double bytes = double(inspect(model).weightBytes);
            figures.push_back(
                {bytes / 100, bytes / 90, double(texts.size()), bytes * 2, 5, "plain"});
        }
        return figures;
    }

    lathe::runner::BenchReport bench(const lathe::runner::BenchRequest&, const lathe::runner::BenchOptions&,
                                     const lathe::runner::BenchSink&, const lathe::Task&) override
    {
        return {};
    }

    nlohmann::json environment() const override { return {{"threads", 1}}; }

private:
    void note(const std::string& what)
    {
        if (!what.starts_with("end of"))
            calls.push_back(what);
        before(what);
    }

    mutable lathe::recipe::StageCatalog m_stages{{}};
};

// Writes down events as short lines; progress and curves are kept apart.
class EventLog final : public lathe::runner::Listener {
public:
    std::vector<std::string> lines;
    std::vector<std::string> warnings;
    std::vector<lathe::runner::StepProgress> progress;
    size_t curvePoints = 0;
    std::optional<lathe::runner::Failure> failure; // of the run

    void onEvent(const lathe::runner::Event& event) override
    {
        using namespace lathe::runner;
        if (std::holds_alternative<RunStarted>(event))
            lines.push_back("started");
        else if (const auto* step = std::get_if<StepChanged>(&event))
            lines.push_back(fmt::format("{} {}", step->step, toString(step->state)));
        else if (const auto* measured = std::get_if<VariantMeasured>(&event))
            lines.push_back(
                (measured->variant.metrics.contains("throughput") ? "speed of " : "quality of ") +
                measured->variant.id);
        else if (const auto* line = std::get_if<LogLine>(&event)) {
            if (line->level == LogLine::Level::Warning)
                warnings.push_back(line->text);
        } else if (const auto* p = std::get_if<StepProgress>(&event))
            progress.push_back(*p);
        else if (std::holds_alternative<StepCurve>(event))
            ++curvePoints;
        else if (const auto* ended = std::get_if<RunEnded>(&event))
            end(*ended);
    }

private:
    void end(const lathe::runner::RunEnded& ended)
    {
        lines.push_back(fmt::format("ended {}", toString(ended.state)));
        failure = ended.failure;
    }
};

// A folder with a small data set and a model, and a recipe over them.
struct FakeProject {
    explicit FakeProject(const std::filesystem::path& root, bool sourceClassifies = false)
        : folder(root)
    {
        std::string text = "text\tlabel\n";
        for (int i = 0; i < 60; ++i)
            text += fmt::format("row {} {}\t{}\n", i, std::string(size_t(i), 'x'),
                                std::string(1, char('a' + i % 3)));
        std::filesystem::create_directories(folder);
        lathe::writeFile(folder / "train.tsv", text);
        nlohmann::json model = {{"name", "base"}};
        if (sourceClassifies)
            model["labels"] = {"a", "b", "c"};
        FakeEngine::writeModel(folder / "model", model, 4000);
        recipe.name = "test";
        recipe.model = folder / "model";
        recipe.data.train = folder / "train.tsv";
        // 0 train -> 1 prune 0.25, 2 prune 0.5 -> 3 int8, 4 int8
        recipe.nodes = {{"t", "train", {}, {{"model", "source"}}},
                        {"p", "prune", {{"sparsity", {0.25, 0.5}}}, {{"model", "t"}}},
                        {"q", "int8", {}, {{"model", "p"}}}};
    }

    lathe::runner::Outcome run(FakeEngine& engine, EventLog& log, std::stop_token stop = {},
                               const std::string& id = "r")
    {
        return lathe::runner::run(recipe, engine, {folder / "work", id}, {&log}, stop);
    }

    // What lies in the artifact folder under a temporary name.
    size_t leftovers() const
    {
        size_t count = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "work"))
            count += entry.path().extension() == ".tmp";
        return count;
    }

    std::filesystem::path folder;
    lathe::recipe::Recipe recipe;
};
