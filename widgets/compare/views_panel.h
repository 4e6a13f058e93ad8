#pragma once

#include "widgets/compare/compare_store.h"
#include "widgets/compare/saved_views.h"

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace lathe::widgets {

// The saved views of the workspace: a click shows one, F2 or a double click renames it, Delete
// removes it.
class ViewsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ViewsPanel(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] QListWidget* list() const { return m_list; }
    void saveAs(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void read();
    void fill();
    void saveNew();
    void apply(const QListWidgetItem* item);
    void rename(QListWidgetItem* item);
    void removeCurrent();
    void showMenu(const QPoint& at);
    void attempt(const std::function<void()>& work); // shows what went wrong
    void change(const std::function<void()>& edit);  // what is written into the workspace

    CompareStore& m_store;
    SavedViews m_views;
    QListWidget* m_list;
    QLabel* m_trouble;
};

} // namespace lathe::widgets
