#include "core/engine/export/onnx_transformer.h"

#include "core/base/error.h"
#include "core/engine/export/onnx_attention.h"
#include "core/engine/export/onnx_functions.h"
#include "core/engine/export/onnx_matrices.h"
#include "core/engine/model/matrix.h"

#include <fmt/format.h>

namespace lathe::engine::onnx {

namespace {

class Translator {
public:
    Translator(Graph& graph, const Checkpoint& checkpoint, const MatrixForms& forms)
        : m_graph(graph), m_architecture(checkpoint.architecture), m_matrices(graph, checkpoint, forms),
          m_attention(graph, m_matrices, checkpoint)
    {
    }

    std::string logits()
    {
        const Architecture& a = m_architecture;
        m_graph.setScope("embeddings.");
        std::string x = embedded();
        for (size_t i = 0; i < a.layers.size(); ++i) {
            m_graph.setScope(fmt::format("layers.{}.", i));
            x = layer(i, x);
        }
        m_graph.setScope("head.");
        return head(x);
    }

private:
    std::string norm(const std::string& x, const std::string& name) { return onnx::norm(m_graph, m_matrices, m_architecture.norm, x, name); }
    std::string sum(const std::string& a, const std::string& b) { return m_graph.add("Add", {a, b}); }

    std::string embedded()
    {
        const Architecture& a = m_architecture;
        const bool projects = a.embeddings.size > 0 && a.embeddings.projectsTokens;
        std::string x = m_matrices.tokens("input_ids");
        if (a.embeddings.scale != 1)
            x = m_graph.add("Mul", {x, m_graph.real(a.embeddings.scale)});
        if (projects)
            x = m_matrices.linear(x, "embeddings.project");
        if (a.positions.table > 0)
            x = sum(x, m_attention.learnedPositions());
        if (a.embeddings.tokenTypes > 0)
            x = sum(x, m_graph.slice(m_matrices.values("embeddings.type"), 0, 1, 0));
        if (a.embeddings.norm)
            x = norm(x, "embeddings.norm");
        return a.embeddings.size > 0 && !a.embeddings.projectsTokens ? m_matrices.linear(x, "embeddings.project") : x;
    }

    // The output of a block without heads or neurons: its bias, or nothing.
    std::string nothing(const std::string& name, const std::string& like)
    {
        const std::string shape = m_graph.add("Shape", {like});
        return m_graph.add("Expand", {m_matrices.has(name + ".bias") ? m_matrices.values(name + ".bias") : m_graph.real(0), shape});
    }

    std::string attended(size_t i, const std::string& x, const std::string& asking)
    {
        const std::string output = fmt::format("layers.{}.attention.output", i);
        return m_architecture.layers[i].heads > 0 ? m_attention.attend(i, x, asking) : nothing(output, asking);
    }

    std::string feedForward(size_t i, const std::string& x)
    {
        const Architecture& a = m_architecture;
        const std::string at = fmt::format("layers.{}.ffn.", i);
        if (a.layers[i].ffn == 0)
            return nothing(at + "down", x);
        std::string inner;
        if (a.ffn.gated) {
            const std::string gate = activated(m_graph, m_matrices.linear(x, at + "gate"), a.ffn.activation);
            inner = m_graph.add("Mul", {gate, m_matrices.linear(x, at + "up")});
        } else {
            inner = activated(m_graph, m_matrices.linear(x, at + "up"), a.ffn.activation);
        }
        return m_matrices.linear(inner, at + "down");
    }

    std::string layer(size_t i, const std::string& x)
    {
        const Architecture& a = m_architecture;
        const std::string attention = fmt::format("layers.{}.attention.", i), ffn = fmt::format("layers.{}.ffn.", i);
        const bool last = i + 1 == a.layers.size();
        const auto asked = [&](const std::string& rows) { return last ? m_attention.onlyAsking(rows) : rows; };
        if (a.normPlace == NormPlace::After) {
            const std::string asking = asked(x);
            const std::string middle = norm(sum(asking, attended(i, x, asking)), attention + "norm");
            return norm(sum(middle, feedForward(i, middle)), ffn + "norm");
        }
        const std::string normed = a.layers[i].attentionNorm ? norm(x, attention + "norm") : x;
        const std::string asking = asked(x);
        std::string added = attended(i, normed, asked(normed));
        if (a.normPlace == NormPlace::Parallel)
            return sum(sum(asking, added), feedForward(i, norm(asking, ffn + "norm")));
        if (a.normPlace == NormPlace::Around)
            added = norm(added, attention + "after_norm");
        const std::string middle = sum(asking, added);
        added = feedForward(i, norm(middle, ffn + "norm"));
        if (a.normPlace == NormPlace::Around)
            added = norm(added, ffn + "after_norm");
        return sum(middle, added);
    }

    std::string head(std::string x)
    {
        const Architecture& a = m_architecture;
        if (a.layers.empty())
            x = m_attention.onlyAsking(x);
        if (a.finalNorm)
            x = norm(x, "final_norm");
        x = m_attention.pooled(x); // [B, H]
        if (a.head.dense)
            x = activated(m_graph, m_matrices.linear(x, "head.dense"), a.head.activation);
        if (a.head.dense && a.head.norm)
            x = norm(x, "head.norm");
        return m_matrices.linear(x, "head.out");
    }

    Graph& m_graph;
    const Architecture& m_architecture;
    Matrices m_matrices;
    AttentionPart m_attention;
};

} // namespace

Model modelOf(const Checkpoint& stored, const MatrixForms& forms)
{
    if (stored.architecture.classes == 0)
        throw Error(ErrorKind::BadInput, fmt::format("{}: the model has no classification head", stored.origin.string()),
                    "Fine-tune it first");
    Checkpoint checkpoint = stored;
    checkpoint.weights = withoutBlocks(std::move(checkpoint.weights));
    Graph graph(18);
    const std::string logits = Translator(graph, checkpoint, forms).logits();
    Model& model = graph.model();
    model.nodes.push_back({"Identity", {logits}, {"logits"}, {}, {}});
    for (const char* name : {"input_ids", "attention_mask"})
        model.inputs.push_back({name, Element::Int64, {"batch", "tokens"}});
    model.outputs.push_back({"logits", Element::Float, {"batch", int64_t(checkpoint.architecture.classes)}});
    return std::move(model);
}

} // namespace lathe::engine::onnx
