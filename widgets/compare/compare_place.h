#pragma once

#include "widgets/compare/chart_card.h"

class QComboBox;
class QStackedWidget;

namespace lathe::widgets {

class DetailsCard;
class LimitsPanel;
class ScatterView;
class ShowPanel;
class VariantModel;
class VariantTable;
class ViewsPanel;

// Every measured variant: limits and filters to the left, pictures over the table, the selected one
// to the right. All of them show one CompareStore.
class ComparePlace : public QWidget {
    Q_OBJECT
public:
    explicit ComparePlace(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] CompareStore& store() { return m_store; }
    [[nodiscard]] ChartCard* charts() const { return m_charts; }
    [[nodiscard]] ScatterView* scatter() const;
    [[nodiscard]] VariantTable* table() const { return m_table; }
    [[nodiscard]] VariantModel* variantModel() const;
    [[nodiscard]] LimitsPanel* limits() const { return m_limits; }
    [[nodiscard]] ShowPanel* filters() const { return m_show; }
    [[nodiscard]] ViewsPanel* views() const { return m_views; }
    [[nodiscard]] DetailsCard* details() const { return m_details; }

    void select(const std::string& variantId);
    // Shows one run; an empty id shows all of them.
    void showRun(const std::string& runId);
    // With its run, and the filters that would hide it taken away.
    void showVariant(const std::string& variantId);
    // The selected variant after its original; empty when none is selected.
    [[nodiscard]] std::vector<std::filesystem::path> speedModels() const;
    // Of what is shown: the originals, then the front, then others, best quality first; at most `most`.
    [[nodiscard]] std::vector<std::filesystem::path> shownModels(size_t most) const;

Q_SIGNALS:
    void openRecipeRequested(const std::string& runId);
    void useAsModelRequested(const std::filesystem::path& model);
    void speedRequested(const std::vector<std::filesystem::path>& models);
    void exportRequested(const std::string& variantId);
    void reportRequested(const std::vector<std::string>& variantIds);
    void runRequested();

private:
    QWidget* makeSide();
    void connectParts();
    void fillRuns();
    void showPage();

    Session& m_session;
    CompareStore m_store;
    PairStore m_pairs;
    QStackedWidget* m_pages;
    QComboBox* m_run;
    LimitsPanel* m_limits;
    ShowPanel* m_show;
    ViewsPanel* m_views;
    ChartCard* m_charts;
    VariantTable* m_table;
    DetailsCard* m_details;
    bool m_hasChosenRun = false;
};

} // namespace lathe::widgets
