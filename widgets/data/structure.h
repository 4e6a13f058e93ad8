#pragma once

#include "core/runner/engine.h"
#include "widgets/common/bars.h"

#include <QAbstractItemModel>

namespace lathe::widgets {

// One line of a model's structure, as it is shown.
struct StructurePart {
    QString name;
    QString shape;
    QString size;  // on disk; empty where the file format does not tell
    QString share; // of the weights
    std::vector<StructurePart> children;
};

// Embeddings, layers with attention and FFN, classifier.
[[nodiscard]] std::vector<StructurePart> structureOf(const runner::ModelFacts& facts);

// Embeddings, attention, FFN, head and the rest, as shares of the bytes on disk.
[[nodiscard]] std::vector<StackedBar::Segment> byteShares(const runner::ModelFacts& facts,
                                                          const QWidget* widget);

class StructureModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Shape, Size, Share, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;
    void setParts(std::vector<StructurePart> parts);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<StructurePart> m_parts;
};

} // namespace lathe::widgets
