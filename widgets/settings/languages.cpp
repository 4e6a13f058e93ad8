#include "widgets/settings/languages.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

static void initializeResources()
{
    Q_INIT_RESOURCE(translations);
}

namespace lathe::widgets {

const std::vector<Language>& knownLanguages()
{
    static const std::vector<Language> languages{{"en", "English"}, {"de", "Deutsch"}};
    return languages;
}

QString useLanguage(const QString& code, QCoreApplication& application)
{
    initializeResources();
    for (auto* old : application.findChildren<QTranslator*>("language")) {
        QCoreApplication::removeTranslator(old);
        delete old;
    }
    const QString wanted = code.isEmpty() ? QLocale::system().name().section('_', 0, 0) : code;
    const auto install = [&](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        translator->setObjectName("language");
        if (translator->load(name, folder) && QCoreApplication::installTranslator(translator))
            return true;
        delete translator;
        return false;
    };
    const bool isKnown = install("lathe_" + wanted, ":/lathe/translations");
    QLocale::setDefault(QLocale(isKnown ? wanted : "en")); // what spin boxes write
    if (!isKnown)
        return "en";
    install("qtbase_" + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath)); // Qt's own buttons
    return wanted;
}

QString languageInForce(const QCoreApplication& application)
{
    for (const auto* translator : application.findChildren<QTranslator*>("language"))
        if (const QString name = QFileInfo(translator->filePath()).baseName(); name.startsWith("lathe_"))
            return name.section('_', 1);
    return "en";
}

} // namespace lathe::widgets
