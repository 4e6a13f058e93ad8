#pragma once

#include "core/data/dataset.h"
#include "core/recipe/stage_info.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lathe::recipe {

// The name under which a recipe's graph refers to the model it starts from.
inline constexpr const char* kSource = "source";

struct Position {
    double x = 0, y = 0;
    bool operator==(const Position&) const = default;
};

// One box on the canvas. A parameter with several values makes the node stand for several variants.
struct Node {
    std::string id; // unique in the recipe: letters, digits, '-', '_', '.'; never kSource
    std::string stage;
    std::map<std::string, std::vector<ParamValue>, std::less<>>
        params;                                             // those not listed take the default
    std::map<std::string, std::string, std::less<>> inputs; // port name -> node id or kSource

    bool operator==(const Node&) const = default;
};

// What is measured beside quality, and how long.
struct MeasureSpec {
    bool speed = true;
    int batch = 32;  // of the throughput figure
    int texts = 128; // test texts that speed is measured on, evenly spread over the lengths
    double secondsPerVariant = 3; // time budget of the interleaved rounds
    bool operator==(const MeasureSpec&) const = default;
};

// The document a user edits, saves and runs.
struct Recipe {
    static constexpr int kFormatVersion = 1;

    std::string name;
    std::string description;
    std::filesystem::path model; // model folder
    data::DataSpec data;
    int maxLength = 128; // tokens, special ones included
    uint64_t seed = 13;
    MeasureSpec measure;
    std::vector<Node> nodes;
    std::map<std::string, Position, std::less<>>
        layout; // node id or kSource -> place on the canvas

    [[nodiscard]] const Node* node(std::string_view id) const;
    bool operator==(const Recipe&) const = default;
};

} // namespace lathe::recipe
