#pragma once

#include "widgets/data/repeat_model.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QTableView;

namespace lathe::widgets {

// The texts that occur more than once, with both rows below the list.
class RepeatsDialog : public QDialog {
    Q_OBJECT
public:
    explicit RepeatsDialog(DataSummary summary, QWidget* parent = nullptr);

    [[nodiscard]] RepeatModel* repeats() const { return m_model; }
    [[nodiscard]] QComboBox* shown() const { return m_show; }
    [[nodiscard]] QString rows() const; // as shown below the list
    void select(int row);

private:
    void refresh();
    void showRows(int row);

    DataSummary m_summary;
    RepeatModel* m_model;
    QComboBox* m_show;
    QLabel* m_count;
    QTableView* m_table;
    QLabel* m_rows;
};

} // namespace lathe::widgets
