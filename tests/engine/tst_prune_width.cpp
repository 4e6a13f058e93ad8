#include "core/base/error.h"
#include "core/engine/model/matrix.h"
#include "core/engine/stages/layer_names.h"
#include "core/engine/stages/prune/hidden_width.h"
#include "core/engine/stages/prune/latency_table.h"
#include "core/engine/stages/prune/shrink.h"
#include "tests/engine/model_fixture.h"
#include "tests/engine/prune_fixture.h"

#include <ATen/ops/linalg_svd.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/randperm.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>
#include <QTemporaryDir>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

// Narrower matrices: fewer hidden dimensions, less rank, fewer tokens.
class TestPruneWidth : public QObject, private lathe::tests::PruneFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }

    // Every weight on the residual stream follows: the same dimensions in another order are the same model.
    void hiddenDimensionsInAnotherOrder_data()
    {
        QTest::addColumn<QString>("model");
        for (const auto& path : lathe::tests::modelFixtures())
            QTest::newRow(path.filename().c_str()) << QString::fromStdString(path);
    }
    void hiddenDimensionsInAnotherOrder()
    {
        QFETCH(QString, model);
        const Checkpoint whole = lathe::tests::withHead(loadCheckpoint(model.toStdString()));
        const Checkpoint turned = withHidden(whole, at::randperm(whole.architecture.hiddenSize, m_random, at::kLong));
        const std::vector<TokenIds> rows{{2, 9, 11, 30, 14, 25, 3}, {2, 40, 3}};
        const at::Tensor before = logits(whole, rows), after = logits(turned, rows);
        QVERIFY2(largest(before - after) < 1e-4 * std::max(1.0, largest(before)), qPrintable(QString::number(largest(before - after))));
        QVERIFY(!turned.weights.at("layers.0.ffn.down.weight").equal(whole.weights.at("layers.0.ffn.down.weight")));
    }

    void hiddenKeepsWhatItIsToldTo()
    {
        QVERIFY(strongest(at::tensor({3.f, 1.f, 2.f, 5.f, 4.f}), 3).equal(at::tensor({0, 3, 4}, at::kLong)));
        recipe::Params params = oneShot(pruneHiddenStage());
        params["sparsity"] = 0.0;
        const std::vector<TokenIds> rows = calibration(m_tuned).ids;
        QVERIFY(largest(logits(run(pruneHiddenStage(), params, m_tuned), rows) - logits(m_tuned, rows)) < 1e-4);
        params["sparsity"] = 0.5;
        const Checkpoint made = run(pruneHiddenStage(), params, m_tuned);
        QCOMPARE(made.architecture.hiddenSize, 16);
        QVERIFY(hasItsShapes(made));
        const at::Tensor kept = strongest(hiddenImportance(m_tuned, calibration(m_tuned), context()), 16);
        QVERIFY(
            made.weights.at("embeddings.token").equal(m_tuned.weights.at("embeddings.token").index_select(1, kept)));
        const at::Tensor dense = m_tuned.weights.at("head.dense.weight");
        QVERIFY(made.weights.at("head.dense.weight").equal(dense.index_select(0, kept).index_select(1, kept)));
    }

    // A dimension of a state is scaled by scaling weight and bias of the norm that made it: the central
    // difference of each text's loss, its magnitude summed over the states.
    void hiddenImportanceIsAFiniteDifference()
    {
        const TrainingRows rows = sampled(trainingRows(m_start, context()), 12, 1);
        const at::Tensor found = hiddenImportance(m_start, rows, context());
        const at::Tensor labels = rows.labels;
        for (const int64_t d : {0, 5, 13, 22, 31}) {
            double expected = 0;
            for (const char* norm :
                 {"embeddings.norm", "layers.0.ffn.norm", "layers.1.ffn.norm", "layers.2.ffn.norm"}) {
                const auto lossesAt = [&](double factor) {
                    Checkpoint model = m_start;
                    at::Tensor scale = at::ones_like(model.weights.at(std::string(norm) + ".bias"));
                    scale[d] = factor;
                    for (const char* part : {".weight", ".bias"})
                        model.weights[std::string(norm) + part] = model.weights.at(std::string(norm) + part) * scale;
                    return losses(logits(model, rows.ids), labels);
                };
                expected += ((lossesAt(1.02) - lossesAt(0.98)) / 0.04).abs().sum().item<double>();
            }
            QVERIFY2(std::abs(found[d].item<double>() - expected) < 0.02 * largest(found),
                     qPrintable(QString("%1: %2 for %3").arg(d).arg(found[d].item<double>()).arg(expected)));
        }
    }

    // Eckart & Young: the squared error is the sum of the squared singular values that are cut. With inputs of
    // one size (a norm that says 1 for everything) they are the matrix's own, else those of W diag(|x|).
    void lowRankErrorIsTheTail()
    {
        Checkpoint even = m_outliers;
        even.weights["layers.0.attention.norm.weight"] =
            at::zeros_like(even.weights.at("layers.0.attention.norm.weight"));
        even.weights["layers.0.attention.norm.bias"] = at::ones_like(even.weights.at("layers.0.attention.norm.bias"));
        const Checkpoint made = run(pruneLowRankStage(), oneShot(pruneLowRankStage()), even);
        const ByLayer norms = inputNorms(even, calibration(even), context());
        for (const char* layer : {"layers.0.ffn.up", "layers.0.ffn.down", "layers.1.ffn.up"}) {
            const std::string name = std::string(layer) + ".weight";
            const at::Tensor scale =
                std::string(layer) == "layers.0.ffn.up" ? at::ones_like(norms.at(layer)) : norms.at(layer);
            const at::Tensor w = (even.weights.at(name) * scale).to(at::kDouble);
            const at::Tensor squares = std::get<1>(at::linalg_svd(w, false)).square();
            QCOMPARE(made.weights.at(name + "_right").size(0), int64_t(16));
            const at::Tensor left = w - floatMatrix(made.weights, name) * scale;
            const double tail = squares.slice(0, 16).sum().item<double>(), error = left.square().sum().item<double>();
            QVERIFY2(std::abs(error - tail) < 1e-3 * tail, qPrintable(QString("%1, %2").arg(error).arg(tail)));
            const double kept = m_details["kept"][name]["squares"].get<double>();
            QVERIFY(std::abs(kept - (1 - tail / squares.sum().item<double>())) < 1e-4);
        }
    }

    // On inputs of unequal size weighing them pays: less output error than the plain decomposition of that rank.
    void lowRankMindsTheInputs()
    {
        const Checkpoint made = run(pruneLowRankStage(), oneShot(pruneLowRankStage()), m_outliers);
        const ByLayer hessians = inputHessians(m_outliers, calibration(m_outliers), context());
        double own = 0, plain = 0;
        for (const std::string& layer : linearLayers(m_outliers.architecture)) {
            const at::Tensor w = m_outliers.weights.at(layer + ".weight");
            if (storageOf(made.weights, layer + ".weight") != Storage::Factors)
                continue;
            const auto [u, s, v] = at::linalg_svd(w, false);
            const at::Tensor cut = at::matmul(u.slice(1, 0, 16) * s.slice(0, 0, 16), v.slice(0, 0, 16));
            const auto error = [&](const at::Tensor& d) {
                return (at::matmul(d, inputOf(hessians, layer)) * d).sum().item<double>();
            };
            own += error(floatMatrix(made.weights, layer + ".weight") - w);
            plain += error(cut - w);
        }
        QVERIFY2(own > 0 && own < 0.5 * plain, qPrintable(QString("%1, %2").arg(own).arg(plain)));
    }

    // A matrix that has no more rank than is kept loses nothing but bytes.
    void lowRankOfEnoughRankIsTheSame()
    {
        Checkpoint thin = m_tuned;
        for (const std::string& layer : linearLayers(thin.architecture)) {
            if (layer.find(".ffn.") == std::string::npos)
                continue;
            at::Tensor& weight = thin.weights.at(layer + ".weight");
            const auto [u, s, v] = at::linalg_svd(weight, false);
            weight = at::matmul(u.slice(1, 0, 16) * s.slice(0, 0, 16), v.slice(0, 0, 16)).contiguous();
        }
        const Checkpoint made = run(pruneLowRankStage(), oneShot(pruneLowRankStage()), thin);
        const std::vector<TokenIds> rows = calibration(thin).ids;
        QVERIFY(largest(logits(made, rows) - logits(thin, rows)) < 1e-4);
        // Six matrices of 32 x 64 become 16 x (32 + 64) each, 4 bytes a weight; 1 KiB for more names in the header.
        const auto saved = bytesOf(thin) - bytesOf(made);
        QVERIFY2(std::abs(saved - 6 * (2048 - 1536) * 4) < 1024, qPrintable(QString::number(saved)));
    }

    // Heads, neurons and hidden dimensions are removed of factors as of the matrices they stand for.
    void factorsShrinkLikeTheirProduct()
    {
        recipe::Params params = oneShot(pruneLowRankStage());
        params["parts"] = std::string("all");
        const Checkpoint factors = run(pruneLowRankStage(), params, m_tuned);
        Checkpoint product = factors;
        for (const auto& [name, shape] : weightShapes(factors.architecture))
            if (storageOf(factors.weights, name) == Storage::Factors)
                putFloat(product.weights, name, floatMatrix(factors.weights, name));
        QVERIFY(factors.weights.contains("layers.1.ffn.down.weight_left") &&
                factors.weights.contains("embeddings.token_left"));
        const std::vector<int64_t> some{1, 4, 9, 33};
        const Kept kept{{{0, 2}, {1}, {0, 1, 2, 3}}, {some, some, some}};
        const at::Tensor dimensions =
            at::tensor({1, 3, 4, 8, 9, 12, 13, 17, 18, 20, 22, 25, 26, 29, 30, 31}, at::kLong);
        const std::vector<TokenIds> rows = calibration(m_tuned).ids;
        QVERIFY(largest(logits(shrink(factors, kept), rows) - logits(shrink(product, kept), rows)) < 1e-4);
        QVERIFY(largest(logits(withHidden(factors, dimensions), rows) - logits(withHidden(product, dimensions), rows)) <
                1e-4);
        for (const bool int8 : {false, true})
            QCOMPARE(latencyTable(factors, {.batch = 2, .tokens = 8, .int8 = int8}, {}).heads.size(), size_t(5));
    }

    // The texts that were looked at, unlabelled ones too, get the same answer from fewer tokens, and every token
    // that stayed has the row it had, through tokenizer.json or vocab.txt.
    void vocabularyOfTheTexts_data()
    {
        QTest::addColumn<bool>("json");
        QTest::newRow("vocab.txt") << false;
        QTest::newRow("tokenizer.json") << true;
    }
    void vocabularyOfTheTexts()
    {
        QFETCH(bool, json);
        const QTemporaryDir source, folder, saved;
        Checkpoint model = m_tuned;
        if (json) {
            writeTokenizerJson(model, source.path().toStdString());
            model.tokenizer = source.path().toStdString();
        }
        data::DataSet few = m_set;
        few.train.resize(6);
        few.unlabelled = {m_set.train[20].text, m_set.train[30].text};
        nlohmann::json details;
        StageContext own{few, 32, 11, m_task, details, at::kCPU, folder.path().toStdString()};
        const Checkpoint made = pruneVocabularyStage().run({{"model", model}}, defaults(pruneVocabularyStage()), own);
        saveCheckpoint(made, saved.path().toStdString());
        const Checkpoint small = loadCheckpoint(saved.path().toStdString());
        QVERIFY(small.architecture.vocabularySize < model.architecture.vocabularySize);
        QCOMPARE(fs::exists(small.tokenizerFolder() / "tokenizer.json"), json);
        const auto before = text::loadTokenizer(model.tokenizerFolder()),
                   after = text::loadTokenizer(small.tokenizerFolder());
        QCOMPARE(after->vocabularySize(), small.architecture.vocabularySize);

        std::vector<const std::string*> texts;
        for (const data::Example& example : few.train)
            texts.push_back(&example.text);
        for (const std::string& text : few.unlabelled)
            texts.push_back(&text);
        const auto old = tokenize(*before, texts, 32), now = tokenize(*after, texts, 32);
        for (size_t i = 0; i < texts.size(); ++i)
            QCOMPARE(after->encodeWithTokens(*texts[i], 32).tokens, before->encodeWithTokens(*texts[i], 32).tokens);
        QVERIFY(logits(small, now).equal(logits(model, old)));

        std::map<std::string, int32_t, std::less<>> ids;
        for (int32_t id = 0; id < before->vocabularySize(); ++id)
            ids.emplace(before->token(id), id);
        for (int32_t id = 0; id < after->vocabularySize(); ++id) {
            const int32_t was = ids.at(std::string(after->token(id)));
            QVERIFY(small.weights.at("embeddings.token")[id].equal(model.weights.at("embeddings.token")[was]));
        }
        QCOMPARE(after->token(after->padId()), before->token(before->padId()));
    }

private:
    static double bytesOf(const Checkpoint& model)
    {
        const QTemporaryDir folder;
        saveCheckpoint(model, folder.path().toStdString());
        return double(fs::file_size(fs::path(folder.path().toStdString()) / "model.safetensors"));
    }
    // The model's vocabulary as the tokenizers library writes it.
    static void writeTokenizerJson(const Checkpoint& model, const fs::path& folder)
    {
        const auto tokenizer = text::loadTokenizer(model.tokenizerFolder());
        nlohmann::json vocabulary, added = nlohmann::json::array();
        for (int32_t id = 0; id < tokenizer->vocabularySize(); ++id) {
            const std::string token(tokenizer->token(id));
            vocabulary[token] = id;
            if (token.starts_with("[") && token.size() > 1)
                added.push_back({{"id", id},
                                 {"content", token},
                                 {"single_word", false},
                                 {"lstrip", false},
                                 {"rstrip", false},
                                 {"normalized", false},
                                 {"special", true}});
        }
        const auto ending = [&](const char* token) { return nlohmann::json::array({token, vocabulary.at(token)}); };
        const nlohmann::json root{
            {"version", "1.0"},
            {"truncation", nullptr},
            {"padding", nullptr},
            {"added_tokens", added},
            {"normalizer",
             {{"type", "BertNormalizer"},
              {"clean_text", true},
              {"handle_chinese_chars", true},
              {"strip_accents", nullptr},
              {"lowercase", true}}},
            {"pre_tokenizer", {{"type", "BertPreTokenizer"}}},
            {"post_processor", {{"type", "BertProcessing"}, {"sep", ending("[SEP]")}, {"cls", ending("[CLS]")}}},
            {"model",
             {{"type", "WordPiece"},
              {"unk_token", "[UNK]"},
              {"continuing_subword_prefix", "##"},
              {"max_input_chars_per_word", 100},
              {"vocab", vocabulary}}}};
        std::ofstream(folder / "tokenizer.json") << root.dump();
    }
};

QTEST_GUILESS_MAIN(TestPruneWidth)
#include "tst_prune_width.moc"
