#include "widgets/theme/said.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

#include "resources/translations/message_texts.h"

namespace lathe::widgets {

namespace {

const QRegularExpression& blank()
{
    static const QRegularExpression expression("%([1-9])");
    return expression;
}

struct Pattern {
    const char* text; // "the input '%1' is not connected"
    QRegularExpression found;
    qsizetype literal; // letters that are not filled in
};

Pattern patternOf(const char* text)
{
    const QStringList literals = QString::fromUtf8(text).split(blank());
    QStringList escaped;
    for (const QString& literal : literals)
        escaped << QRegularExpression::escape(literal);
    const auto options = QRegularExpression::DotMatchesEverythingOption;
    return {text, QRegularExpression("\\A" + escaped.join("(.*?)") + "\\z", options),
            literals.join("").size()};
}

// The most telling first.
const std::vector<Pattern>& patterns()
{
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> made;
        for (const char* text : messageTexts)
            made.push_back(patternOf(text));
        std::sort(made.begin(), made.end(),
                  [](const Pattern& a, const Pattern& b) { return a.literal > b.literal; });
        return made;
    }();
    return all;
}

QString filled(const QString& text, const QRegularExpressionMatch& parts)
{
    QString result;
    qsizetype end = 0;
    for (auto each = blank().globalMatch(text); each.hasNext();) {
        const QRegularExpressionMatch at = each.next();
        result += text.mid(end, at.capturedStart() - end);
        result += saidMessage(parts.captured(at.captured(1).toInt()).toStdString());
        end = at.capturedEnd();
    }
    return result + text.mid(end);
}

} // namespace

QString saidMessage(const std::string& text)
{
    if (text.empty() || screenLocale().language() == QLocale::English)
        return QString::fromStdString(text);
    const QString own = QString::fromStdString(text);
    for (const Pattern& pattern : patterns())
        if (const auto match = pattern.found.match(own); match.hasMatch())
            return filled(QCoreApplication::translate("core", pattern.text), match);
    return said(text);
}

} // namespace lathe::widgets
