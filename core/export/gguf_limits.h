#pragma once

#include "core/runner/model_facts.h"

namespace lathe::exports {

// Why llama.cpp cannot run a model, as far as its facts tell, with the remedy; empty: the engine, which knows more, may
// still refuse it (core/engine/export/gguf_target.h).
[[nodiscard]] std::string whyNotGguf(const runner::ModelFacts& model);

} // namespace lathe::exports
