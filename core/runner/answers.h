#pragma once

#include "core/analysis/predictions.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lathe::runner {

// Texts for one model to answer.
struct AnswerRequest {
    std::filesystem::path model;
    std::vector<std::string> texts;
    int maxLength = 128; // tokens of a text; a model with fewer positions takes as many as it has
    int timedCalls = 0;  // of every text by itself, after one that warms up
};

// What the model said to them.
struct Answers {
    data::LabelSet labels;
    std::vector<double> thresholds;    // multilabel: those saved with the model, or none
    analysis::Predictions predictions; // `truth` has an empty row for every text
    int maxLength = 0;                 // that the texts were cut to
    std::vector<int> tokens;           // of each text before it is cut, special ones included
    std::vector<double> seconds; // of each text by itself: the median of its timed calls; or none
};

} // namespace lathe::runner
