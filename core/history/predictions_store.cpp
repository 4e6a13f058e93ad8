#include "core/history/predictions_store.h"

#include "core/base/error.h"

#include <bit>
#include <cstring>
#include <SQLiteCpp/SQLiteCpp.h>

namespace lathe::history {

static_assert(std::endian::native == std::endian::little, "BLOBs are little-endian");

namespace {

using analysis::Predictions;

std::vector<int32_t> packTruth(const Predictions& predictions)
{
    std::vector<int32_t> packed;
    for (const auto& labels : predictions.truth) {
        packed.push_back(static_cast<int32_t>(labels.size()));
        packed.insert(packed.end(), labels.begin(), labels.end());
    }
    return packed;
}

template <class T>
std::vector<T> unpack(const SQLite::Column& column)
{
    std::vector<T> values(static_cast<size_t>(column.getBytes()) / sizeof(T));
    if (!values.empty())
        std::memcpy(values.data(), column.getBlob(), values.size() * sizeof(T));
    return values;
}

[[noreturn]] void throwDamaged(std::string_view variantId)
{
    throw Error(ErrorKind::BadInput,
                fmt::format("the predictions of variant {} are damaged", variantId),
                "Run its recipe again");
}

std::vector<std::vector<int>> unpackTruth(const std::vector<int32_t>& packed, size_t rows,
                                          int classes, std::string_view variantId)
{
    std::vector<std::vector<int>> truth;
    size_t at = 0;
    while (at < packed.size()) {
        const int32_t count = packed[at++];
        if (count < 0 || static_cast<size_t>(count) > packed.size() - at)
            throwDamaged(variantId);
        auto& labels = truth.emplace_back(packed.begin() + static_cast<std::ptrdiff_t>(at),
                                          packed.begin() + static_cast<std::ptrdiff_t>(at) + count);
        for (const int label : labels)
            if (label < 0 || label >= classes)
                throwDamaged(variantId);
        at += static_cast<size_t>(count);
    }
    if (truth.size() != rows)
        throwDamaged(variantId);
    return truth;
}

void storeSplit(SQLite::Database& database, std::string_view variantId, const char* split,
                const Predictions& predictions, const std::vector<double>& thresholds)
{
    if (predictions.rows() == 0)
        return; // what another runtime answered has no validation
    SQLite::Statement insert(database,
                             "INSERT INTO predictions"
                             "(variant_id, split, kind, classes, rows, logits, truth, thresholds)"
                             " VALUES(?, ?, ?, ?, ?, ?, ?, ?)"
                             " ON CONFLICT(variant_id, split) DO UPDATE SET kind = excluded.kind,"
                             " classes = excluded.classes, rows = excluded.rows, logits = excluded.logits,"
                             " truth = excluded.truth, thresholds = excluded.thresholds"
                             " WHERE logits IS NOT excluded.logits OR truth IS NOT excluded.truth"
                             " OR thresholds IS NOT excluded.thresholds");
    const std::vector<int32_t> truth = packTruth(predictions);
    insert.bind(1, std::string(variantId));
    insert.bind(2, split);
    insert.bind(3, std::string(toString(predictions.kind)));
    insert.bind(4, predictions.classes);
    insert.bind(5, static_cast<int64_t>(predictions.rows()));
    insert.bindNoCopy(6, predictions.logits.data(),
                      static_cast<int>(predictions.logits.size() * sizeof(float)));
    insert.bindNoCopy(7, truth.data(), static_cast<int>(truth.size() * sizeof(int32_t)));
    insert.bind(8, nlohmann::json(thresholds).dump());
    insert.exec();
}

Predictions readSplit(SQLite::Statement& row, std::string_view variantId)
{
    Predictions predictions;
    predictions.kind = row.getColumn("kind").getString() == toString(data::TaskKind::Multilabel)
                           ? data::TaskKind::Multilabel
                           : data::TaskKind::Multiclass;
    predictions.classes = row.getColumn("classes").getInt();
    const auto rows = static_cast<size_t>(row.getColumn("rows").getInt64());
    predictions.logits = unpack<float>(row.getColumn("logits"));
    predictions.truth =
        unpackTruth(unpack<int32_t>(row.getColumn("truth")), rows, predictions.classes, variantId);
    if (predictions.classes < 0 ||
        predictions.logits.size() != rows * static_cast<size_t>(predictions.classes))
        throwDamaged(variantId);
    return predictions;
}

} // namespace

void storeEvaluation(SQLite::Database& database, std::string_view variantId,
                     const runner::Evaluation& evaluation)
{
    storeSplit(database, variantId, "validation", evaluation.validation, {});
    storeSplit(database, variantId, "test", evaluation.test, evaluation.thresholds);
}

std::shared_ptr<const runner::Evaluation> loadEvaluation(SQLite::Database& database,
                                                         std::string_view variantId)
{
    SQLite::Statement query(database, "SELECT split, kind, classes, rows, logits, truth, thresholds"
                                      " FROM predictions WHERE variant_id = ?");
    query.bind(1, std::string(variantId));
    std::shared_ptr<runner::Evaluation> evaluation;
    while (query.executeStep()) {
        if (!evaluation)
            evaluation = std::make_shared<runner::Evaluation>();
        if (query.getColumn("split").getString() == "test") {
            evaluation->test = readSplit(query, variantId);
            const std::string thresholds = query.getColumn("thresholds").getString();
            evaluation->thresholds = nlohmann::json::parse(thresholds).get<std::vector<double>>();
        } else {
            evaluation->validation = readSplit(query, variantId);
        }
    }
    return evaluation;
}

} // namespace lathe::history
