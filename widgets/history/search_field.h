#pragma once

#include "widgets/history/history_store.h"

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;

namespace lathe::widgets {

// Words and conditions, completed as they are typed; what was not understood is said below.
class SearchField : public QWidget {
    Q_OBJECT
public:
    explicit SearchField(HistoryStore& store, QWidget* parent = nullptr);
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] QLabel* problems() const { return m_problems; }

private:
    void complete();
    void insert(const QString& word);
    void refresh();
    void follow();

    HistoryStore& m_store;
    QLineEdit* m_edit;
    QLabel* m_problems;
    QStringListModel* m_words;
    QCompleter* m_completer;
    QTimer m_typed;
    QString m_asked; // the store's search, as far as this field knows
};

} // namespace lathe::widgets
