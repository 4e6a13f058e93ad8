#include "widgets/history/search_query.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

using Op = SearchTerm::Op;

QString translated(const char* text)
{
    return QCoreApplication::translate("History", text);
}

// Short names beside the keys of the columns.
const QHash<QString, QString>& aliases()
{
    static const QHash<QString, QString> all{
        {"acc", "accuracy"},           {"f1", "macroF1"},        {"size", "sizeBytes"},
        {"latency", "latencyP50Ms"},   {"p50", "latencyP50Ms"},  {"p95", "latencyP95Ms"},
        {"memory", "peakMemoryBytes"}, {"params", "parameters"}, {"dataset", "data"},
        {"date", "started"},           {"warnings", "warning"},  {"run", "recipe"}};
    return all;
}

// Words with what is in quotes kept together: `note:"two words" -old`.
QStringList split(const QString& text)
{
    QStringList parts;
    QString part;
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == '"') {
            isQuoted = !isQuoted;
        } else if (c.isSpace() && !isQuoted) {
            if (!part.isEmpty())
                parts += std::exchange(part, {});
        } else {
            part += c;
        }
    }
    if (!part.isEmpty())
        parts += part;
    return parts;
}

// "30MB" in bytes, "1.5s" in ms or s, "87%" as a fraction; absent when it is no number.
std::optional<double> numberOf(const QString& text, const HistoryColumn& column)
{
    static const QRegularExpression pattern(
        R"(^([-+]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?)\s*(%|[a-z]*)$)",
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2).toLower();
    if (unit.isEmpty())
        return number;
    const bool isMs = column.metric && column.metric->unit == "ms";
    static const QHash<QString, double> factors{{"%", 0.01}, {"k", 1e3}, {"kb", 1e3}, {"m", 1e6},
                                                {"mb", 1e6}, {"g", 1e9}, {"gb", 1e9}, {"b", 1}};
    static const QHash<QString, double> seconds{{"ms", 1e-3}, {"s", 1}, {"min", 60}, {"h", 3600}};
    if (const auto found = seconds.find(unit); found != seconds.end())
        return number * *found * (isMs ? 1000 : 1);
    if (const auto found = factors.find(unit); found != factors.end())
        return number * *found;
    return {};
}

const HistoryColumn* columnNamed(const QString& name, const std::vector<HistoryColumn>& columns)
{
    const QString key = aliases().value(name.toLower(), name);
    for (const QString& prefix : {QString(), QString("param."), QString("env.")})
        for (const HistoryColumn& column : columns)
            if ((prefix + key).compare(QString::fromStdString(column.key), Qt::CaseInsensitive) ==
                0)
                return &column;
    return nullptr;
}

std::optional<SearchTerm> conditionOf(const QString& part, const QRegularExpressionMatch& match,
                                      const std::vector<HistoryColumn>& columns,
                                      QStringList& problems)
{
    static const QHash<QString, Op> ops{{":", Op::Is},         {"<", Op::Less},
                                        {"<=", Op::LessEqual}, {"=", Op::Equal},
                                        {">", Op::Greater},    {">=", Op::GreaterEqual}};
    SearchTerm term;
    const QString name = match.captured(1).toLower();
    term.op = ops.value(match.captured(2));
    term.text = match.captured(3).toLower();
    if (term.text.isEmpty()) {
        problems += translated("%1 waits for a value.").arg(part);
        return {};
    }
    if (name == "is" || name == "tag") {
        term.key = name;
        if (name == "is" && term.text != "starred") {
            problems += translated("Of \"is:\" only is:starred is known.");
            return {};
        }
        return term;
    }
    const HistoryColumn* column = columnNamed(name, columns);
    if (!column) {
        problems += translated("Nothing here is called %1.").arg(match.captured(1));
        return {};
    }
    term.key = QString::fromStdString(column->key);
    if (column->isNumber) {
        const auto number = numberOf(term.text, *column);
        if (!number) {
            problems += translated("%1 is not a number.").arg(match.captured(3));
            return {};
        }
        term.number = *number;
        term.hasNumber = true;
        if (term.op == Op::Is)
            term.op = Op::Equal;
    }
    return term;
}

template <class T>
bool compares(Op op, const T& is, const T& wanted)
{
    switch (op) {
    case Op::Less:
        return is < wanted;
    case Op::LessEqual:
        return is <= wanted;
    case Op::Greater:
        return is > wanted;
    case Op::GreaterEqual:
        return is >= wanted;
    default:
        return is == wanted;
    }
}

bool hasTag(const history::Mark* mark, const QString& tag)
{
    return mark && std::any_of(mark->tags.begin(), mark->tags.end(), [&](const std::string& own) {
               return QString::fromStdString(own).compare(tag, Qt::CaseInsensitive) == 0;
           });
}

bool isInMark(const history::Mark* mark, const QString& word)
{
    if (!mark)
        return false;
    QString all = QString::fromStdString(mark->note);
    for (const std::string& tag : mark->tags)
        all += "\n" + QString::fromStdString(tag);
    return all.contains(word, Qt::CaseInsensitive);
}

bool meets(const SearchTerm& term, const HistoryRows& rows, const HistoryNotes& notes, size_t item)
{
    const RowId row = rows.items[item];
    const history::Mark* ofRun = notes.marks.empty() ? nullptr : notes.mark(rows.run(row).id);
    const history::Mark* own =
        notes.marks.empty() || row.isRun() ? nullptr : notes.mark(rows.variant(row)->id);
    if (term.op == Op::Word)
        return rows.words[item].contains(term.text) || isInMark(ofRun, term.text) ||
               isInMark(own, term.text);
    if (term.key == "is")
        return (ofRun && ofRun->isStarred) || (own && own->isStarred);
    if (term.key == "tag")
        return hasTag(ofRun, term.text) || hasTag(own, term.text);
    if (term.key == "tags" || term.key == "note")
        return isInMark(ofRun, term.text) || isInMark(own, term.text);
    const HistoryColumn& column = rows.columns[size_t(rows.columnOf(term.key.toStdString()))];
    if (term.hasNumber) {
        const double value = cellNumber(rows, row, column);
        return !std::isnan(value) &&
               (term.op != Op::Equal
                    ? compares(term.op, value, term.number)
                    : std::abs(value - term.number) <= 1e-9 * std::max(1.0, std::abs(value)));
    }
    if (term.key == "started" && term.op != Op::Is) { // "2026-11-20" of "2026-11-20T10:00:00Z"
        const QString started = QString::fromStdString(rows.run(row).started).toLower();
        return compares(term.op, started.left(term.text.size()), term.text);
    }
    const QString text = cellText(rows, notes, row, column).toLower();
    return term.op == Op::Is ? text.contains(term.text) : compares(term.op, text, term.text);
}

} // namespace

SearchQuery parseSearch(const QString& text, const std::vector<HistoryColumn>& columns)
{
    static const QRegularExpression condition(R"(^([A-Za-z][\w.]*)(:|<=|>=|<|>|=)(.*)$)");
    SearchQuery query;
    for (QString part : split(text)) {
        const bool isNegated = part.size() > 1 && part.startsWith('-');
        if (isNegated)
            part.remove(0, 1);
        std::optional<SearchTerm> term;
        if (const auto match = condition.match(part); match.hasMatch())
            term = conditionOf(part, match, columns, query.problems);
        else
            term = SearchTerm{Op::Word, false, {}, part.toLower(), 0, false};
        if (!term)
            continue;
        term->isNegated = isNegated;
        query.terms.push_back(*term);
    }
    return query;
}

bool matches(const SearchQuery& query, const HistoryRows& rows, const HistoryNotes& notes,
             size_t item)
{
    return std::all_of(query.terms.begin(), query.terms.end(), [&](const SearchTerm& term) {
        return meets(term, rows, notes, item) != term.isNegated;
    });
}

QStringList searchWords(const std::vector<HistoryColumn>& columns)
{
    QStringList words{"tag:", "is:starred", "acc>", "f1>", "size<", "latency<", "p95<"};
    for (const HistoryColumn& column : columns)
        if (column.kind != HistoryColumn::Kind::Name)
            words += QString::fromStdString(column.key) +
                     (!column.isNumber                                                    ? ":"
                      : column.metric && column.metric->better == analysis::Better::Lower ? "<"
                                                                                          : ">");
    return words;
}

} // namespace lathe::widgets
