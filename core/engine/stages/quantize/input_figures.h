#pragma once

#include "core/engine/stages/calibration.h"

namespace lathe::engine {

// What a layer's input [tokens, K] looks like on calibration rows; all on the CPU, float32.
struct InputFigures {
    at::Tensor low, high; // [K] smallest and largest, 0 between them
    at::Tensor mean;      // [K] mean |x|
    at::Tensor sample;    // [M, K] tokens spread evenly over the texts, about 512

    [[nodiscard]] at::Tensor largest() const; // [K] max |x|
};

// By layer, as forEachInput names them.
[[nodiscard]] std::map<std::string, InputFigures> inputFigures(const Checkpoint& checkpoint, const TrainingRows& rows,
                                                               const StageContext& context);

// The name that forEachInput has for what these layers read.
[[nodiscard]] std::string inputOfAny(const std::map<std::string, InputFigures>& figures, const std::vector<std::string>& layers);
// The entry for some layers that read one input.
[[nodiscard]] const InputFigures& figuresOf(const std::map<std::string, InputFigures>& figures,
                                            const std::vector<std::string>& layers);

} // namespace lathe::engine
