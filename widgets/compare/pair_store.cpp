#include "widgets/compare/pair_store.h"

#include "core/history/brief.h"

namespace lathe::widgets {

PairStore::PairStore(CompareStore& store, QObject* parent)
    : QObject(parent), m_store(store), m_job(this), m_textsJob(this)
{
    connect(&store, &CompareStore::selectionChanged, this, &PairStore::follow);
    follow();
}

void PairStore::set(Status status, const QString& why)
{
    m_status = status;
    m_why = why;
    Q_EMIT pairChanged();
}

void PairStore::follow()
{
    const ComparedVariant* current = m_store.current();
    const runner::Variant* reference = m_store.reference();
    const std::string of = current ? current->variant->id : std::string();
    const std::string beside = reference ? reference->id : std::string();
    const auto proofOf = [](const runner::Variant* variant) {
        return variant && isFromOtherRuntime(*variant) ? variant->metrics : analysis::Metrics();
    };
    const std::array<analysis::Metrics, 2> proofs{proofOf(current ? current->variant : nullptr), proofOf(reference)};
    if (of == m_of && beside == m_beside && proofs == m_proofs && m_status != Status::None)
        return;
    m_of = of;
    m_beside = beside;
    m_proofs = proofs;
    m_job.cancel();
    m_pair = {};
    m_title.clear();
    if (!current) {
        set(Status::None, tr("No variant is selected."));
        return;
    }
    if (!reference) {
        set(Status::None,
            tr("This is the original that the others are compared with. Select another variant, "
               "or two with Ctrl."));
        return;
    }
    m_variant = *current->variant;
    m_title = tr("%1, compared with %2").arg(variantName(m_variant), variantName(*reference));
    set(Status::Busy, tr("Comparing the answers…"));
    m_job.start(
        [variant = m_variant, other = *reference,
         file = m_store.session().workspace().historyFile()](const std::stop_token&) {
            if (variant.evaluation && other.evaluation)
                return analysePair(variant, other);
            const history::History history(file, history::History::Mode::ReadOnly);
            return analysePair(withAnswers(variant, history), withAnswers(other, history));
        },
        [this](const PairAnalysis& pair) {
            m_pair = pair;
            if (!pair.isKnown) {
                set(Status::None, tr("There are no answers to the same test rows to compare."));
                return;
            }
            set(Status::Known, {});
            if (m_needsTexts)
                readTexts();
        },
        [this](const Trouble& trouble) { set(Status::None, trouble.text); });
}

void PairStore::needTexts()
{
    m_needsTexts = true;
    if (m_status == Status::Known)
        readTexts();
}

void PairStore::readTexts()
{
    if (m_textsOf == m_variant.runId)
        return;
    m_textsOf = m_variant.runId;
    m_texts = {{}, tr("Reading the texts…")};
    Q_EMIT textsChanged();
    m_textsJob.start(
        [variant = m_variant, truth = m_pair.truth,
         file = m_store.session().workspace().historyFile()](const std::stop_token&) {
            const history::History history(file, history::History::Mode::ReadOnly);
            return testTexts(history::isBrief(variant) ? history.variant(variant.id) : variant,
                             truth, history);
        },
        [this](const TestTexts& texts) {
            m_texts = texts;
            Q_EMIT textsChanged();
        },
        [this](const Trouble& trouble) {
            m_texts = {{}, trouble.text};
            Q_EMIT textsChanged();
        });
}

} // namespace lathe::widgets
