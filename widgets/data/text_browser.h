#pragma once

#include "widgets/data/text_model.h"
#include "widgets/session/session.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace lathe::widgets {

// Every text of the data set, to search and to filter.
class TextBrowser : public QWidget {
    Q_OBJECT
public:
    explicit TextBrowser(Session& session, QWidget* parent = nullptr);

    void refresh(); // other data
    void clear();
    void showLabel(int label);

    [[nodiscard]] TextModel* texts() const { return m_texts; }
    [[nodiscard]] QLineEdit* find() const { return m_find; }
    [[nodiscard]] QComboBox* kinds() const { return m_kind; }
    [[nodiscard]] QComboBox* splits() const { return m_split; }

private:
    void search();
    [[nodiscard]] int chosenLabel() const; // negative: any

    Session& m_session;
    QLineEdit* m_find;
    QLabel* m_found;
    QComboBox* m_kind;
    QComboBox* m_split;
    QComboBox* m_label;
    TextModel* m_texts;
    QTableView* m_table;
    Newest<std::vector<int>> m_search{this};
};

} // namespace lathe::widgets
