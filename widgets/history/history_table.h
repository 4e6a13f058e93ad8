#pragma once

#include "widgets/common/kit.h"
#include "widgets/history/history_store.h"

class QToolButton;
class QTreeView;

namespace lathe::widgets {

class ColumnChooser;
class HistoryModel;

// What was found, as a table: runs with their variants, or variants alone. Its rows are the shared
// selection.
class HistoryTable : public Card {
    Q_OBJECT
public:
    explicit HistoryTable(HistoryStore& store, QWidget* parent = nullptr);
    [[nodiscard]] HistoryModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* view() const { return m_view; }
    [[nodiscard]] QToolButton* differencesButton() const { return m_differences; }
    [[nodiscard]] QToolButton* flatButton() const { return m_flat; }
    [[nodiscard]] QByteArray csv() const; // what is shown, with the shown columns

Q_SIGNALS:
    void exportRequested();
    void menuRequested(const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeHead();
    void makeView();
    void refresh();
    void refreshTitle();
    void fitName();
    void showSelection();
    void takeSelection();
    void showReference();
    void sortBy(int section);
    void takeOrder();

    HistoryStore& m_store;
    HistoryModel* m_model;
    QTreeView* m_view;
    QLabel* m_title;
    QToolButton* m_flat;
    QToolButton* m_differences;
    ColumnChooser* m_chooser;
    std::set<std::string> m_unfolded; // runs
    std::set<std::string> m_dragged;  // columns whose width was changed by hand just now
    QTimer m_resized;
    bool m_isShowing = false; // the view is being written, not read
};

} // namespace lathe::widgets
