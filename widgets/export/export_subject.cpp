#include "widgets/export/export_subject.h"

#include "widgets/common/format.h"
#include "widgets/compare/comparison.h"
#include "widgets/compare/variant_group.h"
#include "widgets/session/model_name.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kSlugLength = 80; // the last step is what tells variants apart

QString translated(const char* text)
{
    return QCoreApplication::translate("ExportSubject", text);
}

QString figuresOf(const runner::Variant& variant)
{
    const bool isMultilabel = variant.facts.labels->kind == data::TaskKind::Multilabel;
    QStringList figures;
    const char* quality = isMultilabel ? "microF1" : "accuracy";
    if (analysis::valueOf(variant.metrics, quality))
        figures += QString("%1 %2").arg(metricTitle(quality), metricText(variant, quality));
    if (analysis::valueOf(variant.metrics, "latencyP50Ms"))
        figures += translated("%1 a text at batch 1").arg(metricText(variant, "latencyP50Ms"));
    if (analysis::valueOf(variant.metrics, "sizeBytes"))
        figures += metricText(variant, "sizeBytes");
    figures += QString::fromStdString(variant.facts.storage);
    return figures.join(" · ");
}

} // namespace

QString ExportSubject::slug() const
{
    static const QRegularExpression others("[^a-z0-9]+");
    QString words = name.toLower().replace(others, "-").left(kSlugLength);
    while (words.startsWith('-'))
        words.remove(0, 1);
    while (words.endsWith('-'))
        words.chop(1);
    return words.isEmpty() ? QStringLiteral("model") : words;
}

std::vector<ExportSubject> exportSubjects(Session& session, const std::string& run)
{
    std::vector<ExportSubject> subjects;
    for (const runner::Variant& variant : session.variants())
        if (variant.runId == run && variant.facts.labels && runtimeOf(variant).isEmpty())
            subjects.push_back({variantName(variant), figuresOf(variant), variant.model, variant.facts, variant.id});
    const std::filesystem::path& open = session.document().recipe().model;
    const bool isKnown = std::any_of(subjects.begin(), subjects.end(),
                                     [&](const ExportSubject& subject) { return subject.model == open; });
    if (const runner::ModelFacts* facts = session.model(); facts && !isKnown)
        subjects.push_back({modelName(session),
                            QString("%1 · %2").arg(formatMegabytes(double(facts->weightBytes)),
                                                   QString::fromStdString(facts->storage)),
                            open, *facts, {}});
    return subjects;
}

} // namespace lathe::widgets
