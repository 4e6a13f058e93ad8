#pragma once

#include "core/data/dataset.h"

#include <nlohmann/json.hpp>

namespace lathe::engine {

// The labels that config.json gives to `classes` outputs: id2label by id, or LABEL_0, LABEL_1, ...
// where it is absent, as in transformers; problem_type tells the kind. Throws Error naming the key
// when ids are not 0..classes-1, names are empty or double, or the task is a regression.
[[nodiscard]] data::LabelSet readLabels(const nlohmann::json& config, int classes);

// Sets id2label, label2id and problem_type of config.json.
void writeLabels(const data::LabelSet& labels, nlohmann::json& config);

// Throws Error naming the key unless there is one name per class, none empty or double.
void checkLabels(const data::LabelSet& labels, int classes, std::string_view key);

} // namespace lathe::engine
