#pragma once

#include "core/engine/model/architecture.h"

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

namespace lathe::engine {

// How a published file holds a matrix or bias.
enum class Layout {
    Plain,
    Stacked,    // rows of several parts one after the other: those of the same published name, in the table's order
    Interleaved, // the same head by head: [heads, parts, headSize, ...]
    Transposed, // like Stacked, the matrix stored [in, out]; a single one is a stack of one
};

struct Renaming {
    std::string_view canonical; // a weight or a module: "embeddings.token", "attention.query"
    std::string_view published;
    Layout layout = Layout::Plain;
};

// The keys of config.json that state the sizes.
struct ConfigKeys {
    std::string_view hidden = "hidden_size";
    std::string_view vocabulary = "vocab_size";
    std::string_view positions = "max_position_embeddings";
    std::string_view layers = "num_hidden_layers";
    std::string_view heads = "num_attention_heads";
    std::string_view ffn = "intermediate_size";
    std::string_view activation = "hidden_act";
    std::string_view epsilon = "layer_norm_eps";
    std::string_view dropout = "hidden_dropout_prob";
    std::string_view attentionDropout = "attention_probs_dropout_prob";
    std::string_view headDropout = "classifier_dropout";
};

// A published family: how its config.json and weight names map onto the one transformer. One file
// per family defines one of these; families.cpp lists them.
struct Family {
    std::string_view id;        // config.json's model_type: "bert"
    std::string_view prefix;    // in front of the weight names of `model` and `layer` when a head is there: "bert."
    std::string_view layerName; // before a layer's number: "encoder.layer."
    std::string_view bareClass; // "BertModel", for config.json's architectures
    std::string_view classifierClass; // "BertForSequenceClassification"
    std::span<const Renaming> model; // outside the layers
    std::span<const Renaming> layer; // inside one
    std::span<const Renaming> head;  // of the classifier alone: never with the prefix
    // Published name of the relative attention bias that all layers share; empty when there is none.
    std::string_view sharedRelative = {};
    ConfigKeys keys = {};
    // transformers refuses a hidden size that the heads do not divide.
    bool headsDivideHidden = true;

    // Reads config.json; throws Error naming the key for values that are missing, of the wrong
    // type, out of range or not supported. The number of classes is not config.json's to decide.
    Architecture (*read)(const nlohmann::json& config);
    // The keys of config.json that this architecture decides, to be merged over the original's. Of shapes that
    // differ from layer to layer config.json gets the widest.
    nlohmann::json (*write)(const Architecture& architecture);
};

[[nodiscard]] std::span<const Family* const> allFamilies();
// Throws Error (Unsupported) that names the family found, the nearest supported one and all that are supported.
[[nodiscard]] const Family& familyNamed(std::string_view id);
// The family that config.json's model_type names.
[[nodiscard]] const Family& familyOf(const nlohmann::json& config);

} // namespace lathe::engine
