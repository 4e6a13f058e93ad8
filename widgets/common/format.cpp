#include "widgets/common/format.h"

#include "widgets/theme/said.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

namespace lathe::widgets {

namespace {

const QChar kMinus(0x2212);

QString translated(const char* text)
{
    return QCoreApplication::translate("Format", text);
}

} // namespace

QString toQString(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

std::filesystem::path toPath(const QString& path)
{
    return path.toStdString();
}

QString formatCount(int64_t count)
{
    return screenLocale().toString(qlonglong(count));
}

QString formatMillions(int64_t count)
{
    const double millions = double(count) / 1e6;
    if (millions >= 1000)
        return translated("%1 B").arg(saidNumber(millions / 1000, 2));
    return translated("%1 M").arg(saidNumber(millions, millions < 0.095 ? 2 : 1));
}

QString formatMegabytes(double bytes)
{
    const double megabytes = bytes / 1e6;
    if (megabytes >= 1000)
        return QString("%1 GB").arg(saidNumber(megabytes / 1000, 2));
    return QString("%1 MB").arg(saidNumber(megabytes, 1));
}

QString formatDuration(double seconds)
{
    if (seconds < 10)
        return translated("%1 s").arg(saidNumber(seconds, 1));
    const auto whole = qint64(std::llround(seconds));
    if (whole < 60)
        return translated("%1 s").arg(whole);
    if (whole < 3600)
        return translated("%1 min %2 s").arg(whole / 60).arg(whole % 60, 2, 10, QChar('0'));
    return translated("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QChar('0'));
}

QString formatRatio(double ratio)
{
    return QString("%1%2").arg(saidNumber(ratio, ratio < 9.95 ? 1 : 0)).arg(QChar(0x00d7));
}

QString formatPoints(double difference)
{
    const double points = std::round(difference * 1000) / 10;
    const QString sign = points < 0   ? QString(kMinus)
                         : points > 0 ? QString("+")
                                      : QString(QChar(0x00b1));
    return translated("%1%2 pt").arg(sign).arg(saidNumber(std::abs(points), 1));
}

double niceStep(double span)
{
    const double raw = span / 5;
    const double power = std::pow(10, std::floor(std::log10(raw)));
    const double digit = raw / power;
    return power * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
}

QString formatTime(const std::string& utc)
{
    const QString text = QString::fromStdString(utc);
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid()
               ? screenLocale().toString(time.toLocalTime(), translated("d MMM yyyy, HH:mm"))
               : text;
}

} // namespace lathe::widgets
