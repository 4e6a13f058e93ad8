#include "core/data/file_check.h"

#include "core/base/task.h"
#include "core/data/labels.h"

#include <algorithm>
#include <fstream>

namespace lathe::data {

namespace fs = std::filesystem;

namespace {

bool isBlank(const Cell& cell)
{
    return cell.kind != Cell::Kind::List &&
           cell.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// The rows of a file with the columns that the spec names, and what there is to see of it.
struct Looked {
    FileCheck check;
    Table table;
    size_t label = 0; // cell of the label; 0: none
    std::string labelColumn;
};

Looked lookAt(const fs::path& file, const DataSpec& spec)
{
    Looked looked;
    if (file.empty())
        return looked;
    FileCheck& check = looked.check;
    try {
        std::vector<std::string> wanted{spec.textColumn};
        if (spec.labelColumn.empty())
            wanted.insert(wanted.end(), {"label", "labels"});
        else
            wanted.push_back(spec.labelColumn);
        std::error_code ignored; // a file that is not there fails when it is read
        check.bytes = fs::file_size(file, ignored);
        looked.table = readTable(file, wanted, &check.bad);
        for (size_t i = wanted.size() - 1; i > 0; --i)
            if (looked.table.has(wanted[i])) {
                looked.label = i;
                looked.labelColumn = wanted[i];
            }
        check.columns = looked.table.columns;
        check.separator = looked.table.separator;
        check.rows = looked.table.rows.size();
    } catch (const Error& error) { // shown beside the file, while the others are looked at
        check.problem = error.full();
    }
    std::stable_sort(check.bad.begin(), check.bad.end(),
                     [](const BadRow& a, const BadRow& b) { return a.line < b.line; });
    check.badRows = check.bad.size();
    check.bad.resize(std::min(check.bad.size(), kListedRows));
    return looked;
}

// The first lines of a file, whole ones.
std::string frontOf(const fs::path& file)
{
    constexpr std::streamsize kFront = 1 << 17;
    std::string front(size_t(kFront), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(front.data(), kFront);
    front.resize(size_t(in.gcount()));
    if (in.gcount() == kFront)
        front.resize(front.rfind('\n') + 1);
    if (front.starts_with("\xef\xbb\xbf"))
        front.erase(0, 3);
    return front;
}

// The first rows with every column.
void addPreview(FileCheck& check, const fs::path& file)
{
    if (!check.problem.empty() || check.columns.empty())
        return;
    std::vector<BadRow> bad;
    try {
        const std::string front = frontOf(file);
        check.preview =
            check.separator == 0
                ? readJsonLines(file, front, check.columns, &bad).rows
                : readDelimited(file, front, check.separator != '\t', check.columns, &bad).rows;
    } catch (const Error&) { // a long quoted text was cut in the middle
        check.preview = readTable(file, check.columns, &bad).rows;
    }
    check.preview.resize(std::min(check.preview.size(), kPreviewRows));
}

std::vector<std::string> namesOf(const Cell& cell, const DataCheck& check, const DataSpec& spec)
{
    const bool isList = cell.kind == Cell::Kind::List;
    const auto kind = isList ? TaskKind::Multilabel : check.kind;
    return labelNames(cell, kind, spec.labelSeparator.empty() ? "|" : spec.labelSeparator, "");
}

} // namespace

bool DataCheck::isUsable() const
{
    const auto fine = [](const FileCheck& file) {
        return file.problem.empty() && file.badRows == 0;
    };
    return train.rows > 0 && !labelColumn.empty() && fine(train) && fine(validation) && fine(test);
}

DataCheck checkData(const DataSpec& spec, const std::stop_token& stop)
{
    const Task task(stop);
    DataCheck check;
    Looked train = lookAt(spec.train, spec);
    task.checkpoint();
    check.labelColumn = train.labelColumn;
    const bool lists =
        std::any_of(train.table.rows.begin(), train.table.rows.end(), [&](const Row& row) {
            return row.cells[train.label].kind == Cell::Kind::List;
        });
    check.kind = spec.kind ? *spec.kind
                 : check.labelColumn == "labels" || (train.label > 0 && lists)
                     ? TaskKind::Multilabel
                     : TaskKind::Multiclass;
    std::map<std::string, UnknownLabel> unknown;
    const auto walk = [&](Looked& looked, const fs::path& file, bool isTraining) {
        for (const Row& row : looked.table.rows) {
            task.checkpoint();
            looked.check.emptyTexts += isBlank(row.cells[0]);
            if (looked.label == 0)
                continue;
            const auto names = namesOf(row.cells[looked.label], check, spec);
            looked.check.withoutLabel += names.empty();
            for (const std::string& name : names) {
                if (isTraining) {
                    ++check.labels[name];
                } else if (!check.labels.contains(name)) {
                    UnknownLabel& label = unknown[name];
                    if (label.rows++ == 0) {
                        label.name = name;
                        label.file = file;
                        label.line = row.line;
                    }
                }
            }
        }
    };
    walk(train, spec.train, true);
    check.train = std::move(train.check);
    addPreview(check.train, spec.train);
    for (const auto& [file, target] :
         {std::pair{&spec.validation, &check.validation}, {&spec.test, &check.test}}) {
        Looked looked = lookAt(*file, spec);
        walk(looked, *file, false);
        *target = std::move(looked.check);
        task.checkpoint();
    }
    std::vector<std::string> known;
    for (const auto& [name, rows] : check.labels)
        known.push_back(name);
    for (auto& [name, label] : unknown) {
        label.closest = closest(name, known);
        check.unknown.push_back(std::move(label));
    }
    std::stable_sort(check.unknown.begin(), check.unknown.end(),
                     [](const UnknownLabel& a, const UnknownLabel& b) { return a.rows > b.rows; });
    return check;
}

} // namespace lathe::data
