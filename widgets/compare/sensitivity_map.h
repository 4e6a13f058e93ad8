#pragma once

#include <QWidget>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

namespace lathe::widgets {

// What analyze.sensitivity measured, as a grid: a row per layer, then embeddings and head, a column
// per part and method; the darker a cell, the further the change moves the answers (on a
// logarithmic scale).
struct SensitivityGrid {
    struct Cell {
        double divergence = 0;
        int64_t bytesSaved = 0;
    };
    QStringList rows, columns;              // "0", "embeddings"; "attention int8"
    std::vector<std::optional<Cell>> cells; // row by row
    [[nodiscard]] const std::optional<Cell>& at(qsizetype row, qsizetype column) const
    {
        return cells[size_t(row * columns.size() + column)];
    }
};
// Rows that are not what analyze.sensitivity writes are left out.
[[nodiscard]] SensitivityGrid sensitivityGrid(const nlohmann::json& table);

class SensitivityMap : public QWidget {
    Q_OBJECT
public:
    explicit SensitivityMap(QWidget* parent = nullptr);
    void setGrid(SensitivityGrid grid);
    [[nodiscard]] QByteArray csv() const; // every cell that was measured
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QRectF cellRect(qsizetype row, qsizetype column) const;
    SensitivityGrid m_grid;
    int m_head = 0;                 // height of the turned column titles
    double m_least = 0, m_most = 0; // logarithms of the divergences
};

} // namespace lathe::widgets
