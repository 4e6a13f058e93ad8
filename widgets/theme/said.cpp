#include "widgets/theme/said.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace lathe::widgets {

QString said(const std::string& text)
{
    return text.empty() ? QString() : QCoreApplication::translate("core", text.c_str());
}

QLocale screenLocale()
{
    return QLocale(QCoreApplication::translate(
        "Language", "en", "The code of the language, for its numbers and dates"));
}

QString midSentence(const QString& title)
{
    return screenLocale().language() == QLocale::English ? title.toLower() : title;
}

QString saidFigure(QString text)
{
    static const QRegularExpression point("(?<=\\d)\\.(?=\\d)");
    const QString own = screenLocale().decimalPoint();
    return own == "." ? text : text.replace(point, own);
}

QString saidFigure(const std::string& text)
{
    return saidFigure(QString::fromStdString(text));
}

QString saidNumber(double value, int decimals)
{
    return saidFigure(QString::number(value, 'f', decimals));
}

} // namespace lathe::widgets
