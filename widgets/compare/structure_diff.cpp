#include "widgets/compare/structure_diff.h"

#include "widgets/common/format.h"
#include "widgets/compare/csv.h"
#include "widgets/compare/variant_group.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("StructureDiff", text);
}

QString ratioOf(double before, double now)
{
    return before > 0 && now > 0
               ? QString("%1%2").arg(saidNumber(now / before, 2)).arg(QChar(0x00d7))
               : QString();
}

} // namespace

StructureDiff structureDiff(const runner::Variant& reference, const runner::Variant& variant)
{
    const runner::ModelFacts* facts[2] = {&reference.facts, &variant.facts};
    StructureDiff diff;
    diff.names[0] = variantName(reference);
    diff.names[1] = variantName(variant);
    diff.layers.resize(std::max(facts[0]->layers.size(), facts[1]->layers.size()));
    double heads[2] = {0, 0}, ffn[2] = {0, 0};
    for (size_t side = 0; side < 2; ++side)
        for (size_t i = 0; i < facts[side]->layers.size(); ++i) {
            const runner::LayerFacts& layer = facts[side]->layers[i];
            diff.layers[i].heads[side] = layer.heads;
            diff.layers[i].ffn[side] = layer.ffn;
            diff.layers[i].bytes[side] = layer.attentionBytes + layer.ffnBytes;
            diff.mostHeads = std::max(diff.mostHeads, layer.heads);
            diff.mostFfn = std::max(diff.mostFfn, layer.ffn);
            heads[side] += layer.heads;
            ffn[side] += layer.ffn;
        }
    const auto number = [&](const QString& title, double before, double now,
                            QString (*text)(double)) {
        diff.facts.push_back({title,
                              {text(before), text(now)},
                              before == now ? QString() : ratioOf(before, now),
                              before != now});
    };
    const auto words = [&](const QString& title, const std::string& before,
                           const std::string& now) {
        diff.facts.push_back({title,
                              {QString::fromStdString(before), QString::fromStdString(now)},
                              {},
                              before != now});
    };
    const auto count = [](double value) { return formatCount(int64_t(value)); };
    const auto bytes = [](double value) { return formatMegabytes(value); };
    number(translated("Weights on disk"), double(facts[0]->weightBytes),
           double(facts[1]->weightBytes), bytes);
    number(translated("Embeddings"), double(facts[0]->embeddingBytes),
           double(facts[1]->embeddingBytes), bytes);
    number(translated("Parameters"), double(facts[0]->parameters), double(facts[1]->parameters),
           count);
    number(translated("Layers"), double(facts[0]->layers.size()), double(facts[1]->layers.size()),
           count);
    number(translated("Heads, all layers"), heads[0], heads[1], count);
    number(translated("FFN width, all layers"), ffn[0], ffn[1], count);
    number(translated("Hidden size"), facts[0]->hiddenSize, facts[1]->hiddenSize, count);
    number(translated("Vocabulary"), facts[0]->vocabularySize, facts[1]->vocabularySize, count);
    words(translated("Stored as"), facts[0]->storage, facts[1]->storage);
    words(translated("Computes in"), facts[0]->compute, facts[1]->compute);
    return diff;
}

QByteArray structureCsv(const StructureDiff& diff)
{
    QByteArray csv = csvLine({"what", "before", "now"});
    for (const StructureDiff::Fact& fact : diff.facts)
        csv += csvLine({fact.title, fact.values[0], fact.values[1]});
    for (size_t i = 0; i < diff.layers.size(); ++i) {
        const StructureDiff::Layer& layer = diff.layers[i];
        csv += csvLine({QString("layer %1 heads").arg(i), QString::number(layer.heads[0]),
                        QString::number(layer.heads[1])});
        csv += csvLine({QString("layer %1 FFN").arg(i), QString::number(layer.ffn[0]),
                        QString::number(layer.ffn[1])});
        csv += csvLine({QString("layer %1 bytes").arg(i), QString::number(layer.bytes[0]),
                        QString::number(layer.bytes[1])});
    }
    return csv;
}

} // namespace lathe::widgets
