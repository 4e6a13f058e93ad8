#include "core/engine/runtime/packed_embeddings.h"

#include "core/base/error.h"

#include <ATen/TensorOperators.h>
#include <cstring>

namespace lathe::engine {

namespace {

constexpr const char* kTokens = "embeddings.token";
constexpr const char* kProject = "embeddings.project";

} // namespace

PackedEmbeddings::PackedEmbeddings(const Checkpoint& c)
    : m_positions(c.architecture.positions), m_padding(c.architecture.padding),
      m_factor(float(c.architecture.embeddings.scale))
{
    const Embeddings& e = c.architecture.embeddings;
    const bool factors = storageOf(c.weights, kTokens) == Storage::Factors;
    const std::string name = factors ? std::string(kTokens) + "_left" : kTokens;
    m_rows = c.weights.at(name).contiguous();
    m_columns = m_rows.size(1);
    switch (storageOf(c.weights, name)) {
    case Storage::Int8:
        m_scale = c.weights.at(name + "_scale").contiguous();
        break;
    case Storage::Int4:
        m_scale = c.weights.at(name + "_scale").to(at::kFloat).contiguous();
        m_columns *= 2;
        break;
    case Storage::Blocks:
        m_rows = storedMatrix(c.weights, name);
        m_columns = m_rows.size(1);
        break;
    default:
        break;
    }
    if (factors) {
        const at::Tensor right = storedMatrix(c.weights, std::string(kTokens) + "_right"); // [R, E]
        m_widen.emplace_back(right.t().contiguous(), at::Tensor(), at::Tensor());
    }
    if (e.size > 0 && e.projectsTokens)
        m_widen.emplace_back(c.weights, kProject);
    else if (e.size > 0)
        m_project.emplace(c.weights, kProject);
    if (m_positions.table > 0)
        m_added = floatMatrix(c.weights, "embeddings.position");
    if (e.tokenTypes > 0) {
        const at::Tensor type = floatMatrix(c.weights, "embeddings.type").slice(0, 0, 1);
        m_added = (m_added.defined() ? m_added + type : type).contiguous();
    }
    if (e.norm)
        m_norm = PackedNorm(c, "embeddings.norm");
}

int64_t PackedEmbeddings::macs() const
{
    int64_t sum = m_project ? m_project->macs() : 0;
    for (const PackedLinear& linear : m_widen)
        sum += linear.macs();
    return sum;
}

void PackedEmbeddings::countTokens(TextSpan texts, int32_t* ids, int32_t* positions) const
{
    const bool table = m_positions.table > 0;
    const int32_t skipped = table && m_positions.skipsPadding ? m_padding : -1;
    int64_t at = 0;
    for (const auto* text : texts) {
        int32_t next = m_positions.offset;
        for (const int32_t id : *text) {
            if (id < 0 || id >= m_rows.size(0))
                throw badInput("token id {} is outside the model's vocabulary of {}", id, m_rows.size(0));
            ids[at] = id;
            positions[at++] = id == skipped ? skipped : table ? next++ : 0;
        }
    }
}

kernels::EmbedArgs PackedEmbeddings::argsOf() const
{
    kernels::EmbedArgs args{.columns = m_columns, .factor = m_factor};
    if (m_scale.defined())
        args.scale = m_scale.const_data_ptr<float>();
    switch (m_rows.scalar_type()) {
    case at::kChar:
        args.codes = m_rows.const_data_ptr<int8_t>();
        break;
    case at::kByte:
        args.nibbles = m_rows.const_data_ptr<uint8_t>(), args.groups = m_scale.size(1);
        break;
    case at::kBFloat16:
        args.bfloat16 = static_cast<const uint16_t*>(m_rows.const_data_ptr());
        break;
    case at::kHalf:
        args.float16 = static_cast<const uint16_t*>(m_rows.const_data_ptr());
        break;
    default:
        args.token = m_rows.const_data_ptr<float>();
    }
    return args;
}

void PackedEmbeddings::apply(TextSpan texts, const Rows& out) const
{
    Workspace& workspace = Workspace::ofThisThread();
    const Workspace::Scope scope(workspace);
    const int64_t tokens = out.count;
    auto* ids = workspace.take<int32_t>(tokens);
    auto* positions = workspace.take<int32_t>(tokens);
    countTokens(texts, ids, positions);
    kernels::EmbedArgs args = argsOf();
    args.ids = ids, args.positions = positions, args.rows = tokens;

    const int64_t sum = m_widen.empty() ? m_columns : m_widen.back().columns(); // columns of what is added up
    const Rows whole = m_project ? Rows::take(workspace, tokens, sum, false, m_project->input()) : out;
    if (m_widen.empty()) {
        if (m_added.defined())
            args.position = m_added.const_data_ptr<float>();
        float* values = whole.values ? whole.values : workspace.take<float>(tokens * sum);
        kernels::embed(args, values);
        kernels::normRows(values, tokens, sum, m_norm.args(), whole.out());
    } else {
        Rows x = Rows::take(workspace, tokens, m_columns, true, m_widen.front().input());
        kernels::embed(args, x.values);
        kernels::quantizeRows(x.values, tokens, m_columns, x.out());
        for (size_t i = 0; i + 1 < m_widen.size(); ++i) {
            const Rows wider = Rows::take(workspace, tokens, m_widen[i].columns(), false, m_widen[i + 1].input());
            m_widen[i].apply(x, [&](const kernels::Product& product, int64_t row) {
                kernels::finishRows(product, wider.out().from(row, product.columns));
            });
            x = wider;
        }
        float* added = m_added.defined() ? workspace.take<float>(tokens * sum) : nullptr;
        for (int64_t row = 0; added && row < tokens; ++row)
            std::memcpy(added + row * sum, m_added.const_data_ptr<float>() + positions[row] * sum, size_t(sum) * sizeof(float));
        const kernels::ResidualArgs residual{.residual = added, .inner = {}, .norm = m_norm.args()};
        m_widen.back().apply(x, [&](const kernels::Product& product, int64_t row) {
            kernels::finishResidual(product, residual.from(row, product.columns), whole.out().from(row, product.columns));
        });
    }
    if (m_project)
        m_project->apply(whole, [&](const kernels::Product& product, int64_t row) {
            kernels::finishRows(product, out.out().from(row, product.columns));
        });
}

} // namespace lathe::engine
