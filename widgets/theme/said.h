#pragma once

#include <QLocale>
#include <QString>

#include <string>

namespace lathe::widgets {

// A text of core in the language of the screen: titles, summaries and help of stages and
// parameters, names of metrics. Core is written in English; resources/translations/core_texts.h
// lists what it may say, for the translators' tools.
[[nodiscard]] QString said(const std::string& text);

// A message of core about a recipe, found by its wording in resources/translations/message_texts.h;
// as it is when it is not listed there.
[[nodiscard]] QString saidMessage(const std::string& text);

// A title as it stands inside a sentence: small in English, as it is where nouns keep their
// capitals.
[[nodiscard]] QString midSentence(const QString& title);

// Numbers and dates on screen are written as in the language of the screen. Not so what is typed or
// read by programs: values of parameters, searches, CSV and JSON keep the decimal point.
[[nodiscard]] QLocale screenLocale();
[[nodiscard]] QString saidNumber(double value,
                                 int decimals); // "0.92", in German "0,92"; not grouped
[[nodiscard]] QString saidFigure(QString text); // a figure with a point, "90.9 MB": "90,9 MB"
[[nodiscard]] QString saidFigure(const std::string& text);

} // namespace lathe::widgets
