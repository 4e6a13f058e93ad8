#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/measure/quality_of.h"
#include "core/engine/stages/distill/inner_losses.h"
#include "core/engine/stages/distill/inner_teacher.h"
#include "core/engine/stages/distill/layer_choice.h"
#include "core/engine/stages/distill/layer_training.h"
#include "core/engine/stages/distill/relation_heads.h"
#include "core/engine/stages/distill/student_start.h"
#include "core/engine/stages/new_head.h"
#include "core/engine/stages/prune/hidden_width.h"
#include "core/engine/stages/stage.h"
#include "tests/engine/tiny_task.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>

using namespace lathe;
using namespace lathe::engine;
namespace fs = std::filesystem;

// What students take over from models and learn from teachers.
class TestDistill : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        at::set_num_threads(1); // tensors this small only wait for each other
        std::ifstream vocabulary(fs::path(kModel) / "vocab.txt");
        std::vector<std::string> words;
        for (std::string word; std::getline(vocabulary, word);)
            if (!word.empty() && std::isalnum(static_cast<unsigned char>(word.front())))
                words.push_back(word);
        QVERIFY(words.size() > 10);
        m_word = *std::find_if(words.begin() + 3, words.end(), [](const std::string& word) { return word.size() > 2; });
        m_set = tests::tinyTask(data::TaskKind::Multiclass, words);
        m_tuned = run(finetuneStage(), {{"model", loadCheckpoint(kModel)}}, {{"epochs", 8.0}, {"learningRate", 3e-3}});
        QVERIFY(quality(m_tuned) > 0.85);
    }

    void layerChoices()
    {
        QCOMPARE(chosenLayers("even", 3, 6), (std::vector<int>{0, 2, 5}));
        QCOMPARE(chosenLayers("first", 3, 6), (std::vector<int>{0, 1, 2}));
        QCOMPARE(chosenLayers("last", 3, 6), (std::vector<int>{3, 4, 5}));
        const Checkpoint two = withLayers(m_tuned, {0, 2});
        QCOMPARE(two.architecture.layers.size(), size_t(2));
        QVERIFY(two.weights.at("layers.1.ffn.up.weight").is_same(m_tuned.weights.at("layers.2.ffn.up.weight")));
        QVERIFY(!two.weights.contains("layers.2.ffn.up.weight"));
    }

    void layerMaps()
    {
        using Map = std::vector<LayerPair>;
        QCOMPARE(layerMap("uniform", 4, 12), (Map{{0, 2}, {1, 5}, {2, 8}, {3, 11}}));
        QCOMPARE(layerMap("uniform", 3, 5), (Map{{0, 1}, {1, 3}, {2, 4}}));
        QCOMPARE(layerMap("uniform", 4, 2), (Map{{0, 0}, {1, 0}, {2, 1}, {3, 1}}));
        QCOMPARE(layerMap("top", 3, 6), (Map{{0, 3}, {1, 4}, {2, 5}}));
        QCOMPARE(layerMap("top", 3, 2), (Map{{1, 0}, {2, 1}}));
        QCOMPARE(layerMap("last", 3, 6), (Map{{2, 5}}));
    }

    void hiddenLossLeavesOutPadding()
    {
        const at::Tensor s = at::tensor({1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f, 100.0f, 7.0f}).view({2, 2, 2});
        const at::Tensor t = at::tensor({1.0f, 0.0f, 3.0f, 4.0f, 5.0f, 9.0f, 0.0f, 0.0f}).view({2, 2, 2});
        const at::Tensor real = at::tensor({1.0f, 1.0f, 1.0f, 0.0f}).view({2, 2});
        // Squares 0 4 | 0 0 | 0 9 over three tokens of width 2; with the fourth token 10000 and 49 more.
        QVERIFY(close(hiddenLoss(s, t, real), (4.0 + 9) / 6));
        QVERIFY(close(hiddenLoss(s, t, {}), (4.0 + 9 + 10000 + 49) / 8));
    }

    // Against loops over texts that were never padded; the student with other heads than the teacher, or as many.
    void attentionLossEqualsLoops_data()
    {
        QTest::addColumn<int>("studentHeads");
        QTest::newRow("as many heads") << 2;
        QTest::newRow("other heads") << 3;
    }
    void attentionLossEqualsLoops()
    {
        QFETCH(int, studentHeads);
        const std::vector<int64_t> lengths{3, 5};
        const at::Tensor sq = noise({2, studentHeads, 5, 4}, 1), sk = noise({2, studentHeads, 5, 4}, 2);
        const at::Tensor tq = noise({2, 2, 5, 6}, 3), tk = noise({2, 2, 5, 6}, 4);
        double sum = 0;
        int64_t count = 0;
        const auto score = [](const at::Tensor& q, const at::Tensor& k, int64_t b, int64_t h, int64_t i, int64_t j) {
            return (q[b][h][i] * k[b][h][j]).sum().item<double>() / std::sqrt(double(q.size(3)));
        };
        const auto mean = [&](const at::Tensor& q, const at::Tensor& k, int64_t b, int64_t i, int64_t j) {
            double all = 0;
            for (int64_t h = 0; h < q.size(1); ++h)
                all += score(q, k, b, h, i, j) / double(q.size(1));
            return all;
        };
        for (int64_t b = 0; b < 2; ++b)
            for (int64_t i = 0; i < lengths[size_t(b)]; ++i)
                for (int64_t j = 0; j < lengths[size_t(b)]; ++j)
                    for (int64_t h = 0; h < (studentHeads == 2 ? 2 : 1); ++h) {
                        const double difference = studentHeads == 2
                                                      ? score(sq, sk, b, h, i, j) - score(tq, tk, b, h, i, j)
                                                      : mean(sq, sk, b, i, j) - mean(tq, tk, b, i, j);
                        sum += difference * difference, ++count;
                    }
        QVERIFY(close(attentionLoss(sq, sk, tq, tk, realOf(lengths)), sum / double(count)));
        QVERIFY(close(attentionLoss(tq, tk, tq, tk, realOf(lengths)), 0));
    }

    // Against loops; heads of 3 x 4 and 2 x 6 columns cut into 4 relation heads of 3.
    void relationLossEqualsLoops()
    {
        const std::vector<int64_t> lengths{5, 2};
        const at::Tensor sa = noise({2, 3, 5, 4}, 1), sb = noise({2, 3, 5, 4}, 2);
        const at::Tensor ta = noise({2, 2, 5, 6}, 3), tb = noise({2, 2, 5, 6}, 4);
        const auto column = [](const at::Tensor& x, int64_t b, int64_t token, int64_t c) { // heads side by side
            return x[b][c / x.size(3)][token][c % x.size(3)].item<double>();
        };
        const auto row = [&](const at::Tensor& a, const at::Tensor& b, int64_t text, int64_t head, int64_t i) {
            std::vector<double> p;
            double sum = 0;
            for (int64_t j = 0; j < lengths[size_t(text)]; ++j) {
                double score = 0;
                for (int64_t c = 3 * head; c < 3 * head + 3; ++c)
                    score += column(a, text, i, c) * column(b, text, j, c);
                p.push_back(std::exp(score / std::sqrt(3.0)));
                sum += p.back();
            }
            for (double& x : p)
                x /= sum;
            return p;
        };
        double sum = 0;
        int64_t count = 0;
        for (int64_t text = 0; text < 2; ++text)
            for (int64_t head = 0; head < 4; ++head)
                for (int64_t i = 0; i < lengths[size_t(text)]; ++i, ++count) {
                    const auto s = row(sa, sb, text, head, i), t = row(ta, tb, text, head, i);
                    for (size_t j = 0; j < s.size(); ++j)
                        sum += t[j] * std::log(t[j] / s[j]);
                }
        QVERIFY(close(relationLoss(sa, sb, ta, tb, 4, realOf(lengths)), sum / double(count)));
        QVERIFY(close(relationLoss(ta, tb, ta, tb, 4, realOf(lengths)), 0));
        const double unpadded = relationLoss(sa, sb, ta, tb, 4, {}).item<double>();
        QVERIFY(close(relationLoss(sa, sb, ta, tb, 4, realOf({5, 5})), unpadded));
    }

    void relationHeadsDivideBothWidths()
    {
        QCOMPARE(relationHeads(0, 384, 768), 48);
        QCOMPARE(relationHeads(0, 384, 384), 48);
        QCOMPARE(relationHeads(0, 312, 768), 24);
        QCOMPARE(relationHeads(0, 32, 32), 4);
        QCOMPARE(relationHeads(0, 5, 7), 1);
        QCOMPARE(relationHeads(12, 384, 768), 12);
        QVERIFY_EXCEPTION_THROWN((void)relationHeads(5, 384, 768), Error);
    }

    void distilLayersComesNearerThanLogits()
    {
        const recipe::Params params{{"layers", int64_t(2)}, {"epochs", 3.0}, {"learningRate", 2e-3}};
        const StageInputs inputs{{"model", m_tuned}, {"teacher", m_tuned}};
        nlohmann::json details;
        const Checkpoint student = run(distillHiddenStage(), inputs, params, &details);
        QCOMPARE(student.architecture.layers.size(), size_t(2));
        QVERIFY(details["fromLayers"] == (nlohmann::json{0, 2}));
        QVERIFY(details["layerMap"] == nlohmann::json::parse("[[0, 1], [1, 2]]"));
        QVERIFY(quality(student) > 0.85);
        const Checkpoint other = run(distillLogitsStage(), inputs, params);
        QVERIFY2(distance(student) < 0.75 * distance(other),
                 qPrintable(QString("%1 %2").arg(distance(student)).arg(distance(other))));
    }

    void distilRelationsComesNearerThanLogits_data()
    {
        QTest::addColumn<QString>("relations");
        for (const char* name : {"q-q, k-k, v-v", "q-k, v-v", "all four"})
            QTest::newRow(name) << name;
    }
    void distilRelationsComesNearerThanLogits()
    {
        QFETCH(QString, relations);
        const recipe::Params common{{"layers", int64_t(2)}, {"epochs", 5.0}, {"learningRate", 3e-3}};
        recipe::Params params = common;
        params["relations"] = relations.toStdString();
        const StageInputs inputs{{"model", m_tuned}, {"teacher", m_tuned}};
        nlohmann::json details;
        const Checkpoint student = run(distillRelationsStage(), inputs, params, &details);
        QVERIFY(details["relations"]["teacherLayer"] == 2 && details["relations"]["heads"] == 4);
        QVERIFY2(quality(student) > 0.85, qPrintable(QString::number(quality(student))));
        const double near = valueRelations(student), far = valueRelations(run(distillLogitsStage(), inputs, common));
        QVERIFY2(near < 0.75 * far, qPrintable(QString("%1 %2").arg(near).arg(far)));
    }

    // A student of the model's own sizes is the model; one of half its sizes keeps the columns and rows that it says.
    void cutStudentIsPartOfTheModel()
    {
        const Checkpoint whole = cutStudent(m_tuned, {3, 32, 4, 64}, "even");
        QCOMPARE(whole.architecture, m_tuned.architecture);
        for (const auto& [name, weight] : m_tuned.weights)
            QVERIFY2(weight.equal(whole.weights.at(name)), name.c_str());

        const Checkpoint half = cutStudent(m_tuned, {2, 16, 2, 24}, "even");
        QCOMPARE(half.architecture.hiddenSize, 16);
        QCOMPARE(half.architecture.layers, (std::vector<LayerShape>(2, {2, 8, 24})));
        const at::Tensor kept = strongest(hiddenMagnitude(withLayers(m_tuned, {0, 2})), 16);
        const char* tokens = "embeddings.token";
        QVERIFY(half.weights.at(tokens).equal(m_tuned.weights.at(tokens).index_select(1, kept)));
        QVERIFY(half.weights.at("head.dense.weight")
                    .equal(m_tuned.weights.at("head.dense.weight").index_select(0, kept).index_select(1, kept)));
        const at::Tensor up = half.weights.at("layers.1.ffn.up.weight");
        const at::Tensor from = m_tuned.weights.at("layers.2.ffn.up.weight").index_select(1, kept);
        for (int64_t row = 0; row < up.size(0); ++row) // each is a row of the layer it comes from
            QVERIFY((from - up[row]).abs().sum(1).min().item<double>() == 0);

        QVERIFY_EXCEPTION_THROWN((void)cutStudent(m_tuned, {3, 33, 4, 64}, "even"), Error);
        QVERIFY_EXCEPTION_THROWN((void)cutStudent(m_tuned, {3, 32, 5, 64}, "even"), Error);
        QVERIFY_EXCEPTION_THROWN((void)cutStudent(m_tuned, {3, 32, 4, 65}, "even"), Error);
    }

    // A dimension that no matrix reads or writes weighs nothing, and what is weighed are shares of one.
    void hiddenMagnitudeAddsShares()
    {
        const at::NoGradGuard noGrad;
        Checkpoint model = m_tuned;
        double matrices = 0;
        Architecture marked = model.architecture;
        marked.hiddenSize = -1;
        for (const auto& [name, shape] : weightShapes(marked)) {
            if (shape.size() != 2)
                continue;
            at::Tensor weight = model.weights.at(name).clone();
            for (size_t dim = 0; dim < 2; ++dim)
                if (shape[dim] == -1) {
                    weight.select(int64_t(dim), 7).zero_();
                    matrices += 1;
                }
            model.weights[name] = weight;
        }
        const at::Tensor magnitude = hiddenMagnitude(model);
        QVERIFY(magnitude[7].item<double>() == 0);
        QVERIFY(close(magnitude.sum(), matrices));
    }

    void studentsOfAnySize_data()
    {
        QTest::addColumn<QString>("init");
        QTest::addColumn<int>("hiddenSize");
        QTest::addColumn<int>("heads");
        QTest::addColumn<int>("ffn");
        QTest::newRow("half of the model") << "from model" << 0 << 0 << 0;
        QTest::newRow("other heads than the width holds") << "from model" << 20 << 3 << 17;
        QTest::newRow("untrained and wider") << "random" << 48 << 5 << 40;
    }
    void studentsOfAnySize()
    {
        QFETCH(QString, init);
        QFETCH(int, hiddenSize);
        QFETCH(int, heads);
        QFETCH(int, ffn);
        const recipe::Params params{{"layers", int64_t(2)},
                                    {"hiddenSize", int64_t(hiddenSize)},
                                    {"heads", int64_t(heads)},
                                    {"ffn", int64_t(ffn)},
                                    {"init", init.toStdString()},
                                    {"epochs", 14.0},
                                    {"batchSize", int64_t(16)},
                                    {"learningRate", 5e-3}};
        const Checkpoint student = run(distillStudentStage(), {{"model", m_tuned}, {"teacher", m_tuned}}, params);
        QCOMPARE(student.architecture.hiddenSize, hiddenSize ? hiddenSize : 16);
        QCOMPARE(student.architecture.layers,
                 (std::vector<LayerShape>(2, {heads ? heads : 2, 8, ffn ? ffn : 32})));
        QVERIFY2(quality(student) > 0.85, qPrintable(QString::number(quality(student))));
        QTemporaryDir folder;
        saveCheckpoint(student, folder.path().toStdString());
        const Checkpoint again = loadCheckpoint(folder.path().toStdString());
        QCOMPARE(again.architecture, student.architecture);
        const QualityOf test(student, m_set, m_set.test, 32);
        QCOMPARE(test.predictions(again, {}).logits, test.predictions(student, {}).logits);
    }

    // A model with a relative attention bias: cut to the student's heads, one table for all layers when untrained.
    void relativeBiasGoesAlong_data()
    {
        QTest::addColumn<QString>("init");
        QTest::newRow("from model") << "from model";
        QTest::newRow("random") << "random";
    }
    void relativeBiasGoesAlong()
    {
        QFETCH(QString, init);
        const Checkpoint model = withNewHead(loadCheckpoint(LATHE_TEST_DATA "/models/mpnet-multiclass"), m_set, 3);
        const int heads = model.architecture.layers.front().heads;
        QVERIFY(heads > 1 && model.architecture.positions.relativeBuckets > 0);
        const recipe::Params params{
            {"layers", int64_t(2)}, {"heads", int64_t(heads - 1)}, {"init", init.toStdString()}, {"epochs", 0.3}};
        const Checkpoint student = run(distillStudentStage(), {{"model", model}, {"teacher", model}}, params);
        const at::Tensor &first = student.weights.at("layers.0.attention.relative"),
                         &second = student.weights.at("layers.1.attention.relative");
        QCOMPARE(first.size(1), int64_t(heads - 1));
        QCOMPARE(first.is_same(second), init == "random");
        QTemporaryDir folder;
        saveCheckpoint(student, folder.path().toStdString());
        const QualityOf test(student, m_set, m_set.test, 32);
        QCOMPARE(test.predictions(loadCheckpoint(folder.path().toStdString()), {}).logits,
                 test.predictions(student, {}).logits);
    }

    // Projections start where the loss between hidden states is least, as its gradient says, and are trained.
    void projectionsStartAtLeastSquares()
    {
        const StageContext context = contextFor({});
        recipe::Params params;
        for (const recipe::ParamSpec& spec : layerLossParams())
            params.emplace(spec.key, spec.fallback);
        const Checkpoint narrow = cutStudent(m_tuned, {2, 16, 2, 32}, "even");
        const TrainingRows rows = sampled(trainingRows(m_tuned, context), 8, 1);
        const InnerTeacher teacher(m_tuned, narrow, rows, context);
        const LayerLoss loss(narrow, teacher, rows, params, context);
        QCOMPARE(loss.leaves().size(), size_t(1));
        QCOMPARE(loss.leaves().front().leaves.size(), size_t(2));
        const auto batch = batchesByLength(rows.ids, 8).front();
        Trace trace;
        (void)Transformer(narrow, false).logits(pad(rows.ids, batch), {.trace = &trace});
        std::vector<double> first;
        loss(trace, teacher.view(batch)).backward();
        ParameterGroup group = loss.leaves().front();
        for (at::Tensor& leaf : group.leaves) {
            const double fitted = leaf.grad().norm().item<double>();
            leaf.mutable_grad().reset();
            const at::NoGradGuard noGrad;
            leaf.zero_();
            first.push_back(fitted);
        }
        loss(trace, teacher.view(batch)).backward();
        for (size_t i = 0; i < first.size(); ++i)
            QVERIFY(first[i] < 0.02 * group.leaves[i].grad().norm().item<double>());
        QVERIFY(LayerLoss(m_tuned, teacher, rows, params, context).leaves().empty());
    }

    // A text is a text, whatever it is padded with: the teacher's view of a short text beside a long one.
    void teacherIsSeenWithoutPadding()
    {
        const at::NoGradGuard noGrad;
        StageContext context = contextFor({});
        const TrainingRows rows = trainingRows(m_tuned, context);
        const InnerTeacher teacher(m_tuned, m_tuned, rows, context);
        const auto order = batchesByLength(rows.ids, int(rows.ids.size())).front();
        const int longest = order.front(), shortest = order.back();
        QVERIFY(rows.ids[size_t(longest)].size() > rows.ids[size_t(shortest)].size());
        const auto alone = teacher.view({shortest}), both = teacher.view({shortest, longest});
        QVERIFY(!alone.real.defined());
        const int64_t T = alone.trace.hidden[3].size(1);
        QVERIFY(close(both.real.sum(), double(T + int64_t(rows.ids[size_t(longest)].size()))));
        QVERIFY((both.trace.hidden[3][0].slice(0, 0, T) - alone.trace.hidden[3][0]).abs().max().item<double>() < 1e-5);
    }

    void teacherMustSeeTheSameTokens()
    {
        // A teacher that does not know one of the words and cuts it into pieces.
        QTemporaryDir folder;
        saveCheckpoint(m_tuned, folder.path().toStdString());
        const fs::path file = fs::path(folder.path().toStdString()) / "vocab.txt";
        std::string words = readFile(file);
        const size_t at = words.find("\n" + m_word + "\n");
        QVERIFY(at != std::string::npos);
        words.replace(at + 1, m_word.size(), "zzzzz");
        writeFile(file, words);
        const Checkpoint teacher = loadCheckpoint(folder.path().toStdString());
        const StageInputs inputs{{"model", m_tuned}, {"teacher", teacher}};
        const recipe::Params params{{"layers", int64_t(1)}, {"epochs", 0.1}};
        for (const Stage& stage : {distillHiddenStage(), distillRelationsStage(), distillStudentStage()})
            QVERIFY_EXCEPTION_THROWN((void)run(stage, inputs, params), Error);
        (void)run(distillLogitsStage(), inputs, params);
    }

    void refusesWhatTeachesNothing()
    {
        const StageInputs inputs{{"model", m_tuned}, {"teacher", m_tuned}};
        const recipe::Params none{{"hiddenWeight", 0.0}, {"attentionWeight", 0.0}, {"logitsWeight", 0.0}};
        QVERIFY_EXCEPTION_THROWN((void)run(distillHiddenStage(), inputs, none), Error);
        QVERIFY_EXCEPTION_THROWN((void)run(distillHiddenStage(), inputs, {{"layers", int64_t(4)}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)run(distillRelationsStage(), inputs, {{"teacherLayer", int64_t(4)}}), Error);
        QVERIFY_EXCEPTION_THROWN((void)run(distillRelationsStage(), inputs, {{"relationHeads", int64_t(5)}}), Error);
    }

private:
    static constexpr const char* kModel = LATHE_TEST_DATA "/models/bert-multiclass";

    static at::Tensor noise(at::IntArrayRef shape, uint64_t seed)
    {
        return at::randn(shape, at::detail::createCPUGenerator(seed), at::kFloat);
    }
    static at::Tensor realOf(const std::vector<int64_t>& lengths)
    {
        const int64_t T = *std::max_element(lengths.begin(), lengths.end());
        at::Tensor real = at::zeros({int64_t(lengths.size()), T}, at::kFloat);
        for (size_t b = 0; b < lengths.size(); ++b)
            real[int64_t(b)].slice(0, 0, lengths[b]).fill_(1);
        return real;
    }
    static bool close(const at::Tensor& found, double expected)
    {
        return std::abs(found.item<double>() - expected) <= 1e-5 * std::max(1.0, std::abs(expected));
    }

    StageContext contextFor(const Task& task) { return {m_set, 32, 11, m_task = task, m_details}; }
    Checkpoint run(const Stage& stage, const StageInputs& inputs, const recipe::Params& given,
                   nlohmann::json* details = nullptr)
    {
        recipe::Params params = given;
        for (const recipe::ParamSpec& spec : stage.info.params)
            params.emplace(spec.key, spec.fallback);
        nlohmann::json own;
        const Task task;
        StageContext context{m_set, 32, 11, task, details ? *details : own};
        return stage.run(inputs, params, context);
    }
    double quality(const Checkpoint& model) { return QualityOf(model, m_set, m_set.test, 32).of(model, {}); }

    // How far the student's last layer is from the teacher's on some training texts.
    double distance(const Checkpoint& student)
    {
        const auto [s, t] = views(student);
        return hiddenLoss(s.trace.hidden.back(), t.trace.hidden.back(), t.real).item<double>();
    }
    double valueRelations(const Checkpoint& student)
    {
        const auto [s, t] = views(student);
        const at::Tensor &own = s.trace.value.back(), &other = t.trace.value.back();
        return relationLoss(own, own, other, other, 4, t.real).item<double>();
    }
    std::pair<InnerTeacher::View, InnerTeacher::View> views(const Checkpoint& student)
    {
        const StageContext context = contextFor({});
        const TrainingRows rows = sampled(trainingRows(m_tuned, context), 32, 1);
        const auto batch = batchesByLength(rows.ids, 32).front();
        return {InnerTeacher(student, student, rows, context).view(batch),
                InnerTeacher(m_tuned, student, rows, context).view(batch)};
    }

    data::DataSet m_set;
    Checkpoint m_tuned;
    std::string m_word;
    Task m_task;
    nlohmann::json m_details;
};

QTEST_GUILESS_MAIN(TestDistill)
#include "tst_distill.moc"
