#pragma once

#include "core/analysis/agreement.h"
#include "core/analysis/quality.h"
#include "widgets/try/batch_file.h"
#include "widgets/try/try_store.h"

namespace lathe::widgets {

// What a batch says of one model.
struct BatchFigures {
    std::optional<analysis::Agreement>
        agreement; // with the first model, where both know the same labels
    std::optional<analysis::Quality> quality; // where the file has labels that the model knows
    size_t judged = 0;                        // texts that quality is about
};

// Texts whose expected labels the model does not know are left out of its quality.
[[nodiscard]] BatchFigures figuresOf(const BatchFile& batch, const runner::Answers& answers,
                                     const runner::Answers& first);

} // namespace lathe::widgets
