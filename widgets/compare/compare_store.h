#pragma once

#include "widgets/compare/advice.h"
#include "widgets/compare/scatter_series.h"
#include "widgets/compare/verdict_job.h"
#include "widgets/session/session.h"

#include <QTimer>

#include <set>

namespace lathe::widgets {

// What all views of Compare share: the variants, how they are looked at, the limits with what
// follows from them, and the selection. Views read it and ask it to change; they never talk to each
// other.
class CompareStore : public QObject {
    Q_OBJECT
public:
    explicit CompareStore(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Session& session() const { return m_session; }
    // What was asked for last.
    [[nodiscard]] const CompareState& state() const { return m_state; }
    // What comparison and advice are about: the same, unless many variants are being compared, which
    // happens on another thread.
    [[nodiscard]] const CompareState& shown() const { return m_shown; }
    [[nodiscard]] std::shared_ptr<const Comparison> comparison() const { return m_comparison; }
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    [[nodiscard]] const ScatterSeries& series() const { return *m_series; }
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
    // While a comparison is being made, once it is there.
    void select(std::vector<std::string> variantIds);
    void toggle(const std::string& variantId); // adds it to the selection or takes it out

Q_SIGNALS:
    void comparisonChanged(); // variants, axes, filters, columns; limits too
    void limitsChanged();     // only limits, preference, recommendation
    void verdictsChanged();   // the same variants, more of them tested
    void selectionChanged();

private:
    // What has to be made again; what is not is taken over.
    struct Asked {
        bool comparison = false, verdicts = false, limits = false;
        [[nodiscard]] bool any() const { return comparison || verdicts || limits; }
    };
    struct Made {
        CompareState state;
        std::shared_ptr<const Comparison> comparison;
        Advice advice;
        std::shared_ptr<const ScatterSeries> series;
    };

    void readPool();
    void ask(bool Asked::*part);
    void next();
    void take(const Made& made, const Asked& asked);
    void keepSelection();
    void readWhole();
    void useWhole();

    Session& m_session;
    VerdictJob m_verdicts;
    QTimer m_later; // gathers measured variants
    VariantList m_pool;
    CompareState m_state, m_shown;
    bool m_hasChosenQuality = false;
    std::shared_ptr<const Comparison> m_comparison;
    Advice m_advice;
    std::shared_ptr<const ScatterSeries> m_series = std::make_shared<const ScatterSeries>();
    std::vector<std::string> m_selected;
    bool m_hasChosen = false; // by hand; otherwise the selection follows the recommendation
    std::filesystem::path m_history;

    Asked m_asked, m_making; // waits; is on its way
    std::optional<std::vector<std::string>> m_wanted; // selection, once there is a comparison
    std::map<std::string, VariantList::Item, std::less<>> m_whole; // by id, of runs looked at closely
    std::set<std::string> m_wholeRuns, m_readRuns; // read; being read
    Newest<Made> m_job{this};
    Newest<std::vector<runner::Variant>> m_wholeJob{this};
};

} // namespace lathe::widgets
