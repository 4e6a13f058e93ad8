#pragma once

#include "widgets/history/history_find.h"

#include <QAbstractItemModel>

namespace lathe::widgets {

[[nodiscard]] QString facetTitle(Facet facet);

// Facets with their values and counts. A facet of one value that nobody chose says nothing and is
// left out; of long ones the most frequent values are there until all are asked for.
class FacetModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { FacetRole = Qt::UserRole, ValueRole }; // no value: the title, or "show all"
    static constexpr int kFirstValues = 6;

    using QAbstractItemModel::QAbstractItemModel;
    void setFound(const HistoryFound& found);
    void showAll(Facet facet);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& = {}) const override { return 2; }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void chosen(Facet facet, const QString& value, bool isChosen);

private:
    struct Shown {
        Facet facet;
        std::vector<FacetCount> values;
        int rest = 0; // values that are not shown
    };
    void rebuild();

    std::vector<std::vector<FacetCount>> m_all; // [Facet]
    std::set<Facet> m_whole;
    std::vector<Shown> m_shown;
};

} // namespace lathe::widgets
