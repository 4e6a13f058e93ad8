#include "core/engine/model/checkpoint.h"

namespace lathe::engine {

namespace {

class Shapes {
public:
    explicit Shapes(const Architecture& a) : m_a(a) {}

    void embeddings();
    void layer(size_t index);
    void head();
    void finalNorm()
    {
        if (m_a.finalNorm)
            norm("final_norm", m_a.hiddenSize);
    }
    std::vector<std::pair<std::string, std::vector<int64_t>>> list;

private:
    void add(const std::string& name, std::vector<int64_t> shape)
    {
        list.emplace_back(name, std::move(shape));
    }
    void linear(const std::string& name, int64_t out, int64_t in, bool bias)
    {
        add(name + ".weight", {out, in});
        if (bias)
            add(name + ".bias", {out});
    }
    void norm(const std::string& name, int64_t size)
    {
        add(name + ".weight", {size});
        if (!m_a.norm.rms && m_a.norm.bias)
            add(name + ".bias", {size});
    }

    const Architecture& m_a;
};

void Shapes::embeddings()
{
    const Embeddings& e = m_a.embeddings;
    const int64_t hidden = m_a.hiddenSize, size = m_a.embeddingSize();
    const int64_t sum = e.projectsTokens ? hidden : size; // width of what is added up
    add("embeddings.token", {m_a.vocabularySize, size});
    if (m_a.positions.table > 0)
        add("embeddings.position", {m_a.positions.table, sum});
    if (e.tokenTypes > 0)
        add("embeddings.type", {e.tokenTypes, sum});
    if (e.norm)
        norm("embeddings.norm", sum);
    if (e.size > 0)
        linear("embeddings.project", hidden, size, !e.projectsTokens);
    if (const Disentangled& d = m_a.positions.disentangled; d.span > 0) {
        add("embeddings.relative", {2 * int64_t{d.span}, hidden});
        if (d.norm)
            norm("embeddings.relative_norm", hidden);
    }
}

void Shapes::layer(size_t index)
{
    const LayerShape& layer = m_a.layers[index];
    const int64_t hidden = m_a.hiddenSize;
    const std::string attention = "layers." + std::to_string(index) + ".attention";
    linear(attention + ".query", layer.attention(), hidden, m_a.attention.bias);
    for (const char* part : {".key", ".value"})
        linear(attention + part, layer.keyValue(), hidden, m_a.attention.bias);
    linear(attention + ".output", hidden, layer.attention(), m_a.attention.outputBias);
    if (layer.attentionNorm)
        norm(attention + ".norm", hidden);
    if (m_a.normPlace == NormPlace::Around)
        norm(attention + ".after_norm", hidden);
    if (m_a.attention.queryKeyNorm)
        for (const char* part : {".query_norm", ".key_norm"})
            norm(attention + part, layer.headSize);
    if (m_a.positions.relativeBuckets > 0)
        add(attention + ".relative", {m_a.positions.relativeBuckets, layer.heads});
    if (const Disentangled& d = m_a.positions.disentangled; d.span > 0 && d.ownProjections) {
        if (d.contentToPosition)
            linear(attention + ".position_key", layer.attention(), hidden, m_a.attention.bias);
        if (d.positionToContent)
            linear(attention + ".position_query", layer.attention(), hidden, m_a.attention.bias);
    }
    const std::string ffn = "layers." + std::to_string(index) + ".ffn";
    if (m_a.ffn.gated)
        linear(ffn + ".gate", layer.ffn, hidden, m_a.ffn.bias);
    linear(ffn + ".up", layer.ffn, hidden, m_a.ffn.bias);
    linear(ffn + ".down", hidden, layer.ffn, m_a.ffn.bias);
    norm(ffn + ".norm", hidden);
    if (m_a.normPlace == NormPlace::Around)
        norm(ffn + ".after_norm", hidden);
}

void Shapes::head()
{
    if (m_a.head.dense) {
        linear("head.dense", m_a.headSize(), m_a.hiddenSize, m_a.head.denseBias);
        if (m_a.head.norm)
            norm("head.norm", m_a.headSize());
    }
    linear("head.out", m_a.classes, m_a.headSize(), m_a.head.outBias);
}

} // namespace

std::vector<std::pair<std::string, std::vector<int64_t>>>
weightShapes(const Architecture& architecture)
{
    Shapes shapes(architecture);
    shapes.embeddings();
    for (size_t n = 0; n < architecture.layers.size(); ++n)
        shapes.layer(n);
    shapes.finalNorm();
    if (architecture.classes > 0)
        shapes.head();
    return std::move(shapes.list);
}

} // namespace lathe::engine
