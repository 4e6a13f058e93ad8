#pragma once

#include "core/report/document.h"
#include "core/report/study.h"

namespace lathe::report {

// The parts of a report, each a few blocks about one study.
void addDecision(Document& document, const Study& study); // what, gain, loss, how sure
// `isNumbered`: dots bear the numbers of the table of all models, which follows.
void addWhatWasWeighed(Document& document, const Study& study, bool isNumbered);
void addAffectedShort(Document& document, const Study& study);
void addCertaintyShort(Document& document, const Study& study);
void addRisks(Document& document, const Study& study);

void addCharts(Document& document, const Study& study);
void addVariants(Document& document, const Study& study);
void addExports(Document& document, const Study& study); // nothing where none was run in another runtime
void addAffected(Document& document, const Study& study, size_t labelsShown, size_t flipsShown);
void addCertainty(Document& document, const Study& study);
void addMethod(Document& document, const Study& study, const recipe::StageCatalog& catalog);
void addEnvironment(Document& document, const Study& study);
void addReproduce(Document& document, const Study& study);
// `hasFigures`: also every figure that the subject has, not only those of the decision.
void addGlossary(Document& document, const Study& study, bool hasFigures);

} // namespace lathe::report
