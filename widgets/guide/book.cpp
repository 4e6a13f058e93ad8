#include "widgets/guide/book.h"

#include "core/analysis/metric_info.h"
#include "widgets/guide/made_pages.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

static void initializeResources()
{
    Q_INIT_RESOURCE(guide);
}

namespace lathe::widgets {

namespace {

using Chapter = GuidePage::Chapter;

constexpr std::pair<const char*, Chapter> kWritten[] = {
    {"first-steps", Chapter::Begin},   {"workspaces", Chapter::Begin},       {"data", Chapter::Begin},
    {"pipeline", Chapter::Work},       {"running", Chapter::Work},           {"compare", Chapter::Work},
    {"try", Chapter::Work},            {"report", Chapter::Work},            {"history", Chapter::Work},
    {"export", Chapter::Work},
    {"choosing", Chapter::Understand}, {"numbers", Chapter::Understand},     {"glossary", Chapter::LookUp},
    {"command-line", Chapter::LookUp}, {"troubleshooting", Chapter::LookUp},
};

QString readPage(const QString& language, const QString& id)
{
    QFile file(QString(":/lathe/guide/%1/%2.md").arg(language, id));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString wordsOf(const QString& markdown)
{
    static const QRegularExpression picture(R"(!\[[^\]]*\]\([^)]*\))"), link(R"(\[([^\]]*)\]\([^)]*\))"),
        marks(R"([*`|#>\\]|^\s*[-:]+\s*$|-{3,})"), space(R"(\s+)");
    QString words = markdown.mid(markdown.indexOf('\n')); // the title is searched by itself
    words.remove(picture).replace(link, "\\1").replace(marks, " ").replace(space, " ");
    return words.trimmed();
}

QString excerptAround(const QString& words, qsizetype at)
{
    constexpr qsizetype kBefore = 20, kLength = 76;
    const qsizetype from = at <= kBefore ? 0 : words.indexOf(' ', at - kBefore) + 1;
    QString excerpt = words.mid(from, kLength);
    return from > 0 ? "… " + excerpt : excerpt;
}

} // namespace

QString chapterTitle(Chapter chapter)
{
    switch (chapter) {
    case Chapter::Begin:
        return QCoreApplication::translate("Guide", "Begin");
    case Chapter::Work:
        return QCoreApplication::translate("Guide", "Work");
    case Chapter::Understand:
        return QCoreApplication::translate("Guide", "Understand");
    case Chapter::LookUp:
        return QCoreApplication::translate("Guide", "Look up");
    }
    return {};
}

QStringList GuideBook::writtenIds()
{
    QStringList ids;
    for (const auto& [id, chapter] : kWritten)
        ids << id;
    return ids;
}

QStringList GuideBook::languages()
{
    return {"en", "de"};
}

GuideBook::GuideBook(const recipe::StageCatalog& stages, const std::vector<ShortcutGroup>& shortcuts,
                     const QString& language)
{
    initializeResources();
    for (const auto& [id, chapter] : kWritten) {
        QString text = readPage(language, id);
        if (text.isEmpty())
            text = readPage("en", id);
        add({.id = id, .chapter = chapter, .markdown = text});
        if (id != QString("numbers"))
            continue;
        add({.id = "methods", .chapter = Chapter::LookUp, .markdown = methodsPage(stages)});
        for (const recipe::StageInfo& stage : stages.all())
            add({.id = methodPageId(stage.id), .chapter = Chapter::LookUp, .parent = "methods",
                 .family = stage.family, .markdown = methodPage(stage)});
        add({.id = "metrics", .chapter = Chapter::LookUp, .markdown = metricsPage()});
        for (const analysis::MetricInfo& metric : analysis::allMetrics())
            add({.id = metricPageId(metric.key), .chapter = Chapter::LookUp, .parent = "metrics",
                 .markdown = metricPage(metric)});
        add({.id = "shortcuts", .chapter = Chapter::LookUp, .markdown = shortcutsPage(shortcuts)});
    }
}

// The title is the first line: "# Compare".
void GuideBook::add(GuidePage page)
{
    page.title = page.markdown.section('\n', 0, 0).mid(2).trimmed();
    page.words = wordsOf(page.markdown);
    m_pages.push_back(std::move(page));
}

const GuidePage* GuideBook::find(const QString& id) const
{
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&](const GuidePage& page) { return page.id == id; });
    return found == m_pages.end() ? nullptr : &*found;
}

std::vector<GuideBook::Hit> GuideBook::search(const QString& text) const
{
    const QStringList words = text.split(' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    std::vector<Hit> inTitle, inText;
    for (const GuidePage& page : m_pages) {
        const auto titled = [&](const QString& word) { return page.title.contains(word, Qt::CaseInsensitive); };
        const auto occurs = [&](const QString& word) { return titled(word) || page.words.contains(word, Qt::CaseInsensitive); };
        if (!std::all_of(words.begin(), words.end(), occurs))
            continue;
        const qsizetype at = std::max(qsizetype(0), page.words.indexOf(words.front(), 0, Qt::CaseInsensitive));
        const bool isTitled = std::any_of(words.begin(), words.end(), titled);
        (isTitled ? inTitle : inText).push_back({&page, excerptAround(page.words, at)});
    }
    inTitle.insert(inTitle.end(), inText.begin(), inText.end());
    return inTitle;
}

} // namespace lathe::widgets
