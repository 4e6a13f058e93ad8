#include "widgets/try/batch_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/labels.h"
#include "core/data/table.h"
#include "core/text/utf8.h"
#include "widgets/common/format.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

BatchFile readLines(const std::filesystem::path& file)
{
    BatchFile batch{file, {}, {}};
    const std::string content = readFile(file);
    if (text::firstInvalidUtf8(content) != content.npos || content.find('\0') != content.npos)
        throw Error(ErrorKind::BadInput, fmt::format("{}: is no UTF-8 text", file.string()),
                    "Save the file as UTF-8");
    for (std::string_view rest = content; !rest.empty();) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != line.npos)
            batch.texts.emplace_back(line);
    }
    return batch;
}

} // namespace

BatchFile readBatch(const std::filesystem::path& file, data::DataSpec spec)
{
    BatchFile batch{file, {}, {}};
    if (toQString(file.extension()).toLower() == ".txt")
        batch = readLines(file);
    else {
        std::vector<std::string> wanted{spec.textColumn};
        if (spec.labelColumn.empty())
            wanted.insert(wanted.end(), {"label", "labels"});
        else
            wanted.push_back(spec.labelColumn);
        data::Table table = data::readTable(file, wanted);
        if (!table.has(spec.textColumn)) {
            if (table.columns.size() != 1)
                throw Error(ErrorKind::BadInput,
                            fmt::format("{}: no text column '{}'; found {}", file.string(),
                                        spec.textColumn, data::listed(table.columns)),
                            "Rename the column of the texts");
            wanted = {table.columns.front()};
            table = data::readTable(file, wanted);
        }
        size_t label = 0;
        for (size_t i = wanted.size() - 1; i > 0; --i)
            if (table.has(wanted[i]))
                label = i;
        const bool isMultilabel =
            spec.kind ? *spec.kind == data::TaskKind::Multilabel : wanted[label] == "labels";
        for (const data::Row& row : table.rows) {
            batch.texts.push_back(row.cells.front().text);
            if (label == 0)
                continue;
            const data::Cell& cell = row.cells[label];
            const auto kind = isMultilabel || cell.kind == data::Cell::Kind::List
                                  ? data::TaskKind::Multilabel
                                  : data::TaskKind::Multiclass;
            QStringList& names = batch.expected.emplace_back();
            for (const std::string& name :
                 data::labelNames(cell, kind, spec.labelSeparator, data::at(file, row.line)))
                names += QString::fromStdString(name);
            names.sort();
        }
    }
    if (batch.texts.empty())
        throw Error(ErrorKind::BadInput, fmt::format("{}: holds no text", file.string()),
                    "Choose a file with a text on each line, or with a column of texts");
    return batch;
}

} // namespace lathe::widgets
