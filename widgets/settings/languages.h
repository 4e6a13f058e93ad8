#pragma once

#include <QString>

#include <vector>

class QCoreApplication;

namespace lathe::widgets {

struct Language {
    QString code; // "de"
    QString name; // in itself: "Deutsch"
};

// English, in which the program is written, and those that have a translation.
[[nodiscard]] const std::vector<Language>& knownLanguages();

// Installs the translation of a language, or of the system's when the code is empty; English where there is none.
// Before the first widget. Returns the code of what is in force.
QString useLanguage(const QString& code, QCoreApplication& application);
// The code of what useLanguage installed; "en" before it.
[[nodiscard]] QString languageInForce(const QCoreApplication& application);

} // namespace lathe::widgets
