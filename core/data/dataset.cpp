#include "core/data/dataset.h"

#include "core/base/sha256.h"
#include "core/data/labels.h"
#include "core/data/notes.h"
#include "core/data/stratify.h"
#include "core/data/table.h"

#include <algorithm>
#include <map>
#include <set>

namespace lathe::data {

namespace fs = std::filesystem;

namespace {

constexpr size_t kMostLabels = 10'000;

// A file with its text in cell 0 and its labels in cell `label`, which is -1 where it has none.
struct LabelledTable {
    fs::path file;
    Table table;
    int label = -1;
    std::string labelColumn;
};

Error noColumn(const LabelledTable& from, std::string_view what, const std::string& name)
{
    const std::string_view meant = closest(name, from.table.columns);
    return {ErrorKind::BadInput,
            fmt::format("{}: no {} column '{}'; found {}", from.file.string(), what, name,
                        listed(from.table.columns)),
            meant.empty()
                ? fmt::format(
                      "Choose the {} column among these; the first row must name the columns", what)
                : fmt::format("Did you mean '{}'?", meant)};
}

LabelledTable read(const fs::path& file, const DataSpec& spec, bool labelsRequired)
{
    if (!spec.labelColumn.empty() && spec.labelColumn == spec.textColumn)
        throw badInput("the column '{}' cannot be both text and label", spec.textColumn);
    std::vector<std::string> wanted{spec.textColumn};
    if (spec.labelColumn.empty())
        wanted.insert(wanted.end(), {"label", "labels"});
    else
        wanted.push_back(spec.labelColumn);

    LabelledTable from{file, readTable(file, wanted), -1, {}};
    if (!from.table.has(spec.textColumn))
        throw noColumn(from, "text", spec.textColumn);
    if (from.table.rows.empty())
        throw badInput("{}: has a header but no rows", file.string());
    for (size_t i = wanted.size() - 1; i > 0; --i)
        if (from.table.has(wanted[i]) && wanted[i] != spec.textColumn) {
            from.label = static_cast<int>(i);
            from.labelColumn = wanted[i];
        }
    if (from.label < 0 && labelsRequired)
        throw noColumn(from, "label", wanted[1]);
    for (const Row& row : from.table.rows) {
        const Cell& text = row.cells[0];
        if (text.kind != Cell::Kind::Text)
            throw badInput("{}: '{}' {}", at(file, row.line), spec.textColumn,
                           text.kind == Cell::Kind::Absent ? "is missing"
                                                           : "holds a list; wanted text");
    }
    return from;
}

TaskKind kindOf(const LabelledTable& train, const DataSpec& spec)
{
    if (spec.kind)
        return *spec.kind;
    const auto holdsList = [&](const Row& row) {
        return row.cells[size_t(train.label)].kind == Cell::Kind::List;
    };
    const bool lists = std::any_of(train.table.rows.begin(), train.table.rows.end(), holdsList);
    return train.labelColumn == "labels" || lists ? TaskKind::Multilabel : TaskKind::Multiclass;
}

LabelSet collectLabels(const LabelledTable& train, const DataSpec& spec)
{
    LabelSet labels{kindOf(train, spec), {}};
    std::set<std::string> names;
    for (const Row& row : train.table.rows)
        names.merge([&] {
            const auto found = labelNames(row.cells[size_t(train.label)], labels.kind,
                                          spec.labelSeparator, at(train.file, row.line));
            return std::set<std::string>(found.begin(), found.end());
        }());
    const size_t least = labels.kind == TaskKind::Multiclass ? 2 : 1;
    if (names.size() < least)
        throw Error(ErrorKind::BadInput,
                    fmt::format("{}: the column '{}' has {}; a {} data set needs at least {}",
                                train.file.string(), train.labelColumn,
                                names.empty() ? "no label"
                                              : fmt::format("only the label '{}'", *names.begin()),
                                toString(labels.kind), least),
                    "Check the label column");
    if (names.size() > kMostLabels)
        throw Error(
            ErrorKind::BadInput,
            fmt::format("{}: the column '{}' has {} different labels; at most {} are supported",
                        train.file.string(), train.labelColumn, names.size(), kMostLabels),
            "Check the label column");
    labels.names.assign(names.begin(), names.end());
    return labels;
}

Error unknownLabel(const std::string& place, const std::string& name, const LabelSet& labels,
                   std::string_view owner)
{
    const std::string_view meant = closest(name, labels.names);
    return {ErrorKind::BadInput,
            fmt::format("{}: {} is not among the {} labels of {}: {}", place, listed({name}),
                        labels.names.size(), owner, listed(labels.names, 5)),
            meant.empty()
                ? fmt::format("Correct it, remove the row, add rows with it to {}{}", owner,
                              labels.kind == TaskKind::Multilabel ? ", or drop unknown labels" : "")
                : fmt::format("Did you mean '{}'?", meant)};
}

// Gives up the table's texts. Labels that are left out are counted in `dropped`.
std::vector<Example> toExamples(LabelledTable from, const DataSpec& spec, const LabelSet& labels,
                                bool labelsRequired, std::string_view owner,
                                std::map<std::string, int>* dropped = nullptr)
{
    const LabelIndex index(labels);
    const bool drops = spec.dropUnknownLabels && labels.kind == TaskKind::Multilabel;
    std::vector<Example> rows;
    rows.reserve(from.table.rows.size());
    for (Row& row : from.table.rows) {
        Example& example = rows.emplace_back(Example{std::move(row.cells[0].text), {}});
        if (from.label < 0)
            continue;
        const std::string place = at(from.file, row.line);
        const auto names =
            labelNames(row.cells[size_t(from.label)], labels.kind, spec.labelSeparator, place);
        if (labelsRequired && names.empty() && labels.kind == TaskKind::Multiclass)
            throw Error(ErrorKind::BadInput, fmt::format("{}: the label is empty", place),
                        "Label the row or remove it");
        for (const std::string& name : names) {
            if (const auto label = index.find(name))
                example.labels.push_back(*label);
            else if (labelsRequired && !drops)
                throw unknownLabel(place, name, labels, owner);
            else if (dropped)
                ++(*dropped)[name];
        }
        if (example.labels.size() < names.size() && !drops)
            example.labels.clear();
        std::sort(example.labels.begin(), example.labels.end());
    }
    return rows;
}

void sampleSplits(DataSet& set, const DataSpec& spec, uint64_t seed)
{
    std::vector<std::pair<const char*, std::vector<Example>*>> parts;
    if (spec.validation.empty())
        parts.emplace_back("validation", &set.validation);
    if (spec.test.empty())
        parts.emplace_back("test", &set.test);
    if (parts.empty())
        return;
    if (!(spec.validationFraction > 0 && spec.validationFraction < 0.5))
        throw badInput(
            "the fraction of training rows to sample must lie between 0 and 0.5, found {}",
            spec.validationFraction);

    std::vector<Example> rows = std::move(set.train);
    set.train.clear();
    const std::vector<double> fractions(parts.size(), spec.validationFraction);
    const std::vector<int> part =
        stratify(rows, static_cast<int>(set.labels.names.size()), fractions, seed);
    for (size_t i = 0; i < rows.size(); ++i)
        (part[i] == 0 ? set.train : *parts[size_t(part[i] - 1)].second)
            .push_back(std::move(rows[i]));
    for (const auto& [name, split] : parts) {
        if (split->empty())
            throw Error(ErrorKind::BadInput,
                        fmt::format("{}: {} rows are too few to sample a {} split from",
                                    spec.train.string(), rows.size(), name),
                        fmt::format("Give a {} file or more rows", name));
        set.notes.push_back(fmt::format("{}: {} rows sampled from {}, stratified, seed {}", name,
                                        split->size(), spec.train.filename().string(), seed));
    }
}

std::string fingerprintOf(const DataSet& set)
{
    Sha256 hash;
    const auto number = [&](uint64_t value) {
        hash.update({reinterpret_cast<const char*>(&value), sizeof value});
    };
    const auto text = [&](std::string_view value) {
        number(value.size());
        hash.update(value);
    };
    text(toString(set.labels.kind));
    number(set.labels.names.size());
    for (const std::string& name : set.labels.names)
        text(name);
    for (const auto* split : {&set.train, &set.validation, &set.test}) {
        number(split->size());
        for (const Example& row : *split) {
            text(row.text);
            number(row.labels.size());
            for (const int label : row.labels)
                number(static_cast<uint64_t>(label));
        }
    }
    for (const std::string& unlabelled : set.unlabelled)
        text(unlabelled);
    return hash.finish();
}

void checkSeparator(const DataSpec& spec)
{
    if (spec.labelSeparator.empty())
        throw badInput("the separator between labels is empty");
}

} // namespace

DataSet readDataSet(const DataSpec& spec, uint64_t seed)
{
    checkSeparator(spec);
    if (spec.train.empty())
        throw Error(ErrorKind::BadInput, "no training file is given",
                    "Choose a .tsv, .csv or .jsonl file");
    DataSet set;
    LabelledTable train = read(spec.train, spec, true);
    set.labels = collectLabels(train, spec);
    const std::string owner = spec.train.filename().string();
    set.train = toExamples(std::move(train), spec, set.labels, true, owner);
    std::map<std::string, int> dropped;
    if (!spec.validation.empty())
        set.validation =
            toExamples(read(spec.validation, spec, true), spec, set.labels, true, owner, &dropped);
    if (!spec.test.empty())
        set.test =
            toExamples(read(spec.test, spec, true), spec, set.labels, true, owner, &dropped);
    if (!spec.unlabelled.empty())
        for (Example& row : toExamples(read(spec.unlabelled, spec, false), spec, set.labels, false, owner))
            set.unlabelled.push_back(std::move(row.text));
    sampleSplits(set, spec, seed);
    addNotes(set);
    for (const auto& [name, count] : dropped)
        set.notes.push_back(fmt::format("the label '{}' does not occur in {}; it was left out of {} other {}",
                                        name, owner, count, count == 1 ? "row" : "rows"));
    set.fingerprint = fingerprintOf(set);
    return set;
}

void adoptOrder(DataSet& set, const LabelSet& model)
{
    if (model.kind != set.labels.kind || model == set.labels ||
        !std::is_permutation(model.names.begin(), model.names.end(), set.labels.names.begin(), set.labels.names.end()))
        return;
    const LabelIndex index(model);
    for (auto* split : {&set.train, &set.validation, &set.test})
        for (Example& row : *split) {
            for (int& label : row.labels)
                label = *index.find(set.labels.names[size_t(label)]);
            std::sort(row.labels.begin(), row.labels.end());
        }
    set.labels = model;
    set.fingerprint = fingerprintOf(set);
}

std::vector<Example> readExamples(const fs::path& file, const DataSpec& spec,
                                  const LabelSet& labels, bool labelsRequired)
{
    checkSeparator(spec);
    return toExamples(read(file, spec, labelsRequired), spec, labels, labelsRequired, "the model");
}

} // namespace lathe::data
