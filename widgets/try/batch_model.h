#pragma once

#include "widgets/try/batch_store.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace lathe::widgets {

// The texts of a batch with what every model answers.
class BatchModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        DisagreeRole = Qt::UserRole,
        WrongRole
    }; // WrongRole: some model is not as expected

    using QAbstractTableModel::QAbstractTableModel;
    void setResult(std::shared_ptr<const BatchStore::Result> result);

    [[nodiscard]] int firstAnswer() const; // column of the first model's answer
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] bool isWrong(size_t row, size_t column) const;
    std::shared_ptr<const BatchStore::Result> m_result;
};

// All rows, those where models disagree, or those where one is not as expected; with the words.
class BatchFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Show { All, Disagreeing, Wrong };

    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setShow(Show show);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    Show m_show = Show::All;
};

} // namespace lathe::widgets
