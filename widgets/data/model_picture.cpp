#include "widgets/data/model_picture.h"

#include "widgets/common/format.h"
#include "widgets/speed/speed_model.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <set>

namespace lathe::widgets {

namespace {

using Kind = PartId::Kind;

constexpr double kNames = 58;       // for "layer 11" at the left
constexpr double kHeads = 0.36;     // of the rest
constexpr int kTall = 13, kLow = 7; // rows
constexpr int kMostTall = 12;       // layers that get tall rows
constexpr int kUsualFfn = 4;        // times the width, in nearly every published transformer

QColor bitsColour(int bits, const Theme& theme)
{
    return bits >= 32   ? theme.source
           : bits >= 16 ? theme.look
           : bits >= 8  ? theme.family(recipe::StageFamily::Quantize)
                        : theme.family(recipe::StageFamily::Prune);
}

QColor blend(const QColor& from, const QColor& to, double share)
{
    const auto channel = [&](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(channel(from.redF(), to.redF()), channel(from.greenF(), to.greenF()),
                            channel(from.blueF(), to.blueF()));
}

QColor shareColour(double share, const Theme& theme)
{
    return blend(theme.grid, theme.accent, std::clamp(0.12 + 0.88 * share, 0.0, 1.0));
}

} // namespace

ModelPicture::ModelPicture(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Picture of the model"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ModelPicture::setModel(const runner::ModelFacts& facts,
                            std::vector<runner::OperatorTime> times)
{
    m_facts = facts;
    m_parts = partsOf(m_facts, times);
    if (m_selected.layer >= int(m_facts.layers.size()))
        m_selected = {};
    m_hovered = {};
    QStringList words;
    for (const PartFacts& part : m_parts)
        words += this->words(part.id);
    setAccessibleDescription(words.join("; "));
    updateGeometry();
    update();
}

void ModelPicture::setColour(Colour colour)
{
    m_colour = colour;
    update();
}

void ModelPicture::setSelected(const PartId& part)
{
    m_selected = part;
    update();
}

QSize ModelPicture::sizeHint() const
{
    return {320, int(rowHeight() * double(m_facts.layers.size() + 2)) + 4};
}

double ModelPicture::rowHeight() const
{
    return (m_facts.layers.size() <= kMostTall ? kTall : kLow) + 2;
}

QRectF ModelPicture::row(int line) const
{
    return {kNames, 2 + line * rowHeight(), width() - kNames, rowHeight() - 2};
}

int ModelPicture::mostHeads() const
{
    int most = 1;
    for (const runner::LayerFacts& layer : m_facts.layers) {
        most = std::max(most, layer.heads);
        if (layer.headSize > 0) // as many as the width was meant for
            most = std::max(most, m_facts.hiddenSize / layer.headSize);
    }
    return most;
}

int ModelPicture::widestFfn() const
{
    int widest = std::max(1, kUsualFfn * m_facts.hiddenSize);
    for (const runner::LayerFacts& layer : m_facts.layers)
        widest = std::max(widest, layer.ffn);
    return widest;
}

double ModelPicture::headsRight() const
{
    return kNames + (width() - kNames) * kHeads;
}

QRectF ModelPicture::rectOf(const PartId& part) const
{
    if (part.kind == Kind::Embeddings)
        return row(0);
    if (part.kind == Kind::Head)
        return row(int(m_facts.layers.size()) + 1);
    if (part.layer < 0 || part.layer >= int(m_facts.layers.size()))
        return {};
    const runner::LayerFacts& layer = m_facts.layers[size_t(part.layer)];
    QRectF place = row(part.layer + 1);
    if (part.kind == Kind::Attention)
        place.setRight(kNames + (headsRight() - kNames - 8) * layer.heads / mostHeads());
    else if (part.kind == Kind::Ffn) {
        place.setLeft(headsRight());
        place.setWidth((width() - headsRight() - 1) * layer.ffn / widestFfn());
    }
    return place;
}

PartId ModelPicture::partAt(QPointF place) const
{
    const int line = int((place.y() - 2) / rowHeight());
    const int layers = int(m_facts.layers.size());
    if (m_parts.empty() || place.y() < 2 || line > layers + 1)
        return {};
    if (line == 0)
        return {Kind::Embeddings, -1};
    if (line == layers + 1)
        return {Kind::Head, -1};
    const Kind kind = place.x() < kNames         ? Kind::Layer
                      : place.x() < headsRight() ? Kind::Attention
                                                 : Kind::Ffn;
    return {kind, line - 1};
}

const PartFacts* ModelPicture::factsOf(const PartId& part) const
{
    const auto found = std::find_if(m_parts.begin(), m_parts.end(),
                                    [&](const PartFacts& facts) { return facts.id == part; });
    return found == m_parts.end() ? nullptr : &*found;
}

QColor ModelPicture::colourOf(const PartFacts& part) const
{
    const Theme& theme = Theme::of(this);
    if (m_colour == Colour::Bits)
        return bitsColour(part.bits, theme);
    double most = 0;
    const auto value = [&](const PartFacts& facts) {
        return m_colour == Colour::Bytes ? double(facts.bytes) : facts.seconds.value_or(0);
    };
    for (const PartFacts& facts : m_parts)
        most = std::max(most, value(facts));
    return shareColour(most > 0 ? value(part) / most : 0, theme);
}

QString ModelPicture::words(const PartId& part) const
{
    if (part.kind == Kind::Layer)
        return words({Kind::Attention, part.layer}) + "\n" + words({Kind::Ffn, part.layer});
    const PartFacts* facts = factsOf(part);
    if (!facts)
        return {};
    QString text = partTitle(part);
    if (part.kind == Kind::Attention)
        text +=
            tr(": %1 of %2 heads").arg(m_facts.layers[size_t(part.layer)].heads).arg(mostHeads());
    else if (part.kind == Kind::Ffn)
        text +=
            tr(": %1 of %2 neurons").arg(m_facts.layers[size_t(part.layer)].ffn).arg(widestFfn());
    else if (part.kind == Kind::Embeddings)
        text += tr(": %1 entries").arg(formatCount(m_facts.vocabularySize));
    text += tr(", %1, %2").arg(facts->storage, formatMegabytes(double(facts->bytes)));
    if (facts->seconds)
        text += tr(", %1").arg(formatMilliseconds(*facts->seconds));
    return text;
}

void ModelPicture::drawHeads(QPainter& painter, int layer) const
{
    const Theme& theme = Theme::of(this);
    const QRectF place = row(layer + 1);
    const int most = mostHeads();
    const double step = (headsRight() - kNames - 8) / most;
    const QColor colour = colourOf(*factsOf({Kind::Attention, layer}));
    for (int head = 0; head < most; ++head) {
        const QRectF cell(kNames + head * step, place.top(), std::max(1.0, step - 1.5),
                          place.height());
        const bool isThere = head < m_facts.layers[size_t(layer)].heads;
        painter.setPen(isThere ? QPen(Qt::NoPen) : QPen(theme.border, 1));
        painter.setBrush(isThere ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(isThere ? cell : cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
}

void ModelPicture::drawFfn(QPainter& painter, int layer) const
{
    const Theme& theme = Theme::of(this);
    QRectF whole = row(layer + 1);
    whole.setLeft(headsRight());
    painter.setPen(QPen(theme.border, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(*factsOf({Kind::Ffn, layer})));
    painter.drawRoundedRect(rectOf({Kind::Ffn, layer}), 2, 2);
}

void ModelPicture::paintEvent(QPaintEvent*)
{
    if (m_parts.empty())
        return;
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int layers = int(m_facts.layers.size());
    painter.setFont(uiFont(10));
    const int every = layers <= kMostTall ? 1 : 4;
    for (int line = 0; line < layers + 2; ++line) {
        const bool isLayer = line > 0 && line <= layers;
        if (isLayer && (line - 1) % every != 0)
            continue;
        painter.setPen(theme.faintText);
        const QRectF place(0, row(line).center().y() - 8, kNames - 6, 16);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                         line == 0 ? tr("texts")
                         : isLayer ? tr("layer %1").arg(line - 1)
                                   : tr("labels"));
    }
    for (const PartId id : {PartId{Kind::Embeddings, -1}, PartId{Kind::Head, -1}}) {
        const bool isThere = id.kind == Kind::Embeddings || m_facts.labels;
        painter.setPen(isThere ? QPen(Qt::NoPen) : QPen(theme.border, 1, Qt::DashLine));
        painter.setBrush(isThere ? QBrush(colourOf(*factsOf(id))) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(rectOf(id).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter.setPen(isThere ? QColor(Qt::white) : theme.faintText);
        if (rowHeight() > kTall && (m_colour == Colour::Bits || !isThere))
            painter.drawText(rectOf(id), Qt::AlignCenter,
                             id.kind == Kind::Embeddings ? tr("embeddings")
                             : isThere
                                 ? tr("classifier, %1 labels").arg(m_facts.labels->names.size())
                                 : tr("no classifier yet"));
    }
    for (int layer = 0; layer < layers; ++layer) {
        drawHeads(painter, layer);
        drawFfn(painter, layer);
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [part, width] : {std::pair{m_hovered, 1.2}, {m_selected, 2.0}}) {
        if (part.kind == Kind::None)
            continue;
        painter.setPen(QPen(theme.text, width));
        painter.drawRoundedRect(
            rectOf(part).adjusted(-1.5, -0.5, 1.5, 0.5).intersected(rect().adjusted(1, 1, -1, -1)),
            3, 3);
    }
}

void ModelPicture::mouseMoveEvent(QMouseEvent* event)
{
    const PartId part = partAt(event->position());
    if (part == m_hovered)
        return;
    m_hovered = part;
    setCursor(part.kind == Kind::None ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

void ModelPicture::leaveEvent(QEvent*)
{
    m_hovered = {};
    update();
}

void ModelPicture::mousePressEvent(QMouseEvent* event)
{
    const PartId part = partAt(event->position());
    if (part.kind == Kind::None)
        return;
    setSelected(part);
    Q_EMIT partClicked(part);
}

void ModelPicture::keyPressEvent(QKeyEvent* event)
{
    const int down = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (down == 0 || m_parts.empty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto at = std::find_if(m_parts.begin(), m_parts.end(),
                                 [this](const PartFacts& part) { return part.id == m_selected; });
    const auto index = at == m_parts.end()
                           ? 0
                           : std::clamp<std::ptrdiff_t>(at - m_parts.begin() + down, 0,
                                                        std::ptrdiff_t(m_parts.size()) - 1);
    setSelected(m_parts[size_t(index)].id);
    Q_EMIT partClicked(m_selected);
}

bool ModelPicture::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = words(partAt(help->pos()));
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

std::vector<LegendEntry> legendOf(ModelPicture::Colour colour, const runner::ModelFacts& facts,
                                  const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    if (colour != ModelPicture::Colour::Bits)
        return {{ModelPicture::tr("least"), shareColour(0, theme)},
                {ModelPicture::tr("most"), shareColour(1, theme)}};
    std::set<int, std::greater<>> bits;
    for (const PartFacts& part : partsOf(facts))
        bits.insert(part.bits);
    std::vector<LegendEntry> entries;
    for (const int own : bits)
        entries.push_back({ModelPicture::tr("%1 bits").arg(own), bitsColour(own, theme)});
    return entries;
}

} // namespace lathe::widgets
