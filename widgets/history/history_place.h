#pragma once

#include "widgets/history/history_store.h"

#include <QWidget>

class QStackedWidget;

namespace lathe::widgets {

class Banner;
class FacetPanel;
class HistoryActions;
class HistoryModel;
class HistoryTable;
class RunDetails;
class SearchField;
class UndoBar;

// Every run of the workspace with its variants: narrow them down, find one, note something about
// it, look at it, run it again, delete it.
class HistoryPlace : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPlace(Session& session, QWidget* parent = nullptr);
    ~HistoryPlace() override;

    [[nodiscard]] HistoryStore& store() { return m_store; }
    [[nodiscard]] HistoryModel* model() const;
    [[nodiscard]] HistoryTable* table() const { return m_table; }
    [[nodiscard]] FacetPanel* facets() const { return m_facets; }
    [[nodiscard]] SearchField* search() const { return m_search; }
    [[nodiscard]] RunDetails* details() const { return m_details; }
    [[nodiscard]] HistoryActions* actions() const { return m_actions; }
    [[nodiscard]] UndoBar* undoBar() const { return m_undoBar; }
    enum Page { Loading, Empty, Content };
    [[nodiscard]] Page page() const;
    [[nodiscard]] bool saysNothingMatches() const;

    // For a workspace that another window writes.
    void setReadOnly(bool isReadOnly) { m_store.setReadOnly(isReadOnly); }

Q_SIGNALS:
    void compareRequested(const std::string& runId, const std::vector<std::string>& variantIds);
    void openRecipeRequested(const std::string& runId);
    void runAgainRequested(const std::string& runId);
    void reportRequested(const std::vector<std::string>& variantIds);
    void speedRequested(const std::vector<std::filesystem::path>& models);
    void exportRequested(const std::string& variantId);
    void runRequested(); // there is nothing yet

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makePages();
    void connectParts();
    void refresh();
    void clearFilters();
    void exportCsv();
    void showMenu(const QPoint& at);

    HistoryStore m_store;
    Banner* m_banner;
    UndoBar* m_undoBar;
    QStackedWidget* m_pages;
    QStackedWidget* m_results;
    HistoryActions* m_actions;
    FacetPanel* m_facets;
    SearchField* m_search;
    HistoryTable* m_table;
    RunDetails* m_details;
    Newest<bool> m_exportJob{this};
};

} // namespace lathe::widgets
