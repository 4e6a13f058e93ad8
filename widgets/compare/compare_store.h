#pragma once

#include "widgets/compare/advice.h"
#include "widgets/compare/verdict_job.h"
#include "widgets/session/session.h"

#include <QTimer>

namespace lathe::widgets {

// What all views of Compare share: the variants, how they are looked at, the limits with what
// follows from them, and the selection. Views read it and ask it to change; they never talk to each
// other.
class CompareStore : public QObject {
    Q_OBJECT
public:
    explicit CompareStore(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] const CompareState& state() const { return m_state; }
    [[nodiscard]] std::shared_ptr<const Comparison> comparison() const { return m_comparison; }
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    [[nodiscard]] bool isEmpty() const { return m_pool.empty(); }

    // Selected variants, the one that details are about first. Only ids that are shown.
    [[nodiscard]] const std::vector<std::string>& selection() const { return m_selected; }
    [[nodiscard]] const ComparedVariant* current() const; // null: nothing is selected
    // What the current one is compared with: the second selected, else its original; null: neither.
    [[nodiscard]] const runner::Variant* reference() const;

    void setState(CompareState state);
    void setRun(const std::string& runId);
    void setLimit(const analysis::Constraint& limit);
    void removeLimit(const std::string& metric);
    void select(std::vector<std::string> variantIds);
    void toggle(const std::string& variantId); // adds it to the selection or takes it out

Q_SIGNALS:
    void comparisonChanged(); // variants, axes, filters, columns; limits too
    void limitsChanged();     // only limits, preference, recommendation
    void verdictsChanged();   // the same variants, more of them tested
    void selectionChanged();

private:
    void readPool();
    void refresh();
    void advise();
    void onVerdicts();
    void keepSelection();

    Session& m_session;
    VerdictJob m_verdicts;
    QTimer m_later; // gathers measured variants
    VariantList m_pool;
    CompareState m_state;
    bool m_hasChosenQuality = false;
    std::shared_ptr<const Comparison> m_comparison;
    Advice m_advice;
    std::vector<std::string> m_selected;
    bool m_hasChosen = false; // by hand; otherwise the selection follows the recommendation
    std::filesystem::path m_history;
};

} // namespace lathe::widgets
