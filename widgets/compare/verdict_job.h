#pragma once

#include "core/history/history.h"
#include "widgets/compare/comparison.h"
#include "widgets/session/newest.h"

namespace lathe::widgets {

// Tests variants against their originals, off the user interface's thread and a few at a time. What
// was tested once is known from then on. Those on the front come first; beyond a few hundred the
// rest is left untested, since every further test weakens all of them.
class VerdictJob : public QObject {
    Q_OBJECT
public:
    static constexpr size_t kMostTested = 300;

    explicit VerdictJob(QObject* parent = nullptr) : QObject(parent), m_job(this) {}

    [[nodiscard]] const Verdicts& verdicts() const { return m_verdicts; }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    // Tests what this comparison shows and was not tested yet. A running test of others is dropped.
    void follow(const Comparison& comparison, const std::string& quality,
                const std::filesystem::path& history);
    // Drops the tests of exports that were proven anew, whose answers are others now. Before follow().
    void forgetOlder(const VariantList& pool);
    void clear(); // another history

Q_SIGNALS:
    void verdictsChanged();

private:
    void next();

    Verdicts m_verdicts;
    std::map<std::string, analysis::Metrics> m_proofs; // figures of exports, by which a new proof is told
    std::vector<std::string> m_waiting; // variant ids, the next at the end
    VariantList m_pool;
    std::filesystem::path m_history;
    int m_resamples = 0;
    bool m_isBusy = false;
    Newest<Verdicts> m_job;
};

// The variant with its answers, from memory or else from the history. Throws Error when the history
// cannot be read.
[[nodiscard]] runner::Variant withAnswers(const runner::Variant& variant,
                                          const history::History& history);

} // namespace lathe::widgets
