#pragma once

#include <QString>

#include <string>

namespace lathe::widgets {

// A text of core in the language of the screen: titles, summaries and help of stages and parameters, names of metrics.
// Core is written in English; resources/translations/core_texts.h lists what it may say, for the translators' tools.
[[nodiscard]] QString said(const std::string& text);

} // namespace lathe::widgets
