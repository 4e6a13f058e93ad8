#include "app/cli/kernel_table.h"

#include "app/cli/table.h"

#include <fmt/format.h>

namespace lathe::cli {

namespace {

struct Line {
    runner::KernelFacts facts;
    std::string layers; // "0,1,2", empty outside them
};

// "0" and "ffn.up" of "layers.0.ffn.up"
std::pair<std::string, std::string> split(const std::string& part)
{
    const std::string prefix = "layers.";
    if (!part.starts_with(prefix))
        return {"", part};
    const size_t dot = part.find('.', prefix.size());
    return {part.substr(prefix.size(), dot - prefix.size()), part.substr(dot + 1)};
}

bool alike(const runner::KernelFacts& a, const runner::KernelFacts& b)
{
    return a.part == b.part && a.storage == b.storage && a.compute == b.compute &&
           a.kernel == b.kernel && a.rows == b.rows && a.columns == b.columns;
}

} // namespace

std::string kernelTable(const std::vector<runner::KernelFacts>& kernels)
{
    std::vector<Line> lines;
    for (const runner::KernelFacts& given : kernels) {
        runner::KernelFacts facts = given;
        const auto [layer, part] = split(given.part);
        facts.part = part;
        auto line = lines.begin();
        while (line != lines.end() && !(alike(line->facts, facts)))
            ++line;
        if (line == lines.end())
            lines.push_back({std::move(facts), layer});
        else
            line->layers += "," + layer;
    }
    Table table({{"layers", Table::Align::Left},
                 {"part", Table::Align::Left},
                 {"matrix"},
                 {"stored", Table::Align::Left},
                 {"computed", Table::Align::Left},
                 {"kernel", Table::Align::Left}});
    for (const Line& line : lines)
        table.add({line.layers, line.facts.part,
                   fmt::format("{}x{}", line.facts.rows, line.facts.columns), line.facts.storage,
                   line.facts.compute, line.facts.kernel});
    return table.text();
}

} // namespace lathe::cli
