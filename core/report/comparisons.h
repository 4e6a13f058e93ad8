#pragma once

#include "core/report/study.h"

namespace lathe::report {

// Fills in, for every entry, the figures that its answers tell, the difference to its original with
// tests, and the corrections for all of them. Keeps no answers. Throws Error when the test rows of
// two entries differ.
void compareAll(Study& study, const history::History& history, const Task& task);

// The rows and labels that the study's subject decides otherwise than its original.
[[nodiscard]] std::optional<Affected> affectedBy(const Study& study,
                                                 const history::History& history);

} // namespace lathe::report
