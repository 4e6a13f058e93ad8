#include "widgets/data/check_notes.h"

#include "widgets/common/format.h"

#include <QCoreApplication>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("CheckNotes", text);
}

QString separatorName(char separator)
{
    return separator == 0      ? translated("JSON lines")
           : separator == ','  ? translated("commas")
           : separator == ';'  ? translated("semicolons")
           : separator == '\t' ? translated("tabs")
                               : translated("vertical bars");
}

struct Part {
    QString name;
    const std::filesystem::path& file;
    const data::FileCheck& check;
};

std::vector<Part> partsOf(const data::DataCheck& check, const data::DataSpec& spec)
{
    std::vector<Part> parts{{translated("Training"), spec.train, check.train}};
    if (!spec.validation.empty())
        parts.push_back({translated("Validation"), spec.validation, check.validation});
    if (!spec.test.empty())
        parts.push_back({translated("Test"), spec.test, check.test});
    return parts;
}

void noteFile(const Part& part, const data::DataSpec& spec, std::vector<Note>& bad,
              std::vector<Note>& good)
{
    const data::FileCheck& check = part.check;
    if (!check.problem.empty()) {
        bad.push_back({Tone::Bad, QString::fromStdString(check.problem)});
        return;
    }
    if (check.badRows > 0)
        bad.push_back({Tone::Bad, translated("%1: %2 rows cannot be read, the first in line %3: %4")
                                      .arg(part.name, formatCount(int64_t(check.badRows)))
                                      .arg(check.bad.front().line)
                                      .arg(QString::fromStdString(check.bad.front().message))});
    const bool hasText = std::find(check.columns.begin(), check.columns.end(), spec.textColumn) !=
                         check.columns.end();
    if (!hasText)
        bad.push_back({Tone::Bad, translated("%1 has no column “%2”; choose the text column")
                                      .arg(part.name, QString::fromStdString(spec.textColumn))});
    if (check.emptyTexts > 0 && hasText)
        good.push_back(
            {Tone::Warning, translated("%1: %2 texts are empty")
                                .arg(part.name, formatCount(int64_t(check.emptyTexts)))});
    good.push_back({Tone::Good, translated("%1: %2 rows, %3, UTF-8, %4")
                                    .arg(part.name, formatCount(int64_t(check.rows)),
                                         separatorName(check.separator),
                                         formatMegabytes(double(check.bytes)))});
}

} // namespace

std::vector<Note> notesOn(const data::DataCheck& check, const data::DataSpec& spec)
{
    std::vector<Note> bad, good;
    if (spec.train.empty())
        return {{Tone::Neutral, translated("Choose a training file to see its first rows.")}};
    for (const Part& part : partsOf(check, spec))
        noteFile(part, spec, bad, good);
    if (check.labelColumn.empty() && check.train.problem.empty())
        bad.push_back({Tone::Bad, translated("Training has no label column; choose it")});
    else if (check.labels.size() == 1)
        bad.push_back({Tone::Bad, translated("Training has only one label: %1")
                                      .arg(QString::fromStdString(check.labels.begin()->first))});
    else if (!check.labels.empty())
        good.push_back({Tone::Good, translated("%1 labels in “%2”, %3")
                                        .arg(check.labels.size())
                                        .arg(QString::fromStdString(check.labelColumn),
                                             check.kind == data::TaskKind::Multilabel
                                                 ? translated("any number for a text")
                                                 : translated("one for each text"))});
    if (check.train.withoutLabel > 0 && check.kind == data::TaskKind::Multiclass)
        bad.push_back({Tone::Bad, translated("%1 training rows have no label")
                                      .arg(formatCount(int64_t(check.train.withoutLabel)))});
    if (!check.unknown.empty() && !check.labelColumn.empty()) {
        const data::UnknownLabel& first = check.unknown.front();
        const bool isDropped = spec.dropUnknownLabels && check.kind == data::TaskKind::Multilabel;
        QString text =
            translated("Labels that training lacks: %1, of them “%2” in %3 rows")
                .arg(check.unknown.size())
                .arg(QString::fromStdString(first.name), formatCount(int64_t(first.rows)));
        if (isDropped)
            text += translated("; they are left out");
        else if (check.kind == data::TaskKind::Multilabel)
            text += translated("; correct them, or leave them out");
        else
            text += translated("; correct or remove these rows");
        if (!isDropped && !first.closest.empty())
            text += translated(". Was “%1” meant?").arg(QString::fromStdString(first.closest));
        (isDropped ? good : bad).push_back({isDropped ? Tone::Warning : Tone::Bad, text});
    }
    bad.insert(bad.end(), good.begin(), good.end());
    return bad;
}

QString detailsOf(const data::DataCheck& check, const data::DataSpec& spec)
{
    QStringList lines;
    for (const Part& part : partsOf(check, spec)) {
        for (const data::BadRow& row : part.check.bad)
            lines += translated("%1, line %2: %3")
                         .arg(toQString(part.file.filename()))
                         .arg(row.line)
                         .arg(QString::fromStdString(row.message));
        if (part.check.badRows > part.check.bad.size())
            lines += translated("… and %1 more").arg(part.check.badRows - part.check.bad.size());
    }
    for (const data::UnknownLabel& label : check.unknown)
        lines += translated("%1, line %2: label “%3” is not in training (%4 rows)")
                     .arg(toQString(label.file.filename()))
                     .arg(label.line)
                     .arg(QString::fromStdString(label.name), formatCount(int64_t(label.rows)));
    return lines.join('\n');
}

} // namespace lathe::widgets
