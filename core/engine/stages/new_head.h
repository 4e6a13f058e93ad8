#pragma once

#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

// The checkpoint with a fresh classification head for the labels of the data: weights from N(0, 0.02),
// for multilabel each bias at the log-odds of its label in the training split, so that rare labels need
// not first be unlearned. A published pooler is kept as the head's dense layer.
[[nodiscard]] Checkpoint withNewHead(const Checkpoint& checkpoint, const data::DataSet& data, uint64_t seed);

// Throws Error when the model has no head for the data's labels.
void requireHead(const Checkpoint& checkpoint, const data::DataSet& data);

// Throws Error when the checkpoint holds int8 or int4 weights, which have no gradient. `port` is for the message.
void requireFloat(const Checkpoint& checkpoint, std::string_view port);

} // namespace lathe::engine
