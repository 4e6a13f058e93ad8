#include "widgets/pipeline/param_text.h"

#include "widgets/theme/said.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <QUrlQuery>

#include <cmath>
#include <optional>

namespace lathe::widgets {
namespace {

using recipe::ParamSpec;
using recipe::ParamType;
using recipe::ParamValue;

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("lathe::widgets::ParamText", text, nullptr, n);
}

QChar separator(const ParamSpec& spec)
{
    return spec.type == ParamType::Text ? ';' : ',';
}

bool isWord(const QString& text, const QString& word)
{
    return text.compare(word, Qt::CaseInsensitive) == 0;
}

std::optional<ParamValue> parseOne(const QString& text, const ParamSpec& spec)
{
    bool ok = false;
    switch (spec.type) {
    case ParamType::Boolean:
        if (isWord(text, tr("on")) || isWord(text, tr("off")))
            return isWord(text, tr("on"));
        for (const char* word : {"on", "true", "yes", "1"})
            if (isWord(text, word))
                return true;
        for (const char* word : {"off", "false", "no", "0"})
            if (isWord(text, word))
                return false;
        return {};
    case ParamType::Integer: {
        const qlonglong value = text.toLongLong(&ok);
        return ok ? std::optional<ParamValue>(int64_t(value)) : std::nullopt;
    }
    case ParamType::Number: {
        const double value = text.toDouble(&ok);
        return ok && std::isfinite(value) ? std::optional<ParamValue>(value) : std::nullopt;
    }
    case ParamType::Choice:
        for (const std::string& choice : spec.choices)
            if (isWord(text, said(choice)))
                return choice;
        return text.toStdString();
    case ParamType::Text:
        return text.toStdString();
    }
    return {};
}

QString wanted(ParamType type)
{
    switch (type) {
    case ParamType::Boolean:
        return tr("Type on or off");
    case ParamType::Integer:
        return tr("Type a whole number");
    default:
        return tr("Type a number, such as 0.5 or 3e-5");
    }
}

} // namespace

ParsedValues parseValues(const QString& text, const ParamSpec& spec, bool several)
{
    const QStringList parts = several ? text.split(separator(spec)) : QStringList{text};
    ParsedValues parsed;
    for (const QString& raw : parts) {
        const QString part = raw.trimmed();
        if (part.isEmpty() && (parts.size() > 1 || spec.type != ParamType::Text))
            return {{},
                    parts.size() > 1 ? tr("A value is missing beside a separator")
                                     : tr("A value is missing")};
        const auto value = parseOne(part, spec);
        if (!value)
            return {{}, tr("%1; found “%2”").arg(wanted(spec.type), part)};
        if (const std::string problem = spec.problemWith(*value); !problem.empty())
            return {{}, saidMessage(problem)};
        parsed.values.push_back(*value);
    }
    return parsed;
}

QString textOf(const ParamValue& value)
{
    if (const auto* number = std::get_if<double>(&value)) {
        const double size = std::abs(*number);
        const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
        QString text = QString::number(*number, plain ? 'f' : 'e', QLocale::FloatingPointShortest);
        return text.replace("e-0", "e-").replace("e+0", "e+");
    }
    if (const auto* number = std::get_if<int64_t>(&value))
        return QString::number(*number);
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag ? tr("on") : tr("off");
    return QString::fromStdString(std::get<std::string>(value));
}

QString textOf(const std::vector<ParamValue>& values, const ParamSpec& spec)
{
    QStringList parts;
    for (const auto& value : values) {
        const auto* choice =
            spec.type == ParamType::Choice ? std::get_if<std::string>(&value) : nullptr;
        parts << (choice ? said(*choice) : textOf(value));
    }
    return parts.join(QString(separator(spec)) + ' ');
}

QString rangeText(const ParamSpec& spec)
{
    // Another language's separators would not go with the decimal point that is typed here.
    const bool isGrouped = screenLocale().decimalPoint() == ".";
    const auto number = [&](double value) {
        return isGrouped && std::abs(value) >= 1e4 && value == std::floor(value) &&
                       std::abs(value) < 1e15
                   ? QLocale(QLocale::English).toString(qint64(value))
                   : textOf(ParamValue(value));
    };
    if (spec.minimum && spec.maximum)
        return tr("%1 to %2").arg(number(*spec.minimum), number(*spec.maximum));
    if (spec.minimum)
        return tr("at least %1").arg(number(*spec.minimum));
    if (spec.maximum)
        return tr("at most %1").arg(number(*spec.maximum));
    return {};
}

QString shortText(const std::vector<ParamValue>& values, const ParamSpec& spec)
{
    const QString title = midSentence(said(spec.title));
    const QString unit = said(spec.unit);
    if (spec.type == ParamType::Boolean && values.size() == 1)
        return std::get<bool>(values.front()) ? title : tr("no %1").arg(title);
    const QString text = textOf(values, spec);
    // "recovery epochs" in epochs: "2 recovery epochs", "1 recovery epoch"
    if (!unit.isEmpty() && (title == unit.toLower() || title.endsWith(' ' + unit.toLower()))) {
        const bool isOne = text == "1" && title.endsWith('s');
        return text + ' ' + (isOne ? title.chopped(1) : title);
    }
    return title + ' ' + text;
}

QUrl paperUrl(const QString& paper)
{
    QUrl url("https://scholar.google.com/scholar");
    QUrlQuery query;
    query.addQueryItem("q", paper.section(';', 0, 0).trimmed());
    url.setQuery(query);
    return url;
}

QString durationText(double seconds)
{
    if (!(seconds >= 0))
        return {};
    if (seconds < 9.95)
        return tr("%1 s").arg(saidNumber(seconds, 1));
    const qint64 whole = qint64(std::llround(std::min(seconds, 1e9)));
    if (whole < 60)
        return tr("%1 s").arg(whole);
    if (whole < 3600)
        return tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0'));
}

} // namespace lathe::widgets
