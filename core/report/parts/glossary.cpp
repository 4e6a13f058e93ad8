#include "core/report/parts/parts.h"
#include "core/report/words.h"

#include <array>
#include <fmt/format.h>

namespace lathe::report {

namespace {

struct Term {
    const char* term;
    const char* meaning;
    bool (*isUsed)(const Study& study);
};

bool always(const Study&)
{
    return true;
}
bool isTested(const Study& study)
{
    return study.subject && study.entries[*study.subject].difference.has_value();
}
bool isTimed(const Study& study)
{
    return study.subject &&
           analysis::valueOf(study.entries[*study.subject].variant.metrics, "latencyP50Ms")
               .has_value();
}
template <recipe::StageFamily family>
bool uses(const Study& study)
{
    for (const Entry& entry : study.entries)
        for (const recipe::StageFamily other : entry.variant.families)
            if (other == family)
                return true;
    return false;
}

constexpr std::array kTerms{
    Term{"Original", "The model before anything was made smaller; everything is compared with it",
         always},
    Term{"Test rows", "Labelled texts that no model has learned from; quality is counted on them",
         always},
    Term{"Point", "One hundredth: from 0.85 to 0.84 is one point less", always},
    Term{"95 % interval",
         "Where the true difference plausibly lies, as far as the test rows can tell", isTested},
    Term{"p", "How often chance alone would part two equally good models at least that far",
         isTested},
    Term{"McNemar's test",
         "Looks only at rows that one of two models decides right and the other wrong", isTested},
    Term{"Bootstrap",
         "Draws the test rows again many times to see how much a figure moves by chance", isTested},
    Term{"Front", "The models that no other beats in both figures of a chart", always},
    Term{"p50 latency", "Time for one text; half of the texts take less", isTimed},
    Term{
        "Kernel",
        "The piece of program that multiplies the numbers; which one runs depends on the processor",
        isTimed},
    Term{"Pruning", "Removing parts of a model that matter little",
         uses<recipe::StageFamily::Prune>},
    Term{"Distillation", "Teaching a smaller model to answer as a larger one does",
         uses<recipe::StageFamily::Distill>},
    Term{"Quantization",
         "Storing and computing with fewer bits, such as whole numbers of 8 bits (int8)",
         uses<recipe::StageFamily::Quantize>},
    Term{"Fine-tuning", "Training a model that already knows the language for the task at hand",
         uses<recipe::StageFamily::Train>},
};

} // namespace

void addGlossary(Document& document, const Study& study, bool hasFigures)
{
    document.blocks.push_back(Heading{2, "Words used"});
    Terms terms;
    for (const Term& term : kTerms)
        if (term.isUsed(study))
            terms.terms.emplace_back(term.term, term.meaning);
    // F1 is in every part about labels.
    terms.terms.emplace_back("F1",
                             "Of one label: between how many of its texts were found and how many "
                             "of those named were right; 1 is best");
    for (const analysis::MetricInfo& info : analysis::allMetrics()) {
        const bool isOfDecision = info.key == study.quality->key || info.key == "ece";
        if ((!hasFigures && !isOfDecision) || !analysis::appliesTo(info, study.labels.kind) ||
            !study.subject ||
            !analysis::valueOf(study.entries[*study.subject].variant.metrics, info.key))
            continue;
        terms.terms.emplace_back(std::string(info.title), std::string(info.meaning));
    }
    document.blocks.push_back(std::move(terms));
}

} // namespace lathe::report
