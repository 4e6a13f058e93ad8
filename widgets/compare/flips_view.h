#pragma once

#include "widgets/compare/chart_export.h"
#include "widgets/compare/pair_store.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace lathe::widgets {

class FlipFilter;
class FlipModel;

// The texts that became wrong or right: filtered by kind, label and words. The texts are read from
// the data files when the view is first seen.
class FlipsView : public QWidget {
    Q_OBJECT
public:
    explicit FlipsView(PairStore& pairs, QWidget* parent = nullptr);
    [[nodiscard]] FlipModel* model() const { return m_model; }
    [[nodiscard]] FlipFilter* filter() const { return m_filter; }
    [[nodiscard]] QString note() const; // why there are no texts; empty when there are
    [[nodiscard]] ChartSource source();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();
    void refreshTexts();
    void count();

    PairStore& m_pairs;
    FlipModel* m_model;
    FlipFilter* m_filter;
    QLabel* m_title;
    QLabel* m_note;
    QLabel* m_count;
    QComboBox* m_kind;
    QComboBox* m_label;
    QLineEdit* m_words;
    QTableView* m_table;
};

} // namespace lathe::widgets
