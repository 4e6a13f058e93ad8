#pragma once

#include "core/recipe/stage_info.h"

#include <QString>
#include <QUrl>

namespace lathe::widgets {

// What a user typed into a parameter's field.
struct ParsedValues {
    std::vector<recipe::ParamValue> values;
    QString problem; // why the text does not fit; the values are then empty
};

// Values are separated by commas, or by semicolons where a text may hold commas. With
// `several` false the text is one value.
[[nodiscard]] ParsedValues parseValues(const QString& text, const recipe::ParamSpec& spec,
                                       bool several = true);

// "0.3, 0.5, 0.7", "5e-05", "on"; parseValues reads it back.
[[nodiscard]] QString textOf(const std::vector<recipe::ParamValue>& values,
                             const recipe::ParamSpec& spec);
[[nodiscard]] QString textOf(const recipe::ParamValue& value);

// "0 to 20", "at least 1"; empty without limits.
[[nodiscard]] QString rangeText(const recipe::ParamSpec& spec);

// The parameter in a few words for a card: "sparsity 0.3, 0.5", "3 epochs", "whole heads".
[[nodiscard]] QString shortText(const std::vector<recipe::ParamValue>& values,
                                const recipe::ParamSpec& spec);

// Where a paper, as stages name it, can be found.
[[nodiscard]] QUrl paperUrl(const QString& paper);
// "18 s", "2 min 41 s", "1 h 04 min".
[[nodiscard]] QString durationText(double seconds);

} // namespace lathe::widgets
