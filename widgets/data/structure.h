#pragma once

#include "core/runner/engine.h"
#include "widgets/common/bars.h"
#include "widgets/data/model_parts.h"

#include <QAbstractItemModel>

namespace lathe::widgets {

// One line of a model's structure, as it is shown.
struct StructurePart {
    PartId id; // in the picture
    QString name;
    QString shape;
    QString form;  // "int8", how its weights are stored
    QString size;  // on disk; empty where the file format does not tell
    QString share; // of the weights
    std::vector<StructurePart> children;
};

// Embeddings, layers with attention and FFN, classifier.
[[nodiscard]] std::vector<StructurePart> structureOf(const runner::ModelFacts& facts);

// Embeddings, attention, FFN, head and the rest, as shares of the bytes on disk.
[[nodiscard]] std::vector<StackedBar::Segment> byteShares(const runner::ModelFacts& facts,
                                                          const QWidget* widget);

// The same parts as shares of the time of one text; `times` as measured.
[[nodiscard]] std::vector<StackedBar::Segment>
timeShares(const std::vector<runner::OperatorTime>& times, const QWidget* widget);

class StructureModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { Name, Shape, Form, Size, Share, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;
    void setParts(std::vector<StructurePart> parts);

    // Where a part is shown; invalid for none.
    [[nodiscard]] QModelIndex indexOf(const PartId& part) const;
    [[nodiscard]] PartId partOf(const QModelIndex& index) const;

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
