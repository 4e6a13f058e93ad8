#include "widgets/data/model_parts.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace lathe::widgets {

namespace {

using Kind = PartId::Kind;

QString translated(const char* text)
{
    return QCoreApplication::translate("ModelParts", text);
}

PartId partOfKernel(const std::string& name)
{
    if (name.starts_with("embeddings."))
        return {Kind::Embeddings, -1};
    constexpr std::string_view kLayers = "layers.";
    if (!name.starts_with(kLayers))
        return {Kind::Head, -1};
    const int layer = std::stoi(name.substr(kLayers.size()));
    return {name.find(".ffn.") != std::string::npos ? Kind::Ffn : Kind::Attention, layer};
}

PartId partOfTime(const runner::OperatorTime& time)
{
    if (time.layer < 0)
        return {time.operation.starts_with("head") ? Kind::Head : Kind::Embeddings, -1};
    return {time.operation.starts_with("FFN") ? Kind::Ffn : Kind::Attention, time.layer};
}

} // namespace

int bitsOf(const QString& storage)
{
    static const QRegularExpression blocks("\\bI?Q(\\d)"); // of GGUF: Q4_1, Q6_K, IQ4_NL
    int bits = 0;
    for (const QString& form : storage.split(" + ")) {
        if (const auto match = blocks.match(form); match.hasMatch())
            bits = std::min(bits == 0 ? 32 : bits, match.captured(1).toInt());
        for (const auto& [name, own] :
             {std::pair{"fp32", 32}, {"fp16", 16}, {"bf16", 16}, {"int8", 8}, {"int4", 4}})
            if (form == name)
                bits = bits == 0 ? own : std::min(bits, own);
    }
    return bits;
}

std::vector<PartFacts> partsOf(const runner::ModelFacts& facts,
                               const std::vector<runner::OperatorTime>& times)
{
    std::vector<PartFacts> parts{{{Kind::Embeddings, -1}, facts.embeddingBytes, {}, 32, {}}};
    for (size_t i = 0; i < facts.layers.size(); ++i) {
        parts.push_back({{Kind::Attention, int(i)}, facts.layers[i].attentionBytes, {}, 32, {}});
        parts.push_back({{Kind::Ffn, int(i)}, facts.layers[i].ffnBytes, {}, 32, {}});
    }
    parts.push_back({{Kind::Head, -1}, facts.headBytes, {}, 32, {}});
    for (PartFacts& part : parts) {
        QStringList forms;
        for (const runner::KernelFacts& kernel : facts.kernels)
            if (partOfKernel(kernel.part) == part.id)
                forms += QString::fromStdString(kernel.storage);
        forms.removeDuplicates();
        forms.sort();
        const bool isWhole = facts.kernels.empty() && part.id.kind != Kind::Head;
        part.storage = !forms.isEmpty() ? forms.join(" + ")
                       : isWhole        ? QString::fromStdString(facts.storage)
                                        : QString("fp32");
        if (const int bits = bitsOf(part.storage))
            part.bits = bits;
        if (times.empty())
            continue;
        part.seconds = 0;
        for (const runner::OperatorTime& time : times)
            if (partOfTime(time) == part.id)
                *part.seconds += time.seconds;
    }
    return parts;
}

QString partTitle(const PartId& id)
{
    switch (id.kind) {
    case Kind::Embeddings:
        return translated("embeddings");
    case Kind::Layer:
        return translated("layer %1").arg(id.layer);
    case Kind::Attention:
        return translated("layer %1, attention").arg(id.layer);
    case Kind::Ffn:
        return translated("layer %1, FFN").arg(id.layer);
    case Kind::Head:
        return translated("pooler and classifier");
    case Kind::None:
        break;
    }
    return {};
}

} // namespace lathe::widgets
