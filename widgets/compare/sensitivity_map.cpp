#include "widgets/compare/sensitivity_map.h"

#include "widgets/common/format.h"
#include "widgets/compare/csv.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace lathe::widgets {

namespace {

constexpr int kRow = 18;
constexpr int kFoot = 12;
constexpr int kSide = 76;
constexpr double kFloor = 1e-6; // divergences below are noise

double scaled(double divergence)
{
    return std::log10(std::max(divergence, kFloor));
}

} // namespace

SensitivityGrid sensitivityGrid(const nlohmann::json& table)
{
    struct Entry {
        QString row, column;
        SensitivityGrid::Cell cell;
    };
    std::vector<Entry> entries;
    SensitivityGrid grid;
    for (const nlohmann::json& item : table) {
        if (!item.is_object() || !item.contains("kl") || !item["kl"].is_number() ||
            !item.value("part", nlohmann::json()).is_string() ||
            !item.value("method", nlohmann::json()).is_string())
            continue;
        const nlohmann::json layer = item.value("layer", nlohmann::json()),
                             saved = item.value("bytesSaved", nlohmann::json(0));
        const auto part = QString::fromStdString(item["part"].get<std::string>());
        const auto method = QString::fromStdString(item["method"].get<std::string>());
        const bool inLayer = layer.is_number_integer();
        Entry entry{
            inLayer ? QString::number(layer.get<int64_t>()) : part,
            inLayer && part != "layer" && !method.startsWith(part) ? part + " " + method : method,
            {item["kl"].get<double>(), saved.is_number_integer() ? saved.get<int64_t>() : 0}};
        for (auto [list, name] :
             {std::pair{&grid.rows, &entry.row}, std::pair{&grid.columns, &entry.column}})
            if (!list->contains(*name))
                list->append(*name);
        entries.push_back(std::move(entry));
    }
    grid.cells.resize(size_t(grid.rows.size() * grid.columns.size()));
    for (const Entry& entry : entries)
        grid.cells[size_t(grid.rows.indexOf(entry.row) * grid.columns.size() +
                          grid.columns.indexOf(entry.column))] = entry.cell;
    return grid;
}

SensitivityMap::SensitivityMap(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void SensitivityMap::setGrid(SensitivityGrid grid)
{
    m_grid = std::move(grid);
    const QFontMetrics metrics(uiFont(11));
    m_head = 0;
    for (const QString& column : m_grid.columns)
        m_head = std::max(m_head, metrics.horizontalAdvance(column) + 10);
    m_least = 0, m_most = scaled(0);
    for (const auto& cell : m_grid.cells)
        if (cell) {
            m_least = std::min(m_least, scaled(cell->divergence));
            m_most = std::max(m_most, scaled(cell->divergence));
        }
    setAccessibleName(tr("Sensitivity of %1 parts to %2 changes")
                          .arg(m_grid.rows.size())
                          .arg(m_grid.columns.size()));
    updateGeometry();
    update();
}

QByteArray SensitivityMap::csv() const
{
    QByteArray csv = csvLine({"part", "change", "divergence", "bytesSaved"});
    for (qsizetype row = 0; row < m_grid.rows.size(); ++row)
        for (qsizetype column = 0; column < m_grid.columns.size(); ++column)
            if (const auto& cell = m_grid.at(row, column))
                csv += csvLine({m_grid.rows[row], m_grid.columns[column],
                                csvNumber(cell->divergence), QString::number(cell->bytesSaved)});
    return csv;
}

QSize SensitivityMap::sizeHint() const
{
    return {200, m_head + kRow * int(m_grid.rows.size()) + kFoot};
}

QRectF SensitivityMap::cellRect(qsizetype row, qsizetype column) const
{
    const double wide =
        std::min(34.0, (width() - kSide) / std::max(1.0, double(m_grid.columns.size())));
    return {kSide + wide * double(column), double(m_head + kRow * row), wide - 2, kRow - 2.0};
}

void SensitivityMap::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    painter.setPen(theme.mutedText);
    for (qsizetype column = 0; column < m_grid.columns.size(); ++column) {
        painter.save();
        painter.translate(cellRect(0, column).center().x(), m_head - 6);
        painter.rotate(-90);
        painter.drawText(QRectF(0, -8, m_head - 8, 16), Qt::AlignVCenter, m_grid.columns[column]);
        painter.restore();
    }
    const QColor dark = theme.family(recipe::StageFamily::Prune), light = theme.canvas;
    const auto mixed = [](int from, int to, double share) {
        return int(std::lround(from + (to - from) * share));
    };
    for (qsizetype row = 0; row < m_grid.rows.size(); ++row) {
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(0, m_head + kRow * row, kSide - 8, kRow - 2),
                         Qt::AlignRight | Qt::AlignVCenter, m_grid.rows[row]);
        for (qsizetype column = 0; column < m_grid.columns.size(); ++column) {
            const auto& cell = m_grid.at(row, column);
            if (!cell)
                continue;
            const double share = 0.06 + 0.94 * (scaled(cell->divergence) - m_least) /
                                            std::max(1e-9, m_most - m_least);
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(mixed(light.red(), dark.red(), share),
                                    mixed(light.green(), dark.green(), share),
                                    mixed(light.blue(), dark.blue(), share)));
            painter.drawRoundedRect(cellRect(row, column), 2, 2);
        }
    }
}

bool SensitivityMap::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (qsizetype row = 0; row < m_grid.rows.size(); ++row)
        for (qsizetype column = 0; column < m_grid.columns.size(); ++column)
            if (const auto& cell = m_grid.at(row, column);
                cell && cellRect(row, column).contains(help->pos()))
                QToolTip::showText(help->globalPos(),
                                   tr("%1, %2: divergence %3, saves %4 kB")
                                       .arg(m_grid.rows[row], m_grid.columns[column])
                                       .arg(cell->divergence, 0, 'g', 3)
                                       .arg(cell->bytesSaved / 1000),
                                   this);
    return true;
}

} // namespace lathe::widgets
