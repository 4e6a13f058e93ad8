#include "small_catalog.h"

#include "core/base/error.h"
#include "core/recipe/recipe_file.h"

#include <nlohmann/json.hpp>
#include <QTest>
#include <random>
#include <set>

using namespace lathe;
using namespace lathe::recipe;

namespace {

// A step and everything before it as one text: equal texts are equal work.
std::string work(const Plan& plan, int step)
{
    if (step == kSourceStep)
        return "source";
    const Step& s = plan.steps[size_t(step)];
    std::string text = s.stage + toJson(s.params).dump() + "(";
    for (const auto& [port, from] : s.inputs)
        text += port + "=" + work(plan, from) + ",";
    return text + ")";
}

std::set<std::string> allWork(const Plan& plan)
{
    std::set<std::string> result;
    for (size_t i = 0; i < plan.steps.size(); ++i)
        result.insert(work(plan, int(i)));
    return result;
}

// What expand() has to give, found the slow way: choose one value of every list in the recipe, in
// every possible way, expand each of these recipes without lists, and unite their work.
void uniteAllChoices(Recipe recipe, std::set<std::string>& united)
{
    for (size_t n = 0; n < recipe.nodes.size(); ++n)
        for (const auto& [key, values] : recipe.nodes[n].params)
            if (values.size() > 1) {
                for (const ParamValue& value : values) {
                    Recipe one = recipe;
                    one.nodes[n].params[key] = {value};
                    uniteAllChoices(std::move(one), united);
                }
                return;
            }
    united.merge(allWork(expand(recipe, smallCatalog())));
}

Recipe randomRecipe(std::mt19937& random)
{
    const auto below = [&](size_t n) { return size_t(random() % n); };
    const std::vector<std::string> stages{"train", "prune", "distill"};
    Recipe recipe = recipeWith({});
    const size_t count = 1 + below(5);
    for (size_t i = 0; i < count; ++i) {
        Node node{fmt::format("n{}", i), stages[below(3)], {}, {}};
        const auto from = [&] {
            return i == 0 || below(4) == 0 ? std::string(kSource) : fmt::format("n{}", below(i));
        };
        node.inputs["model"] = from();
        if (node.stage == "distill")
            node.inputs["teacher"] = from();
        if (node.stage == "train" && below(2))
            node.params["epochs"] = {int64_t(1), int64_t(2)};
        if (node.stage == "prune" && below(2))
            node.params["sparsity"] = {0.25, 0.5, 0.75};
        if (node.stage == "distill" && below(3) == 0)
            node.params["layers"] = {int64_t(2), int64_t(3)};
        recipe.nodes.push_back(std::move(node));
    }
    std::shuffle(recipe.nodes.begin(), recipe.nodes.end(),
                 random); // the order of the nodes means nothing
    return recipe;
}

} // namespace

class TestPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheUnionOfAllChoices()
    {
        std::mt19937 random(7);
        for (int trial = 0; trial < 150; ++trial) {
            const Recipe recipe = randomRecipe(random);
            const Plan plan = expand(recipe, smallCatalog());
            std::set<std::string> expected;
            uniteAllChoices(recipe, expected);
            QVERIFY2(allWork(plan) == expected, toJson(recipe).dump().c_str());
            QCOMPARE(plan.steps.size(), expected.size()); // equal work appears once
            for (size_t i = 0; i < plan.steps.size(); ++i)
                for (const auto& [port, from] : plan.steps[i].inputs)
                    QVERIFY(from < int(i)); // inputs come before their users
        }
    }

    void joinsPairByTheSameValue()
    {
        const Plan plan = expand(
            recipeWith(
                {{"tune", "train", {{"epochs", {int64_t(1), int64_t(2)}}}, {{"model", "source"}}},
                 {"prune", "prune", {{"sparsity", {0.3, 0.6}}}, {{"model", "tune"}}},
                 {"student", "distill", {}, {{"model", "prune"}, {"teacher", "tune"}}}}),
            smallCatalog());
        QCOMPARE(plan.byNode.at("tune").size(), size_t(2));
        QCOMPARE(plan.byNode.at("prune").size(), size_t(4));
        QCOMPARE(plan.byNode.at("student").size(), size_t(4)); // not 8
        for (const int student : plan.byNode.at("student")) {
            const Step& step = plan.steps[size_t(student)];
            QCOMPARE(plan.steps[size_t(step.inputs.at("model"))].inputs.at("model"),
                     step.inputs.at("teacher"));
        }
    }

    void equalWorkAppearsOnce()
    {
        const Plan plan =
            expand(recipeWith({{"a", "train", {}, {{"model", "source"}}},
                               {"b", "train", {{"epochs", {int64_t(3)}}}, {{"model", "source"}}},
                               {"c", "quantize.int8", {}, {{"model", "a"}}},
                               {"d", "quantize.int8", {}, {{"model", "b"}}}}),
                   smallCatalog());
        QCOMPARE(plan.steps.size(), size_t(2));
        QCOMPARE(plan.byNode.at("a"), plan.byNode.at("b"));
        QCOMPARE(plan.byNode.at("c"), plan.byNode.at("d"));
        QCOMPARE(plan.steps[1].node, std::string("c"));
    }

    void wholeNumbersServeAsNumbers()
    {
        const Plan plan = expand(
            recipeWith(
                {{"a", "train", {{"learningRate", {int64_t(1), 1.0}}}, {{"model", "source"}}}}),
            smallCatalog());
        QCOMPARE(plan.steps.size(), size_t(1));
        QCOMPARE(std::get<double>(plan.steps[0].params.at("learningRate")), 1.0);
        QCOMPARE(plan.steps[0].params.size(), size_t(3)); // complete
    }

    void labelsSayWhatDiffers()
    {
        const Plan plan =
            expand(recipeWith({{"t",
                                "train",
                                {{"early", {false}}, {"learningRate", {3e-5}}},
                                {{"model", "source"}}},
                               {"p", "prune", {{"sparsity", {0.5, 0.75}}}, {{"model", "t"}}},
                               {"q", "quantize.int8", {}, {{"model", "t"}}}}),
                   smallCatalog());
        std::set<std::string> labels;
        for (const Step& step : plan.steps)
            labels.insert(step.label);
        QCOMPARE(labels, (std::set<std::string>{"Fine-tune",
                                                "Heads and FFN · sparsity 0.5",
                                                "Heads and FFN · sparsity 0.75", "Int8"}));
    }

    void refusesTooManySteps()
    {
        std::vector<ParamValue> many;
        for (int64_t i = 1; i <= 101; ++i)
            many.push_back(i);
        std::vector<ParamValue> rates;
        for (int i = 1; i <= 100; ++i)
            rates.push_back(i / 1000.0);
        Recipe recipe = recipeWith(
            {{"t", "distill", {{"layers", many}}, {{"model", "source"}, {"teacher", "source"}}}});
        QCOMPARE(expand(recipe, smallCatalog()).steps.size(), size_t(101));
        recipe.nodes[0] = {"t",
                           "train",
                           {{"epochs", {many.begin(), many.end() - 1}},
                            {"learningRate", rates},
                            {"early", {true, false}}},
                           {{"model", "source"}}};
        QVERIFY_EXCEPTION_THROWN((void)expand(recipe, smallCatalog()), Error); // 20,000
        recipe.nodes[0].params.erase("early");
        QCOMPARE(expand(recipe, smallCatalog()).steps.size(), size_t(10'000));
    }

    void errorsNameNodeAndParameter()
    {
        try {
            (void)expand(recipeWith({{"p", "prune", {{"sparsity", {1.2}}}, {{"model", "source"}}}}),
                         smallCatalog());
            QFAIL("an invalid recipe was expanded");
        } catch (const Error& error) {
            QCOMPARE(
                std::string(error.what()),
                std::string("node 'p', sparsity: sparsity must be between 0 and 0.95, found 1.2"));
            QCOMPARE(error.kind(), ErrorKind::BadInput);
        }
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
