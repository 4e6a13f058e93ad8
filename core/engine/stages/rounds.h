#pragma once

#include "core/engine/stages/training/trainer.h"

namespace lathe::engine {

// One step of a schedule.
struct Round {
    double strength = 0; // what is gone after this round, of the original: 0..1
    double share = 0;    // what goes in this round, of what is left before it: 0..1
};

// `rounds` steps up to a final strength: "one shot" is one step; "linear" adds the same share of
// the original each time; "cubic" takes most away at first, s (1 - (1 - t)^3) (Zhu & Gupta 2017,
// equation 1).
[[nodiscard]] std::vector<Round> schedule(double strength, int rounds, const std::string& curve);

// The part of all recovery that follows a round (from 0): half of it after the last, when the model
// has its final size, the rest in equal parts. Only the last lets the learning rate fall.
[[nodiscard]] double recoveryShare(size_t round, size_t rounds);

// "rounds" and "curve".
[[nodiscard]] std::vector<recipe::ParamSpec> scheduleParams();

// What a method of removal consists of.
struct Removal {
    // The model with a round's part taken away.
    std::function<Checkpoint(const Checkpoint& model, const Round& round, StageContext& context)>
        cut;
    // What the training after a round has to respect (a mask that must stay); may be empty.
    std::function<Method(const Checkpoint& cut)> hold;
    bool asksModel = true; // what goes depends on the model's answers, so it has to have some
};

// Cuts in the rounds that the parameters ask for (scheduleParams) up to `strength`, each followed
// by its part of the recovery (recoveryParams) with the teachers that are wired. Throws Error
// unless the model is float and, where it is asked or trained, has a head for the data's labels.
[[nodiscard]] Checkpoint removeInRounds(const StageInputs& inputs, const recipe::Params& params,
                                        double strength, const Removal& removal,
                                        StageContext& context);

// The ports of a stage that recovers: "model", and up to three teachers.
[[nodiscard]] std::vector<recipe::PortSpec> recoveryPorts();

} // namespace lathe::engine
