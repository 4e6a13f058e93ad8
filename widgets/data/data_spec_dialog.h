#pragma once

#include "core/data/dataset.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace lathe::widgets {

// Which files and columns make the data set. Columns are offered from the first line of the
// training file; any name can be typed.
class DataSpecDialog : public QDialog {
    Q_OBJECT
public:
    explicit DataSpecDialog(const data::DataSpec& spec, QWidget* parent = nullptr);
    [[nodiscard]] data::DataSpec spec() const;

private:
    QLineEdit* addFile(QFormLayout* form, const QString& title, const QString& placeholder,
                       const std::filesystem::path& value);
    void offerColumns();

    data::DataSpec m_spec;
    QLineEdit* m_train;
    QLineEdit* m_validation;
    QLineEdit* m_test;
    QLineEdit* m_unlabelled;
    QComboBox* m_text;
    QComboBox* m_label;
    QComboBox* m_kind;
    QLineEdit* m_separator;
    QDoubleSpinBox* m_fraction;
    QCheckBox* m_dropUnknown;
};

// The column names in the first line of a TSV, CSV or JSONL file; empty when they cannot be told.
[[nodiscard]] QStringList columnNames(const QString& file);

} // namespace lathe::widgets
