#pragma once

#include "core/history/history.h"
#include "core/runner/variant_maker.h"

#include <cmath>
#include <QTemporaryDir>

namespace lathe {

// A history of one run with an original and variants whose answers are drawn from a fixed pattern.
struct SampleHistory {
    struct Knobs {
        int variants = 3; // beside the original
        data::TaskKind kind = data::TaskKind::Multiclass;
        int labels = 4;
        int rows = 120; // of the test split
        bool hasAnswers = true;
        bool hasSpeed = true;
        bool hasOriginal = true;
        std::string nameOfLabels = "label ";
        std::string nameOfVariants = "Heads and FFN 0.";
        double p95OverP50 = 1.4;
        int collapsed = -1; // variant that decides one label for all rows
        int simulated = -1;
        int exported = -1;       // variant that ONNX Runtime answered alike, as RUN-x
        int wronglyExported = -1; // and one that it answered otherwise, as RUN-y
        std::string id = "run";
    };

    explicit SampleHistory(const Knobs& knobs)
        : file(std::filesystem::path(folder.path().toStdString()) / "history.db"), history(file)
    {
        add(knobs);
    }

    void add(const Knobs& knobs)
    {
        history::Recorder recorder(history);
        runner::RunStarted started;
        started.runId = knobs.id;
        started.recipe.name = "Sample recipe";
        started.recipe.model = "/models/base";
        started.recipe.data.train = "/data/train.tsv";
        started.recipe.nodes = {{"t", "test.prune", {{"sparsity", {0.5}}}, {{"model", "source"}}}};
        started.environment = {{"threads", 2}, {"cpu", "Test CPU"}, {"libtorch", "2.6"}};
        recorder.onEvent(started);
        for (int i = knobs.hasOriginal ? 0 : 1; i <= knobs.variants; ++i)
            recorder.onEvent(runner::VariantMeasured{variant(knobs, i)});
        if (knobs.exported >= 0)
            recorder.onEvent(runner::VariantMeasured{exportOf(variant(knobs, knobs.exported), "x", {})});
        if (knobs.wronglyExported >= 0)
            recorder.onEvent(runner::VariantMeasured{exportOf(variant(knobs, knobs.wronglyExported), "y", "3 of 120 decisions differ")});
        recorder.onEvent(
            runner::LogLine{runner::LogLine::Level::Error, "Int8: the gradient is not finite"});
        recorder.onEvent(runner::RunEnded{runner::RunState::Succeeded, {}, 60});
    }

    static runner::Variant variant(const Knobs& knobs, int i)
    {
        runner::Variant v;
        v.id = knobs.id + "-" + std::to_string(i);
        v.runId = knobs.id;
        v.parent = i ? knobs.id + "-0" : "";
        v.original = knobs.id + "-0";
        v.stage = i ? "test.prune" : "";
        v.families = {recipe::StageFamily::Prune};
        v.label = i ? knobs.nameOfVariants + std::to_string(i) : "Original";
        v.lineage = i ? "Original → " + v.label : "Original";
        if (i)
            v.params = {{"sparsity", 0.5}};
        v.facts.name = "base";
        data::LabelSet labels{knobs.kind, {}};
        for (int l = 0; l < knobs.labels; ++l)
            labels.names.push_back(knobs.nameOfLabels + std::to_string(l));
        v.facts.labels = labels;
        v.metrics = {{"sizeBytes", 90e6 / (1 + i)}, {"parameters", 22e6}};
        if (knobs.hasSpeed) {
            v.metrics["latencyP50Ms"] = 10.0 / (1 + 0.5 * i);
            v.metrics["latencyP95Ms"] = 10.0 * knobs.p95OverP50 / (1 + 0.5 * i);
            v.metrics["throughput"] = 100.0 * (1 + i);
            v.kernels = "Lathe int8 (avx512_vnni)";
            v.details["speedRounds"] = 40;
        }
        if (knobs.hasAnswers)
            runner::addQuality(v, answers(knobs, i), labels);
        else
            v.metrics["accuracy"] = 0.9 - 0.01 * i;
        if (i == knobs.simulated)
            v.warning = "simulated: zeros are stored";
        return v;
    }

    // As core/export records it.
    static runner::Variant exportOf(runner::Variant v, const std::string& name, const std::string& disagreement)
    {
        v.parent = v.id;
        v.id = v.runId + "-" + name;
        v.label = "ONNX Runtime 1.32.0";
        v.lineage += " → " + v.label;
        v.details["runtime"] = v.label;
        v.details["export"] = {{"format", "onnx"}, {"agreement", 119.0 / 120}, {"largestDifference", 0.0123}, {"threads", 2}};
        v.metrics["latencyP50Ms"] = 1; // faster than any model
        if (!disagreement.empty()) {
            v.details["export"]["disagreement"] = disagreement;
            v.warning = v.label + " answers otherwise than Lathe: " + disagreement;
        }
        return v;
    }

    // Row r is truly label r mod labels; model i is wrong in every (20 - i mod 7)th row.
    static std::shared_ptr<runner::Evaluation> answers(const Knobs& knobs, int i)
    {
        auto e = std::make_shared<runner::Evaluation>();
        for (analysis::Predictions* split : {&e->validation, &e->test}) {
            split->kind = knobs.kind;
            split->classes = knobs.labels;
            for (int r = 0; r < knobs.rows; ++r) {
                const int truth = r % knobs.labels;
                split->truth.push_back({truth});
                const bool isWrong = r % (20 - i % 7) == 3;
                const int said = i > 0 && i == knobs.collapsed ? 0
                                 : isWrong                     ? (truth + 1) % knobs.labels
                                                               : truth;
                for (int l = 0; l < knobs.labels; ++l)
                    split->logits.push_back(l == said ? 2 + 0.1f * float(r % 5) : -1);
            }
        }
        if (knobs.kind == data::TaskKind::Multilabel)
            e->thresholds.assign(size_t(knobs.labels), 0.5);
        return e;
    }

    static recipe::StageCatalog catalog()
    {
        recipe::StageInfo stage;
        stage.id = "test.prune";
        stage.title = "Test pruning";
        stage.family = recipe::StageFamily::Prune;
        stage.summary = "Removes what a test wants removed.";
        stage.paper = "Nobody 2026, A paper <of> tests";
        recipe::ParamSpec sparsity;
        sparsity.key = "sparsity";
        sparsity.title = "Sparsity";
        stage.params = {sparsity};
        return recipe::StageCatalog({stage});
    }

    QTemporaryDir folder;
    std::filesystem::path file;
    history::History history;
};

} // namespace lathe
