#pragma once

#include "core/engine/export/onnx_matrices.h"

#include <functional>

namespace lathe::engine::onnx {

// What of a graph knows where tokens stand: positions, masks, attention, and which token the head reads.
class AttentionPart {
public:
    AttentionPart(Graph& graph, Matrices& matrices, const Checkpoint& checkpoint)
        : m_graph(graph), m_matrices(matrices), m_checkpoint(checkpoint), m_architecture(checkpoint.architecture)
    {
    }

    // Rows of the position table for every token: [T, E], or [B, T, E] where padding takes no position.
    [[nodiscard]] std::string learnedPositions();
    // Of rows [B, T, H] those that the head asks for: [B, 1, H], or all of them when it takes their mean.
    [[nodiscard]] std::string onlyAsking(const std::string& rows);
    // What the head reads: [B, H] of [B, 1, H] or [B, T, H].
    [[nodiscard]] std::string pooled(const std::string& rows);
    // Attention of a layer, its output projection included: x [B, T, H] is what it reads keys and values of, asking
    // [B, Q, H] what it asks with: x itself, or in the last layer onlyAsking of it.
    [[nodiscard]] std::string attend(size_t layer, const std::string& x, const std::string& asking);

private:
    // Which tokens ask: all of them, or the one that the head reads.
    enum class Asking { All, Head };
    // In the last layer.
    [[nodiscard]] Asking askingIn(size_t layer) const;

    [[nodiscard]] std::string length();               // T: scalar int64
    [[nodiscard]] std::string everyPlace();           // 0..T-1: [1, T] int64
    [[nodiscard]] std::string places(Asking asking);  // [1 or B, Q] int64
    [[nodiscard]] std::string distances(Asking asking); // query - key: [1 or B, 1, Q, T] int64
    [[nodiscard]] std::string distanceRows(Asking asking); // the same, from 0: rows of a table by distance
    // To be added to scores: broadcasts to [B, h, Q, T].
    [[nodiscard]] std::string mask(int window, Asking asking);
    [[nodiscard]] std::string relative(const std::string& name, Asking asking);
    [[nodiscard]] std::string angles(const Rotary& rotary, const std::string& places); // [1 or B, 1, Q, n]
    [[nodiscard]] std::string turned(const std::string& x, const LayerShape& shape, Asking asking);
    [[nodiscard]] std::string relativeScores(size_t layer, const std::string& query, const std::string& key, Asking asking);
    // [B, Q, heads * d] -> [B, heads, Q, d]
    [[nodiscard]] std::string heads(const std::string& rows, int64_t count, int64_t size);
    [[nodiscard]] std::string repeated(const std::string& x, const LayerShape& shape);
    [[nodiscard]] std::string once(const std::string& key, const std::function<std::string()>& make);
    std::string sum(const std::string& a, const std::string& b) { return a.empty() ? b : m_graph.add("Add", {a, b}); }

    Graph& m_graph;
    Matrices& m_matrices;
    const Checkpoint& m_checkpoint;
    const Architecture& m_architecture;
    std::map<std::string, std::string> m_made; // what layers share, made when first asked for
};

} // namespace lathe::engine::onnx
