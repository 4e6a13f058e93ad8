// What the program says and what resources/translations says of it, read from the source tree.
#include "core/base/files.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace lathe;

namespace {

const QString kSource = QStringLiteral(LATHE_SOURCE);
const QString kLiterals = "(?:\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*)+";

struct Message {
    QString context, source, state;
    QStringList forms; // one, or one for each number
    bool isNumerus = false;
};

std::vector<Message> messagesOf(const QString& path)
{
    QFile file(path);
    (void)file.open(QIODevice::ReadOnly); // an empty list fails in every test
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.push_back(
                {context, {}, {}, {}, xml.attributes().value("numerus") == QLatin1String("yes")});
        else if (xml.name() == QLatin1String("source"))
            messages.back().source = xml.readElementText();
        else if (xml.name() == QLatin1String("numerusform"))
            messages.back().forms << xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            messages.back().state = xml.attributes().value("type").toString();
            if (!messages.back().isNumerus)
                messages.back().forms << xml.readElementText();
        }
    }
    return messages;
}

QStringList found(const QString& pattern, const QString& text)
{
    QStringList all;
    for (auto each = QRegularExpression(pattern).globalMatch(text); each.hasNext();)
        all << each.next().captured();
    all.sort();
    return all;
}

// "a " "b\n" as the compiler reads it.
QString spelled(const QString& literals)
{
    static const QRegularExpression part(
        "\"((?:[^\"\\\\]|\\\\.)*)\""), code("\\\\u([0-9a-fA-F]{4})");
    QString text;
    for (auto each = part.globalMatch(literals); each.hasNext();)
        text += each.next().captured(1);
    for (auto match = code.match(text); match.hasMatch(); match = code.match(text))
        text.replace(match.capturedStart(), match.capturedLength(),
                     QChar(match.captured(1).toUShort(nullptr, 16)));
    return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
}

// The texts that stand behind `before` in all sources of a folder.
QSet<QString> textsOf(const QString& folder, const QString& before)
{
    const QRegularExpression said(before + "(" + kLiterals + ")");
    QSet<QString> texts;
    QDirIterator files(kSource + "/" + folder, {"*.cpp", "*.h"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString source = QString::fromStdString(readFile(files.next().toStdString()));
        for (auto each = said.globalMatch(source); each.hasNext();)
            texts.insert(spelled(each.next().captured(1)));
    }
    return texts;
}

} // namespace

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftUntranslated_data()
    {
        QTest::addColumn<QString>("path");
        for (const QFileInfo& file :
             QDir(kSource + "/resources/translations").entryInfoList({"*.ts"}))
            QTest::newRow(qPrintable(file.fileName())) << file.absoluteFilePath();
    }
    void nothingIsLeftUntranslated()
    {
        QFETCH(QString, path);
        const auto messages = messagesOf(path);
        QVERIFY(messages.size() > 1000);
        for (const Message& message : messages) {
            const QByteArray where = (message.context + ": " + message.source).toUtf8();
            QVERIFY2(message.state.isEmpty() && !message.forms.isEmpty() &&
                         !message.forms.contains(""),
                     where);
        }
    }

    void whatIsFilledInStays_data() { nothingIsLeftUntranslated_data(); }
    void whatIsFilledInStays()
    {
        QFETCH(QString, path);
        for (const Message& message : messagesOf(path))
            for (const QString& form : message.forms) {
                const QByteArray where =
                    (message.context + ": " + message.source + " / " + form).toUtf8();
                for (const QString& kept : {QString("%\\d"), QString("</?\\w+"), QString("\n")})
                    QVERIFY2(found(kept, form) == found(kept, message.source), where);
                QVERIFY2(form.startsWith(' ') == message.source.startsWith(' '), where);
                QVERIFY2(form.endsWith(' ') == message.source.endsWith(' '), where);
                QVERIFY2(form.endsWith(QChar(0x2026)) == message.source.endsWith(QChar(0x2026)),
                         where);
                QVERIFY2(form.contains('&') == message.source.contains('&'), where);
            }
    }

    void everyTextOfTheSourcesIsListed_data() { nothingIsLeftUntranslated_data(); }
    void everyTextOfTheSourcesIsListed()
    {
        QFETCH(QString, path);
        QSet<QString> listed;
        for (const Message& message : messagesOf(path))
            listed.insert(message.source);
        QSet<QString> said;
        for (const char* folder : {"widgets", "app/workbench"})
            for (const char* before : {"\\btr\\(\\s*", "\\btranslated\\(\\s*",
                                       "\\b(?:translate|QT_TRANSLATE_NOOP)\\(\\s*\"[^\"]*\",\\s*"})
                said.unite(textsOf(folder, before));
        for (const char* name : {"core", "helper", "message"}) {
            const QString file = kSource + "/resources/translations/" + name + "_texts.h";
            const QString source = QString::fromStdString(readFile(file.toStdString()));
            const QRegularExpression noop("QT_TRANSLATE_NOOP\\(\"[^\"]*\",\\s*(" + kLiterals + ")");
            for (auto each = noop.globalMatch(source); each.hasNext();)
                said.insert(spelled(each.next().captured(1)));
        }
        QVERIFY(said.size() > 1000);
        for (const QString& text : said)
            QVERIFY2(listed.contains(text),
                     qPrintable(text + ": run packaging/translations, then translate it"));
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
