#pragma once

#include "core/engine/model/architecture.h"
#include "core/recipe/stage_info.h"

#include <string>
#include <vector>

namespace lathe::engine {

struct TrainingOptions {
    double epochs = 3; // fractions stop within an epoch
    int batchSize = 32;
    double learningRate = 5e-5;
    double headRate = 1;       // factor on the learning rate of head.*
    double weightDecay = 0.01; // matrices only
    double warmup = 0.1;       // fraction of the steps in which the rate rises from 0
    bool decays = true;        // afterwards the rate falls to 0; otherwise it stays
    double clip = 1;           // largest gradient norm
    bool dropout = true;       // at the published rates
    int frozenLayers = 0;      // the embeddings and so many first layers keep their weights; 0: all are trained
    int patience = 0;          // epochs without a better validation figure before stopping; 0: never
    int adapterRank = 0;       // of low-rank adapters that are trained in place of the layers' matrices; 0: none
    bool adaptsFfn = true;     // FFN matrices have adapters too, not only those of attention
    double alpha = 0;          // of the teacher, see Targets
    double temperature = 1;
};

// The parameters that every training stage shares, and their reading; those that a stage does not have
// keep their value.
[[nodiscard]] std::vector<recipe::ParamSpec> trainingParams(double epochs, double learningRate);
[[nodiscard]] TrainingOptions trainingOptions(const recipe::Params& params);

// Throws Error when more layers are to be frozen than the model has.
void checkFrozen(const Architecture& model, const TrainingOptions& options);

// "alpha" and "temperature": how much of the loss is the teacher's, where one is wired.
[[nodiscard]] std::vector<recipe::ParamSpec> teacherParams(double alpha);

// "model", and up to three teachers that may be wired: what the first two are for.
[[nodiscard]] std::vector<recipe::PortSpec> taughtPorts(const std::string& model, const std::string& teacher);

// "maskedCopies" and "maskedShare": what augment() takes.
[[nodiscard]] std::vector<recipe::ParamSpec> augmentationParams();

// Training after something was taken away: trainingParams with "epochs" from 0, and teacherParams.
[[nodiscard]] std::vector<recipe::ParamSpec> recoveryParams(double epochs, double learningRate);

// Adds the second list to the first.
[[nodiscard]] std::vector<recipe::ParamSpec> joined(std::vector<recipe::ParamSpec> first,
                                                    std::vector<recipe::ParamSpec> second);

} // namespace lathe::engine
