#pragma once

#include "core/data/file_check.h"
#include "widgets/session/newest.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTimer;

namespace lathe::widgets {

class FilePreview;
class NoteList;

// Which files and columns make the data set. Everything is looked through while it is being chosen:
// the first rows, rows that cannot be read, labels that training lacks.
class DataSpecDialog : public QDialog {
    Q_OBJECT
public:
    explicit DataSpecDialog(const data::DataSpec& spec, QWidget* parent = nullptr);
    [[nodiscard]] data::DataSpec spec() const;

    [[nodiscard]] NoteList* notes() const { return m_notes; }
    [[nodiscard]] FilePreview* preview() const { return m_preview; }
    [[nodiscard]] QString details() const; // bad rows and unknown labels, a line each
    [[nodiscard]] QPushButton* accepting() const { return m_accept; }

Q_SIGNALS:
    void checked(); // what is shown is about spec()

private:
    QLineEdit* addFile(QFormLayout* form, const QString& title, const QString& placeholder,
                       const std::filesystem::path& value);
    QWidget* makeForm();
    QWidget* makePreview();
    void offerColumns(const QStringList& names);
    void look();
    void showCheck(const data::DataCheck& check, const data::DataSpec& spec);

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
    QTimer* m_pause; // after the last change
    NoteList* m_notes;
    FilePreview* m_preview;
    QTableView* m_rows;
    QPlainTextEdit* m_details;
    QPushButton* m_accept;
    Newest<data::DataCheck> m_check{this};
};

// The column names in the first line of a TSV, CSV or JSONL file; empty when they cannot be told.
[[nodiscard]] QStringList columnNames(const QString& file);

} // namespace lathe::widgets
