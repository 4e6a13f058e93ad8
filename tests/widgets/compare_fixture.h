#pragma once

#include "core/base/files.h"
#include "core/history/history.h"
#include "fake_engine.h"
#include "widgets/compare/compare_place.h"
#include "widgets/session/session.h"

#include <QTemporaryDir>

namespace lathe::widgets {

// A project whose history was filled by hand: one run of an original and variants that are ever
// smaller, faster and worse, with answers to 40 test texts of three classes.
struct ComparedProject {
    static constexpr int kRows = 40, kClasses = 3;

    explicit ComparedProject(int variants = 4, bool isMultilabel = false)
        : root(folder.filePath("project").toStdString())
    {
        std::filesystem::create_directories(root);
        writeData();
        recipe.name = "By hand";
        recipe.model = root / "model";
        recipe.data = {root / "train.tsv", root / "validation.tsv", root / "test.tsv"};
        recipe.data.labelColumn = "label";
        const std::string fingerprint = data::readDataSet(recipe.data, recipe.seed).fingerprint;
        history::History history(root / "history.db");
        history::Recorder recorder(history);
        runner::RunStarted started;
        started.runId = kRun;
        started.recipe = recipe;
        started.environment = nlohmann::json::object();
        recorder.onEvent(started);
        for (int i = 0; i < variants; ++i)
            recorder.onEvent(runner::VariantMeasured{variant(i, isMultilabel, fingerprint)});
        recorder.onEvent(runner::StepCurve{0, {"loss", 1, 0.5}});
        recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, {}, 1});
    }

    static constexpr auto kRun = "20261101-120000-0001";
    static std::string id(int i) { return std::string(kRun) + "-" + std::to_string(i + 1); }

    // Variant i is wrong in the first 2 * i rows, the original in the last one.
    static runner::Variant variant(int i, bool isMultilabel, const std::string& fingerprint)
    {
        const auto kind = isMultilabel ? data::TaskKind::Multilabel : data::TaskKind::Multiclass;
        auto evaluation = std::make_shared<runner::Evaluation>();
        for (analysis::Predictions* split : {&evaluation->validation, &evaluation->test}) {
            split->kind = kind;
            split->classes = kClasses;
            for (int row = 0; row < kRows; ++row) {
                const bool isWrong = i == 0 ? row == kRows - 1 : row < 2 * i;
                const int truth = row % kClasses,
                          decided = isWrong ? (truth + 1) % kClasses : truth;
                split->truth.push_back({truth});
                for (int label = 0; label < kClasses; ++label)
                    split->logits.push_back(label == decided ? 2.0F : -2.0F);
            }
        }
        runner::Variant made;
        made.id = id(i);
        made.runId = kRun;
        made.parent = i == 0 ? "" : id(0);
        made.original = id(0);
        made.node = "node";
        made.stage = i == 0 ? "finetune" : i % 2 ? "prune.structured" : "quantize.int8";
        made.families = {recipe::StageFamily::Train};
        if (i > 0)
            made.families.push_back(i % 2 ? recipe::StageFamily::Prune
                                          : recipe::StageFamily::Quantize);
        made.label = made.lineage = "Fine-tune → step " + std::to_string(i);
        made.model = "artifacts/" + std::to_string(i);
        made.facts.labels = data::LabelSet{kind, {"devel", "games", "libs"}};
        made.facts.layers.resize(2, {12 - std::min(i, 10), 32, 1536 / (i + 1), 1000, 2000});
        made.facts.storage = i % 2 ? "fp32" : "int8";
        const int wrong = i == 0 ? 1 : 2 * i;
        made.metrics = {{"accuracy", 1 - double(wrong) / kRows},
                        {"microF1", 1 - double(wrong) / kRows},
                        {"macroF1", 1 - double(wrong) / kRows},
                        {"latencyP50Ms", 16.0 / (i + 1)},
                        {"sizeBytes", 90e6 / (i + 1)}};
        made.details["data"] = fingerprint;
        made.details["latency"] = {
            {"medianMs", 16.0 / (i + 1)}, {"lowMs", 15.0 / (i + 1)}, {"highMs", 17.0 / (i + 1)}};
        made.evaluation = std::move(evaluation);
        return made;
    }

    void writeData(const std::string& word = "text") const
    {
        const char* labels[] = {"devel", "games", "libs"};
        for (const char* split : {"train", "validation", "test"}) {
            std::string lines = "text\tlabel\n";
            for (int row = 0; row < kRows; ++row)
                lines += fmt::format("{} {} of {}\t{}\n", word, row, split, labels[row % kClasses]);
            writeFile(root / (std::string(split) + ".tsv"), lines);
        }
    }

    QTemporaryDir folder;
    std::filesystem::path root;
    recipe::Recipe recipe;
};

// Compare on such a project.
struct ComparedBench {
    explicit ComparedBench(const ComparedProject& project)
        : engine([] { return std::make_unique<FakeEngine>(); }),
          session(engine, Workspace{project.root, {}}), place(session)
    {
        place.resize(1360, 820);
        place.show();
    }
    EngineThread engine;
    Session session;
    ComparePlace place;
};

} // namespace lathe::widgets
