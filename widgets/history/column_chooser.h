#pragma once

#include "widgets/history/history_store.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace lathe::widgets {

// A list of all columns that drops down from a button: find, check, take the usual ones.
class ColumnChooser : public QFrame {
    Q_OBJECT
public:
    explicit ColumnChooser(HistoryStore& store, QWidget* parent = nullptr);
    void popup(const QWidget* below);
    [[nodiscard]] QListWidget* list() const { return m_list; }

private:
    void fill();
    void apply();
    void narrow(const QString& text);

    HistoryStore& m_store;
    QLineEdit* m_find;
    QListWidget* m_list;
    bool m_isFilling = false;
};

} // namespace lathe::widgets
