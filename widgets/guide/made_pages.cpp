#include "widgets/guide/made_pages.h"

#include "core/recipe/value_text.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace lathe::widgets {

namespace {

using analysis::MetricGroup;
using analysis::MetricInfo;

struct Say {
    Q_DECLARE_TR_FUNCTIONS(Guide)
};

// As plain text: nothing in it is a mark of Markdown.
QString plain(QString text)
{
    static const QRegularExpression marks(R"(([\\`*_\[\]<>|#~]))");
    return text.replace(marks, "\\\\1").replace('\n', ' ');
}

QString plainSaid(const std::string& text)
{
    return plain(said(text));
}

QString cells(const QStringList& texts)
{
    return "| " + texts.join(" | ") + " |\n";
}

QString tableHead(const QStringList& titles)
{
    return cells(titles) + "|" + QString(" --- |").repeated(titles.size()) + "\n";
}

QString linkTo(const QString& title, const QString& page)
{
    return QString("[%1](lathe:guide/%2)").arg(plain(title), page);
}

QString valueText(const recipe::ParamValue& value)
{
    const QString text = said(recipe::toText(value));
    return text.isEmpty() ? Say::tr("none") : plain(text);
}

QString rangeText(const recipe::ParamSpec& spec)
{
    const auto number = [](double value) { return QString::number(value, 'g', 12); };
    QString range;
    switch (spec.type) {
    case recipe::ParamType::Boolean:
        return Say::tr("on or off");
    case recipe::ParamType::Choice: {
        QStringList choices;
        for (const std::string& choice : spec.choices)
            choices << plainSaid(choice);
        return choices.join(", ");
    }
    case recipe::ParamType::Text:
        return Say::tr("text");
    case recipe::ParamType::Integer:
    case recipe::ParamType::Number:
        if (spec.minimum && spec.maximum)
            range = Say::tr("%1 to %2").arg(number(*spec.minimum), number(*spec.maximum));
        else if (spec.minimum)
            range = Say::tr("at least %1").arg(number(*spec.minimum));
        else if (spec.maximum)
            range = Say::tr("at most %1").arg(number(*spec.maximum));
        break;
    }
    return spec.unit.empty() ? range : QString("%1 %2").arg(range, plainSaid(spec.unit)).trimmed();
}

QString kindText(recipe::PortKind kind)
{
    return kind == recipe::PortKind::Model ? Say::tr("a model, which is changed") : Say::tr("a teacher, which is only asked");
}

QString groupTitle(MetricGroup group)
{
    switch (group) {
    case MetricGroup::Quality:
        return Say::tr("Quality");
    case MetricGroup::Ranking:
        return Say::tr("Ranking");
    case MetricGroup::Calibration:
        return Say::tr("Calibration");
    case MetricGroup::Agreement:
        return Say::tr("Agreement with the original");
    case MetricGroup::Size:
        return Say::tr("Size");
    case MetricGroup::Speed:
        return Say::tr("Speed");
    }
    return {};
}

// What holds for every figure of a group, beside the meaning of the one.
QString groupText(MetricGroup group)
{
    switch (group) {
    case MetricGroup::Quality:
    case MetricGroup::Ranking:
    case MetricGroup::Calibration:
        return Say::tr("Computed from the model's answers to the test split. The answers are kept with every variant, so "
                          "figures that a later version adds also work for old runs.");
    case MetricGroup::Agreement:
        return Say::tr("Computed from the answers of both models to the test split; it needs no correct labels.");
    case MetricGroup::Size:
        return Say::tr("Counted on the model as it is saved and used, without anything that a format does not store.");
    case MetricGroup::Speed:
        return Say::tr("Measured for all variants of a run beside the original, in turns, in one session on the CPU, with "
                          "texts of the test split; tokenizing and opening are not counted.");
    }
    return {};
}

} // namespace

QString methodPageId(std::string_view stage)
{
    return "method/" + QString::fromUtf8(stage.data(), qsizetype(stage.size()));
}

QString metricPageId(std::string_view metric)
{
    return "metric/" + QString::fromUtf8(metric.data(), qsizetype(metric.size()));
}

QString methodPage(const recipe::StageInfo& stage)
{
    QString page = "# " + plainSaid(stage.title) + "\n\n" + plainSaid(stage.summary) + "\n\n";
    page += "**" + Say::tr("Family") + ":** " + plain(familyTitle(stage.family)) + " · **" + Say::tr("In recipes") +
            ":** `" + QString::fromStdString(stage.id) + "`\n\n";
    if (stage.takesPacked)
        page += Say::tr("It also takes models whose weights are integers already.") + "\n\n";
    if (stage.givesFloat)
        page += Say::tr("What it makes can still be trained.") + "\n\n";
    if (!stage.params.empty()) {
        page += "## " + Say::tr("Parameters") + "\n\n" +
                tableHead({Say::tr("parameter"), Say::tr("usually"), Say::tr("possible"), Say::tr("what it does")});
        for (const recipe::ParamSpec& spec : stage.params)
            page += cells({"**" + plainSaid(spec.title) + "**", valueText(spec.fallback), rangeText(spec), plainSaid(spec.help)});
        page += "\n" + Say::tr("Several values with commas between them make a variant of each.") + " " +
                linkTo(Say::tr("More about pipelines"), "pipeline") + "\n\n";
    }
    page += "## " + Say::tr("Inputs") + "\n\n";
    for (const recipe::PortSpec& port : stage.inputs)
        page += "- **" + plainSaid(port.name) + "**: " + kindText(port.kind) +
                (port.required ? QString() : Say::tr("; may stay unwired")) + ". " + plainSaid(port.help) + "\n";
    if (!stage.paper.empty())
        page += "\n## " + Say::tr("Where it comes from") + "\n\n" + plain(QString::fromStdString(stage.paper)) + "\n";
    return page + "\n" + linkTo(Say::tr("Choosing methods: what was measured"), "choosing") + "\n";
}

QString methodsPage(const recipe::StageCatalog& stages)
{
    QString page = "# " + Say::tr("Methods") + "\n\n" +
                   Say::tr("Every stage that a recipe can hold, by family. What they gained and cost where we measured them "
                              "is in the page") +
                   " " + linkTo(Say::tr("Choosing methods"), "choosing") + ".\n";
    for (const recipe::StageFamily family : recipe::kStageFamilies) {
        QString rows;
        for (const recipe::StageInfo& stage : stages.all())
            if (stage.family == family)
                rows += cells({linkTo(said(stage.title), methodPageId(stage.id)), plainSaid(stage.summary)});
        if (!rows.isEmpty())
            page += "\n## " + plain(familyTitle(family)) + "\n\n" +
                    tableHead({Say::tr("method"), Say::tr("what it does")}) + rows;
    }
    return page;
}

QString metricPage(const MetricInfo& metric)
{
    QString page = "# " + plainSaid(std::string(metric.title)) + "\n\n" + plainSaid(std::string(metric.meaning)) + ".\n\n" +
                   tableHead({Say::tr("fact"), ""});
    page += cells({Say::tr("Better"), metric.better == analysis::Better::Higher ? Say::tr("higher") : Say::tr("lower")});
    page += cells({Say::tr("Range"), std::isinf(metric.high)
                                            ? Say::tr("from %1 on").arg(metric.low)
                                            : Say::tr("%1 to %2").arg(QString::number(metric.low), QString::number(metric.high))});
    if (!metric.unit.empty())
        page += cells({Say::tr("Unit"), plainSaid(std::string(metric.unit))});
    page += cells({Say::tr("Kind"), groupTitle(metric.group)});
    if (metric.task)
        page += cells({Say::tr("For"), *metric.task == data::TaskKind::Multiclass ? Say::tr("texts with one label")
                                                                                       : Say::tr("texts with several labels")});
    page += cells({Say::tr("In JSON and searches"), "`" + QString::fromUtf8(metric.key.data(), qsizetype(metric.key.size())) + "`"});
    return page + "\n" + groupText(metric.group) + "\n\n" + linkTo(Say::tr("What the numbers mean"), "numbers") + " · " +
           linkTo(Say::tr("All metrics"), "metrics") + "\n";
}

QString metricsPage()
{
    QString page = "# " + Say::tr("Metrics") + "\n\n" +
                   Say::tr("Every figure that a variant can have. A figure that was not measured, or is not defined, is left "
                              "empty, never zero.") +
                   "\n";
    for (const MetricGroup group : {MetricGroup::Quality, MetricGroup::Ranking, MetricGroup::Calibration,
                                    MetricGroup::Agreement, MetricGroup::Size, MetricGroup::Speed}) {
        page += "\n## " + groupTitle(group) + "\n\n" + groupText(group) + "\n\n" +
                tableHead({Say::tr("metric"), Say::tr("better"), Say::tr("meaning")});
        for (const MetricInfo& metric : analysis::allMetrics())
            if (metric.group == group)
                page += cells({linkTo(said(std::string(metric.title)), metricPageId(metric.key)),
                               metric.better == analysis::Better::Higher ? Say::tr("higher") : Say::tr("lower"),
                               plainSaid(std::string(metric.meaning))});
    }
    return page;
}

QString shortcutsPage(const std::vector<ShortcutGroup>& groups)
{
    QString page = "# " + Say::tr("Keyboard shortcuts") + "\n\n" +
                   Say::tr("Everything can be reached with the keyboard: Tab goes through a place, the arrow keys through a "
                              "list, and the command palette finds whatever has a name.") +
                   "\n";
    for (const ShortcutGroup& group : groups) {
        page += "\n## " + plain(group.title) + "\n\n" + tableHead({Say::tr("what it does"), Say::tr("keys")});
        for (const auto& [what, keys] : group.keys)
            page += cells({plain(what), "`" + QString(keys).replace('|', "\\|") + "`"});
    }
    return page;
}

} // namespace lathe::widgets
