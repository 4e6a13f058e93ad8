#include "core/engine/runtime/packed_linear.h"

namespace lathe::engine {

namespace {

using kernels::Numbers;

int64_t bytesOf(const InputCodes& form)
{
    return form.numbers == Numbers::Bfloat16 ? 2 : 1;
}

} // namespace

Rows Rows::take(Workspace& workspace, int64_t count, int64_t columns, bool values,
                const InputCodes* form)
{
    Rows made{.count = count, .columns = columns, .form = form};
    if (values || !form)
        made.values = workspace.take<float>(count * columns);
    if (form)
        made.codes = workspace.take<uint8_t>(count * columns * bytesOf(*form));
    if (form && form->numbers == Numbers::Int8) {
        made.scale = workspace.take<float>(count);
        made.zero = workspace.take<float>(count);
    }
    return made;
}

Rows Rows::room(Workspace& workspace, int64_t count, int64_t columns)
{
    return {.count = count,
            .columns = columns,
            .values = workspace.take<float>(count * columns),
            .codes = workspace.take<uint16_t>(count * columns),
            .scale = workspace.take<float>(count),
            .zero = workspace.take<float>(count)};
}

Rows Rows::shaped(int64_t rows, const InputCodes* wanted) const
{
    Rows made = *this;
    made.count = rows;
    made.form = wanted;
    if (!wanted)
        made.codes = nullptr;
    return made;
}

kernels::RowsOut Rows::out() const
{
    kernels::RowsOut out;
    out.values = values;
    if (form && form->numbers == Numbers::Bfloat16) {
        out.halves = static_cast<uint16_t*>(codes);
    } else if (form) {
        out.codes = static_cast<uint8_t*>(codes);
        out.scale = scale;
        out.zero = zero;
        if (form->factor.defined())
            out.factor = form->factor.const_data_ptr<float>();
        if (form->range)
            out.fixed = true, out.fixedScale = form->range->first,
            out.fixedZero = form->range->second;
    }
    return out;
}

} // namespace lathe::engine
