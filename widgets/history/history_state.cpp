#include "widgets/history/history_state.h"

#include "widgets/history/history_columns.h"

#include <QJsonArray>

namespace lathe::widgets {

HistoryState firstHistoryState()
{
    HistoryState state;
    state.columns = usualColumns();
    return state;
}

QJsonObject toJson(const HistoryState& state)
{
    QJsonArray columns;
    for (const std::string& key : state.columns)
        columns.append(QString::fromStdString(key));
    QJsonObject widths;
    for (const auto& [key, width] : state.widths)
        widths.insert(QString::fromStdString(key), width);
    return {{"columns", columns},
            {"widths", widths},
            {"sort", QString::fromStdString(state.sort)},
            {"descending", state.isDescending},
            {"flat", state.isFlat},
            {"onlyDifferences", state.onlyDifferences}};
}

HistoryState historyStateFrom(const QJsonObject& json)
{
    HistoryState state = firstHistoryState();
    if (json.value("columns").isArray()) {
        state.columns.clear();
        for (const auto& key : json.value("columns").toArray())
            if (key.isString() && !key.toString().isEmpty())
                state.columns.push_back(key.toString().toStdString());
    }
    const QJsonObject widths = json.value("widths").toObject();
    for (auto it = widths.begin(); it != widths.end(); ++it)
        if (it->toInt() >= 30 && it->toInt() <= 2000)
            state.widths[it.key().toStdString()] = it->toInt();
    state.sort = json.value("sort").toString().toStdString();
    state.isDescending = json.value("descending").toBool(true);
    state.isFlat = json.value("flat").toBool();
    state.onlyDifferences = json.value("onlyDifferences").toBool();
    return state;
}

} // namespace lathe::widgets
