#include "widgets/compare/test_texts.h"

#include "core/base/error.h"

#include <QCoreApplication>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("TestTexts", text);
}

bool isSameData(const data::DataSet& data, const runner::Variant& variant,
                const std::vector<std::vector<int>>& truth)
{
    if (data.test.size() != truth.size())
        return false;
    const nlohmann::json kept = variant.details.value("data", nlohmann::json());
    if (kept.is_string())
        return kept == data.fingerprint;
    for (size_t i = 0; i < truth.size(); ++i)
        if (data.test[i].labels != truth[i])
            return false;
    return true;
}

} // namespace

TestTexts testTexts(const runner::Variant& variant, const std::vector<std::vector<int>>& truth,
                    const history::History& history)
{
    const recipe::Recipe recipe = history.recipe(variant.runId);
    data::DataSet data;
    try {
        data = data::readDataSet(recipe.data, recipe.seed);
    } catch (const Error& error) { // moved or deleted files leave the table without texts
        return {{},
                translated("The texts cannot be read: %1").arg(QString::fromUtf8(error.what()))};
    }
    // The model's order of labels, which the run adopted when its source already had them.
    if (!isSameData(data, variant, truth) && variant.facts.labels)
        data::adoptOrder(data, *variant.facts.labels);
    if (!isSameData(data, variant, truth))
        return {{},
                translated("The data files changed since this run, so its texts are not shown.")};
    TestTexts found;
    for (data::Example& row : data.test)
        found.texts.push_back(std::move(row.text));
    return found;
}

} // namespace lathe::widgets
