#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

class QComboBox;
class QLineEdit;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace lathe::widgets {

class Banner;
class ColumnChart;
class NoteList;
class TextModel;

// The recipe's data set: how much, of what, what to know about it, and every text.
class DataCard : public Card {
    Q_OBJECT
public:
    explicit DataCard(Session& session, QWidget* parent = nullptr);

Q_SIGNALS:
    void openRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFacts();
    void refresh();
    void refreshCharts();
    void refreshLabels();
    void search();

    Session& m_session;
    Banner* m_banner;
    QPushButton* m_columns;
    QSpinBox* m_maxLength;
    QWidget* m_controls;
    QStackedWidget* m_pages;
    std::vector<Figure*> m_figures;
    NoteList* m_notes;
    ColumnChart* m_labelChart;
    ColumnChart* m_tokenChart;
    QLineEdit* m_find;
    QComboBox* m_split;
    QComboBox* m_label;
    QLabel* m_found;
    TextModel* m_texts;
    QTableView* m_table;
    Newest<std::vector<int>> m_search{this};
};

// Columns of the two charts: rows per label, the most frequent first; texts per count of tokens.
[[nodiscard]] std::vector<std::pair<int, int>> tokenHistogram(const std::vector<int>& tokens,
                                                              int width, int bins);

} // namespace lathe::widgets
