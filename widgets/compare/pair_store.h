#pragma once

#include "widgets/compare/compare_store.h"
#include "widgets/compare/pair_analysis.h"
#include "widgets/compare/test_texts.h"

namespace lathe::widgets {

// What the current variant answers beside the one it is compared with: computed once off the user
// interface's thread, read by every view that shows it.
class PairStore : public QObject {
    Q_OBJECT
public:
    explicit PairStore(CompareStore& store, QObject* parent = nullptr);

    enum class Status { None, Busy, Known };
    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] QString why() const { return m_why; } // in words, unless known
    [[nodiscard]] const PairAnalysis& pair() const { return m_pair; }
    [[nodiscard]] QString title() const { return m_title; } // "A beside B"
    // Texts are read when they are first asked for, and again for another run.
    void needTexts();
    [[nodiscard]] const TestTexts& texts() const { return m_texts; }

Q_SIGNALS:
    void pairChanged();
    void textsChanged();

private:
    void follow();
    void set(Status status, const QString& why);
    void readTexts();

    CompareStore& m_store;
    Status m_status = Status::None;
    QString m_why, m_title;
    std::string m_of, m_beside; // variant ids
    std::array<analysis::Metrics, 2> m_proofs; // their figures where they are exports, which may be proven anew
    std::string m_textsOf;      // run id
    bool m_needsTexts = false;
    runner::Variant m_variant;
    PairAnalysis m_pair;
    TestTexts m_texts;
    Newest<PairAnalysis> m_job;
    Newest<TestTexts> m_textsJob;
};

} // namespace lathe::widgets
