#include "app/cli/kernel_table.h"

#include "app/cli/table.h"
#include "core/runner/kernel_groups.h"

#include <fmt/format.h>

namespace lathe::cli {

std::string kernelTable(const std::vector<runner::KernelFacts>& kernels)
{
    Table table({{"layers", Table::Align::Left},
                 {"part", Table::Align::Left},
                 {"matrix"},
                 {"stored", Table::Align::Left},
                 {"computed", Table::Align::Left},
                 {"kernel", Table::Align::Left}});
    for (const runner::KernelGroup& line : runner::groupedKernels(kernels))
        table.add({line.layers, line.facts.part,
                   fmt::format("{}x{}", line.facts.rows, line.facts.columns), line.facts.storage,
                   line.facts.compute, line.facts.kernel});
    return table.text();
}

} // namespace lathe::cli
