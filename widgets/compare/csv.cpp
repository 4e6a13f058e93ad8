#include "widgets/compare/csv.h"

#include <cmath>

namespace lathe::widgets {

QByteArray csvLine(const QStringList& cells)
{
    QStringList quoted;
    for (QString cell : cells) {
        if (cell.contains(',') || cell.contains('"') || cell.contains('\n') || cell.contains('\r'))
            cell = '"' + cell.replace("\"", "\"\"") + '"';
        quoted += cell;
    }
    return quoted.join(',').toUtf8() + "\r\n";
}

QString csvNumber(std::optional<double> value)
{
    return value && std::isfinite(*value) ? QString::number(*value, 'g', 8) : QString();
}

} // namespace lathe::widgets
