#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace lathe::widgets {

// One line of CSV, RFC 4180.
[[nodiscard]] QByteArray csvLine(const QStringList& cells);
// Empty where it is absent.
[[nodiscard]] QString csvNumber(std::optional<double> value);

} // namespace lathe::widgets
