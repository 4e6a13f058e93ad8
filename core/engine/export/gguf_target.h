#pragma once

#include "core/engine/model/architecture.h"

namespace lathe::engine::gguf {

// How llama.cpp computes a family's layers, as far as a file has to follow it.
struct Target {
    std::string architecture;  // "qwen2": what llama.cpp calls it
    bool pairs = false;        // values that turn together stand side by side, not half a head apart
    bool joined = false;       // query, key and value are one matrix
    bool joinedGate = false;   // gate and up, too
    bool ownLayers = false;    // every layer has sizes of its own
    bool ownFrequencies = false; // factors of the frequencies are a tensor of the file
};

// A rotary embedding as theta and one factor that all frequencies share: scale * theta^(-i / n).
struct Turns {
    double theta = 10000, scale = 1;
    bool exact = false; // whether every frequency follows
};
[[nodiscard]] Turns turnsOf(const Rotary& rotary);

// Every so many layers one has no window, the others have; 0: windows follow no such order.
[[nodiscard]] int windowPeriod(const Architecture& architecture);

// The architecture of llama.cpp that computes what this one does up to the head. Throws Error (Unsupported) with the
// reason where there is none.
[[nodiscard]] Target targetOf(const Architecture& architecture);

// Sentences on what llama.cpp computes a little otherwise.
[[nodiscard]] std::vector<std::string> notesOn(const Architecture& architecture, const Target& target);

} // namespace lathe::engine::gguf
