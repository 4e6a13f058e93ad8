#include "widgets/pipeline/template_list.h"

#include "core/recipe/recipe_file.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace lathe::widgets {

namespace {

constexpr auto kContext = "lathe::widgets::PipelineTemplate";

struct Entry {
    const char *id, *title, *summary, *measured, *set, *effort;
};

#define TEXT(text) QT_TRANSLATE_NOOP("lathe::widgets::PipelineTemplate", text)
// The figures are those of experiments/methods/results.md, "Against the targets" and the tables of single
// methods: MiniLM-L6, one seed, quality against its own fine-tuned original.
constexpr Entry kEntries[] = {
    {"quick-win", TEXT("Quick win"),
     TEXT("Stores and computes in 8-bit integers. Nothing to tune, nearly nothing to lose."),
     TEXT("0.924 accuracy (+0.1 points) · 23.2 MB, 3.9 × smaller · 3.0 × faster"), "banking77",
     TEXT("one fine-tuning")},
    {"small-and-good", TEXT("Small and as good"),
     TEXT("Four of six layers, fewer heads and neurons, only the words that occur, 8-bit integers."),
     TEXT("0.921 accuracy (−0.2 points) · 5.8 MB, 15.7 × smaller · 7.1 × faster"), "banking77",
     TEXT("a fine-tuning and a longer recovery")},
    {"smallest", TEXT("Smallest"),
     TEXT("Cut hard, only the words that occur, weights and tables in 4 bits."),
     TEXT("0.915 accuracy (−0.9 points) · 2.3 MB, 39.8 × smaller · 8.3 × faster"), "banking77",
     TEXT("a fine-tuning and a longer recovery")},
    {"fastest", TEXT("Fastest"),
     TEXT("Cut to three tenths of the time measured on this CPU, then 8-bit integers."),
     TEXT("0.913 accuracy (−1.0 points) · 4.2 MB, 21.9 × smaller · 8.4 × faster"), "banking77",
     TEXT("a fine-tuning and a longer recovery")},
    {"accuracy-first", TEXT("Accuracy first"),
     TEXT("Trains with rounded weights and a teacher, so that 8 bits lose nothing."),
     TEXT("0.929 accuracy (+0.6 points) · 23.2 MB, 3.9 × smaller · 3.0 × faster"), "banking77",
     TEXT("two trainings")},
    {"multilabel", TEXT("Several labels a text"),
     TEXT("Fewer heads and neurons, only the words that occur, 4 bits; thresholds fitted anew."),
     TEXT("0.609 micro F1 (+0.3 points) · 6.2 MB, 14.7 × smaller · 7.3 × faster"), "goemotions",
     TEXT("a fine-tuning and a recovery")},
};
constexpr auto kOrigin = TEXT("Measured: MiniLM-L6 on %1, one text at a time");
#undef TEXT

recipe::Recipe readRecipe(const QString& id)
{
    QFile file(":/lathe/templates/" + id + ".json");
    (void)file.open(QIODevice::ReadOnly); // an empty text is refused below
    const QByteArray bytes = file.readAll();
    return recipe::fromJson(nlohmann::json::parse(bytes.begin(), bytes.end()), {});
}

} // namespace

std::vector<PipelineTemplate> pipelineTemplates(bool multilabel)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate(kContext, text); };
    std::vector<PipelineTemplate> list;
    for (const Entry& entry : kEntries)
        list.push_back({entry.id, tr(entry.title), tr(entry.summary), tr(entry.measured),
                        tr(kOrigin).arg(entry.set), tr(entry.effort), readRecipe(entry.id)});
    if (multilabel)
        std::rotate(list.begin(), std::prev(list.end()), list.end());
    return list;
}

} // namespace lathe::widgets
