#include "widgets/data/structure.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QFont>

namespace lathe::widgets {

namespace {

constexpr quintptr kTopLevel = 0; // internal id of a part; its children carry its row + 1

QString translated(const char* text)
{
    return QCoreApplication::translate("lathe::widgets::StructureModel", text);
}

StructurePart part(const QString& name, const QString& shape, int64_t bytes = -1, int64_t whole = 0)
{
    StructurePart result{{}, name, shape, {}, {}, {}, {}};
    if (bytes >= 0) {
        result.size = formatMegabytes(double(bytes));
        if (whole > 0)
            result.share =
                QString("%1 %").arg(saidNumber(100.0 * double(bytes) / double(whole), 1));
    }
    return result;
}

} // namespace

std::vector<StructurePart> structureOf(const runner::ModelFacts& facts)
{
    const int64_t whole = facts.weightBytes;
    const QString times = QString(" %1 ").arg(QChar(0x00d7));
    const auto shape = [&](std::initializer_list<int> sizes) {
        QStringList words;
        for (const int size : sizes)
            words += QString::number(size);
        return words.join(times);
    };
    using Kind = PartId::Kind;
    const std::vector<PartFacts> known = partsOf(facts);
    const auto mark = [&known](StructurePart& part, const PartId& id) {
        part.id = id;
        for (const PartFacts& facts_ : known)
            if (facts_.id == id)
                part.form = facts_.storage;
    };
    std::vector<StructurePart> parts;
    StructurePart embeddings = part(translated("embeddings"), {}, facts.embeddingBytes, whole);
    embeddings.children = {
        part(translated("tokens"), shape({facts.vocabularySize, facts.hiddenSize})),
        part(translated("positions"), shape({facts.maxPositions, facts.hiddenSize}))};
    mark(embeddings, {Kind::Embeddings, -1});
    parts.push_back(std::move(embeddings));
    for (size_t i = 0; i < facts.layers.size(); ++i) {
        const runner::LayerFacts& facts_ = facts.layers[i];
        StructurePart layer =
            part(translated("layer %1").arg(i),
                 translated("%1 heads · FFN %2").arg(facts_.heads).arg(facts_.ffn),
                 facts_.attentionBytes + facts_.ffnBytes, whole);
        layer.children = {part(translated("attention"),
                               translated("q k v o %1")
                                   .arg(shape({facts.hiddenSize, facts_.heads * facts_.headSize})),
                               facts_.attentionBytes, whole),
                          part(translated("FFN"),
                               shape({facts.hiddenSize, facts_.ffn, facts.hiddenSize}),
                               facts_.ffnBytes, whole)};
        mark(layer.children[0], {Kind::Attention, int(i)});
        mark(layer.children[1], {Kind::Ffn, int(i)});
        layer.id = {Kind::Layer, int(i)};
        layer.form = layer.children[0].form == layer.children[1].form ? layer.children[0].form
                                                                      : translated("mixed");
        parts.push_back(std::move(layer));
    }
    const QString head = facts.labels ? shape({facts.hiddenSize, int(facts.labels->names.size())})
                                      : translated("none yet");
    parts.push_back(part(facts.labels ? translated("classifier") : translated("pooler, classifier"),
                         head, facts.headBytes, whole));
    mark(parts.back(), {Kind::Head, -1});
    return parts;
}

std::vector<StackedBar::Segment> byteShares(const runner::ModelFacts& facts, const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    int64_t attention = 0, ffn = 0;
    for (const runner::LayerFacts& layer : facts.layers) {
        attention += layer.attentionBytes;
        ffn += layer.ffnBytes;
    }
    const int64_t rest =
        facts.weightBytes - facts.embeddingBytes - attention - ffn - facts.headBytes;
    const std::tuple<QString, int64_t, QColor> shares[] = {
        {translated("embeddings"), facts.embeddingBytes, theme.source},
        {translated("attention"), attention, theme.family(recipe::StageFamily::Quantize)},
        {translated("FFN"), ffn, theme.family(recipe::StageFamily::Prune)},
        {translated("head"), facts.headBytes, theme.family(recipe::StageFamily::Distill)},
        {translated("other"), rest, theme.faintText}};
    std::vector<StackedBar::Segment> segments;
    for (const auto& [name, bytes, colour] : shares) {
        if (bytes <= 0 || facts.weightBytes <= 0)
            continue;
        const QString size = formatMegabytes(double(bytes));
        segments.push_back({QString("%1 %2").arg(name, size), QString("%1: %2").arg(name, size),
                            double(bytes) / double(facts.weightBytes), colour});
    }
    return segments;
}

std::vector<StackedBar::Segment> timeShares(const std::vector<runner::OperatorTime>& times,
                                            const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    double embeddings = 0, attention = 0, ffn = 0, head = 0;
    for (const runner::OperatorTime& time : times)
        (time.layer < 0 ? (time.operation.starts_with("head") ? head : embeddings)
         : time.operation.starts_with("FFN") ? ffn
                                             : attention) += time.seconds;
    const double whole = embeddings + attention + ffn + head;
    const std::tuple<QString, double, QColor> shares[] = {
        {translated("FFN"), ffn, theme.family(recipe::StageFamily::Prune)},
        {translated("attention"), attention, theme.family(recipe::StageFamily::Quantize)},
        {translated("embeddings"), embeddings, theme.source},
        {translated("head"), head, theme.family(recipe::StageFamily::Distill)}};
    std::vector<StackedBar::Segment> segments;
    for (const auto& [name, seconds, colour] : shares) {
        if (seconds <= 0)
            continue;
        const QString text = QString("%1 %2 %").arg(name).arg(saidNumber(100 * seconds / whole, 0));
        segments.push_back({text, text, seconds / whole, colour});
    }
    return segments;
}

QModelIndex StructureModel::indexOf(const PartId& part) const
{
    for (size_t row = 0; row < m_parts.size(); ++row) {
        if (m_parts[row].id == part)
            return index(int(row), 0);
        for (size_t child = 0; child < m_parts[row].children.size(); ++child)
            if (m_parts[row].children[child].id == part && part.kind != PartId::Kind::None)
                return index(int(child), 0, index(int(row), 0));
    }
    return {};
}

PartId StructureModel::partOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == kTopLevel)
        return m_parts[size_t(index.row())].id;
    const StructurePart& parent = m_parts[index.internalId() - 1];
    const PartId own = parent.children[size_t(index.row())].id;
    return own.kind == PartId::Kind::None ? parent.id : own; // a table of the embeddings
}

void StructureModel::setParts(std::vector<StructurePart> parts)
{
    beginResetModel();
    m_parts = std::move(parts);
    endResetModel();
}

QModelIndex StructureModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : kTopLevel);
}

QModelIndex StructureModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kTopLevel)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, kTopLevel);
}

int StructureModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_parts.size());
    if (parent.column() != 0 || parent.internalId() != kTopLevel)
        return 0;
    return int(m_parts[size_t(parent.row())].children.size());
}

int StructureModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant StructureModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isTop = index.internalId() == kTopLevel;
    const StructurePart& part = isTop
                                    ? m_parts[size_t(index.row())]
                                    : m_parts[index.internalId() - 1].children[size_t(index.row())];
    if (role == Qt::DisplayRole) {
        switch (index.column()) {
        case Name:
            return part.name;
        case Shape:
            return part.shape;
        case Form:
            return part.form;
        case Size:
            return part.size;
        case Share:
            return part.share;
        default:
            return {};
        }
    }
    if (role == Qt::TextAlignmentRole && index.column() >= Size)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::FontRole && isTop && index.column() == Name)
        return uiFont(12, QFont::DemiBold);
    return {};
}

QVariant StructureModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("part"), tr("shape"), tr("stored"), tr("on disk"), tr("share")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace lathe::widgets
