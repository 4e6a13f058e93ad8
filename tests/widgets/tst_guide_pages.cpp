#include "core/analysis/metric_info.h"
#include "core/engine/torch_engine.h"
#include "guide_links.h"
#include "widgets/guide/book.h"
#include "widgets/guide/made_pages.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace lathe;
using namespace lathe::widgets;

namespace {

QString textOf(const QString& language, const QString& id)
{
    QFile file(QString(LATHE_SOURCE "/resources/guide/pages/%1/%2.md").arg(language, id));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

// The pages with the stages that the program really has.
class TestGuidePages : public QObject {
    Q_OBJECT
private:
    const engine::TorchEngine m_engine{1};

    GuideBook book(const QString& language) const
    {
        return GuideBook(m_engine.stages(), {{"File", {{"Save recipe", "Ctrl+S"}}}}, language);
    }

private Q_SLOTS:
    void everyPageIsThereInEveryLanguage()
    {
        for (const QString& language : GuideBook::languages()) {
            const GuideBook guide = book(language);
            std::set<QString> titles;
            for (const QString& id : GuideBook::writtenIds()) {
                const QString text = textOf(language, id);
                QVERIFY2(text.startsWith("# ") && text.size() > 600, qPrintable(language + "/" + id));
                QVERIFY2(QFile::exists(QString(":/lathe/guide/%1/%2.md").arg(language, id)), "not in guide.qrc");
                QVERIFY(guide.find(id));
                QCOMPARE(guide.find(id)->markdown, text);
                titles.insert(guide.find(id)->title);
            }
            QCOMPARE(titles.size(), size_t(GuideBook::writtenIds().size()));
        }
        for (const QString& id : GuideBook::writtenIds())
            QVERIFY2(textOf("en", id) != textOf("de", id), qPrintable(id));
    }

    // A translation says the same: it has the headings, links and rows of tables of the English page.
    void translationsHaveTheSameShape()
    {
        for (const QString& id : GuideBook::writtenIds()) {
            if (id == "glossary") // sorted by the language's own words
                continue;
            const QString english = textOf("en", id), german = textOf("de", id);
            for (const char* mark : {"\n## ", "\n### ", "\n| "})
                QVERIFY2(english.count(mark) == german.count(mark),
                         qPrintable(QString("%1: %2 times %3").arg(id).arg(german.count(mark)).arg(mark)));
            QCOMPARE(linksOf(german, true), linksOf(english, true));
        }
    }

    void unknownLanguagesAreEnglish()
    {
        QCOMPARE(book("tlh").find("compare")->markdown, textOf("en", "compare"));
    }

    void everyLinkLeadsSomewhere()
    {
        for (const QString& language : GuideBook::languages()) {
            const GuideBook guide = book(language);
            int links = 0;
            for (const GuidePage& page : guide.pages()) {
                for (const QString& link : linksOf(page.markdown, false)) {
                    QVERIFY2(link.startsWith("lathe:"), qPrintable(page.id + ": " + link));
                    if (!link.startsWith("lathe:guide/"))
                        continue; // tst_guide asks the window
                    ++links;
                    QVERIFY2(guide.find(link.mid(12)), qPrintable(language + "/" + page.id + ": " + link));
                }
                for (QString picture : linksOf(page.markdown, true))
                    for (const char* mode : {"-light.png", "-dark.png"})
                        QVERIFY2(QFile::exists(":/lathe/guide/pictures/" + QString(picture).replace(".png", mode)),
                                 qPrintable(page.id + ": " + picture));
            }
            QVERIFY(links > 100);
        }
    }

    void everyMethodHasAPageOfAllItSays()
    {
        const GuideBook guide = book("en");
        for (const recipe::StageInfo& stage : m_engine.stages().all()) {
            const GuidePage* page = guide.find(methodPageId(stage.id));
            QVERIFY2(page, stage.id.c_str());
            QCOMPARE(page->title, QString::fromStdString(stage.title));
            QVERIFY(page->family == stage.family);
            const QString words = QString(page->markdown).remove('\\');
            QVERIFY2(words.contains(QString::fromStdString(stage.summary)), stage.id.c_str());
            for (const recipe::ParamSpec& param : stage.params)
                QVERIFY2(words.contains("| **" + QString::fromStdString(param.title) + "** |") &&
                             words.contains(QString::fromStdString(param.help)),
                         param.key.c_str());
        }
        const GuidePage* heads = guide.find("method/prune.structured");
        QVERIFY(heads->markdown.contains("| **Sparsity** | 0.5 | 0 to 0.95 fraction |"));
        QVERIFY(heads->markdown.contains("Molchanov"));
    }

    void everyMetricHasAPage()
    {
        const GuideBook guide = book("en");
        for (const analysis::MetricInfo& metric : analysis::allMetrics()) {
            const GuidePage* page = guide.find(metricPageId(metric.key));
            QVERIFY(page);
            QVERIFY(guide.find("metrics")->markdown.contains(metricPageId(metric.key)));
        }
        const QString ece = guide.find("metric/ece")->markdown;
        QVERIFY(ece.contains("| Better | lower |") && ece.contains("| Range | 0 to 1 |"));
        QVERIFY(guide.find("metric/latencyP50Ms")->markdown.contains("| Range | from 0 on |"));
    }

    void searchFinds()
    {
        const GuideBook guide = book("en");
        const auto first = [&](const QString& text) {
            const auto hits = guide.search(text);
            return hits.empty() ? QString() : hits.front().page->id;
        };
        QCOMPARE(first("vocabulary"), QString("method/prune.vocabulary")); // a title before texts
        QCOMPARE(first("significance holm"), QString("compare"));
        QCOMPARE(first("STORED widened"), QString("numbers"));
        QVERIFY(guide.search("xylophone").empty());
        QVERIFY(guide.search("  ").empty());
        QVERIFY(guide.search("bootstrap").front().excerpt.contains("bootstrap"));
        QVERIFY(guide.search("teacher").size() > guide.search("teacher averaged").size());
        QCOMPARE(book("de").search("Höchstlänge Startwert").empty(), false);
    }
};

QTEST_MAIN(TestGuidePages)
#include "tst_guide_pages.moc"
