#pragma once

#include <QRegularExpression>
#include <QStringList>

// What the links of a page lead to: "lathe:guide/compare"; and its pictures: "compare.png".
inline QStringList linksOf(const QString& markdown, bool pictures)
{
    static const QRegularExpression link(R"((!?)\[[^\]]*\]\(([^)]+)\))");
    QStringList found;
    for (auto it = link.globalMatch(markdown); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.captured(1).isEmpty() != pictures)
            found << match.captured(2);
    }
    return found;
}
