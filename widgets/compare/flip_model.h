#pragma once

#include "widgets/compare/pair_analysis.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace lathe::widgets {

// The rows that a pair decides differently, with their texts where those are to be had.
class FlipModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Kind, Truth, Before, Now, Probability, Text, ColumnCount };
    enum Role { SortRole = Qt::UserRole, KindRole, LabelsRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<FlipRow> rows);
    void setTexts(std::vector<std::string> texts);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const FlipRow& row) const;
    std::vector<FlipRow> m_rows;
    std::vector<std::string> m_texts;
};

// Those of one kind, about one label and with some words in them.
class FlipFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit FlipFilter(QObject* parent = nullptr);
    void setKind(int kind);   // of analysis::Flip::Kind; -1: all
    void setLabel(int label); // -1: all
    void setWords(const QString& words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    int m_kind = -1;
    int m_label = -1;
    QString m_words;
};

} // namespace lathe::widgets
