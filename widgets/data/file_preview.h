#pragma once

#include "core/data/file_check.h"

#include <QAbstractTableModel>

namespace lathe::widgets {

// The first rows of a data file, with all its columns; what is read as text and label stands out.
class FilePreview : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setCheck(const data::FileCheck& check, const std::string& text, const std::string& label);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    data::FileCheck m_check;
    std::string m_text, m_label;
};

} // namespace lathe::widgets
