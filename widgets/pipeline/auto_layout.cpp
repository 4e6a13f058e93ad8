#include "widgets/pipeline/auto_layout.h"

#include <algorithm>
#include <cmath>

namespace lathe::widgets {
namespace {

using recipe::kSource;
using recipe::Position;
using recipe::Recipe;

constexpr int kSweeps = 4;

// A card, or the place where a wire crosses a column: the wire keeps a lane of its own free.
struct Slot {
    std::string id; // empty: a lane
    double height = 1;
    double y = 0; // of the middle, in rows
    std::vector<int> from;
    std::vector<int> to;
};

struct Graph {
    std::vector<Slot> slots;
    std::vector<std::vector<int>> columns;

    int add(std::string id, int column)
    {
        if (int(columns.size()) <= column)
            columns.resize(column + 1);
        slots.push_back({std::move(id), 1, 0, {}, {}});
        columns[column].push_back(int(slots.size()) - 1);
        return int(slots.size()) - 1;
    }
    void join(int from, int to)
    {
        slots[from].to.push_back(to);
        slots[to].from.push_back(from);
    }
};

std::map<std::string, int, std::less<>> columnsOf(const Recipe& recipe)
{
    std::map<std::string, int, std::less<>> column{{kSource, 0}};
    for (const auto& node : recipe.nodes)
        column[node.id] = 1;
    // As many rounds as there are nodes reach every longest path; a cycle simply stops there.
    for (size_t round = 0; round < recipe.nodes.size(); ++round) {
        bool moved = false;
        for (const auto& node : recipe.nodes)
            for (const auto& [port, from] : node.inputs) {
                const auto found = column.find(from);
                if (found == column.end() || found->second < column[node.id])
                    continue;
                if (found->second >= int(recipe.nodes.size()))
                    continue;
                column[node.id] = found->second + 1;
                moved = true;
            }
        if (!moved)
            break;
    }
    return column;
}

Graph graphOf(const Recipe& recipe)
{
    const auto column = columnsOf(recipe);
    Graph graph;
    std::map<std::string, int, std::less<>> slot;
    slot[kSource] = graph.add(kSource, 0);
    for (const auto& node : recipe.nodes)
        slot[node.id] = graph.add(node.id, column.at(node.id));
    for (const auto& node : recipe.nodes)
        for (const auto& [port, from] : node.inputs) {
            if (!slot.contains(from))
                continue;
            int last = slot[from];
            for (int c = column.at(from) + 1; c < column.at(node.id); ++c) {
                const int lane = graph.add({}, c);
                graph.slots[lane].height = 0.4;
                graph.join(last, lane);
                last = lane;
            }
            if (column.at(from) < column.at(node.id))
                graph.join(last, slot[node.id]);
        }
    return graph;
}

// Puts the slots of one column, in the order of where they want to be, as near to it as their
// heights allow: neighbours that would overlap form a block around their common middle.
void settle(Graph& graph, std::vector<int>& column, const std::vector<int> Slot::*neighbours)
{
    for (int i : column) {
        const auto& near = graph.slots[i].*neighbours;
        if (near.empty())
            continue;
        double sum = 0;
        for (int n : near)
            sum += graph.slots[n].y;
        graph.slots[i].y = sum / double(near.size());
    }
    std::stable_sort(column.begin(), column.end(),
                     [&](int a, int b) { return graph.slots[a].y < graph.slots[b].y; });
    struct Block {
        size_t first, count;
        double top, height;
    };
    std::vector<Block> blocks;
    for (size_t i = 0; i < column.size(); ++i) {
        const Slot& slot = graph.slots[column[i]];
        blocks.push_back({i, 1, slot.y - slot.height / 2, slot.height});
        while (blocks.size() > 1) {
            Block& above = blocks[blocks.size() - 2];
            const Block& below = blocks.back();
            if (above.top + above.height <= below.top + 1e-9)
                break;
            const double middle = ((above.top + above.height / 2) * double(above.count) +
                                   (below.top + below.height / 2) * double(below.count)) /
                                  double(above.count + below.count);
            above.count += below.count;
            above.height += below.height;
            above.top = middle - above.height / 2;
            blocks.pop_back();
        }
    }
    for (const Block& block : blocks) {
        double y = block.top;
        for (size_t i = block.first; i < block.first + block.count; ++i) {
            Slot& slot = graph.slots[column[i]];
            slot.y = y + slot.height / 2;
            y += slot.height;
        }
    }
}

bool overlap(Position a, Position b)
{
    return std::abs(a.x - b.x) < kColumnStep - kGrid && std::abs(a.y - b.y) < kRowStep - kGrid;
}

} // namespace

Places layeredLayout(const Recipe& recipe)
{
    Graph graph = graphOf(recipe);
    for (auto& column : graph.columns)
        settle(graph, column, &Slot::from);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (size_t c = graph.columns.size() - 1; c-- > 0;)
            settle(graph, graph.columns[c], &Slot::to);
        for (size_t c = 1; c < graph.columns.size(); ++c)
            settle(graph, graph.columns[c], &Slot::from);
    }
    double top = 0;
    for (const auto& slot : graph.slots)
        top = std::min(top, slot.y);
    Places places;
    for (size_t c = 0; c < graph.columns.size(); ++c)
        for (int i : graph.columns[c]) {
            const Slot& slot = graph.slots[i];
            if (!slot.id.empty())
                places[slot.id] = {double(c) * kColumnStep,
                                   std::round((slot.y - top) * kRowStep / kGrid) * kGrid};
        }
    return places;
}

Position freePlace(const Places& taken, Position wanted)
{
    const auto covered = [&](Position place) {
        return std::any_of(taken.begin(), taken.end(),
                           [&](const auto& other) { return overlap(other.second, place); });
    };
    while (covered(wanted))
        wanted.y += kGrid;
    return wanted;
}

Places completedLayout(const Recipe& recipe)
{
    Places places;
    const auto keep = [&](const std::string& id) {
        if (const auto kept = recipe.layout.find(id); kept != recipe.layout.end())
            places[id] = kept->second;
    };
    keep(kSource);
    for (const auto& node : recipe.nodes)
        keep(node.id);
    if (places.empty())
        return layeredLayout(recipe);
    if (!places.contains(kSource)) {
        const auto left =
            std::min_element(places.begin(), places.end(),
                             [](const auto& a, const auto& b) { return a.second.x < b.second.x; });
        places[kSource] = freePlace(places, {left->second.x - kColumnStep, left->second.y});
    }
    // Inputs first: each round places the nodes whose input has a place; the last one those that
    // have none.
    bool any = true;
    for (bool rest = false; any || !rest;) {
        rest = !any;
        any = false;
        for (const auto& node : recipe.nodes) {
            if (places.contains(node.id))
                continue;
            Position wanted = places[kSource];
            bool known = rest;
            for (const auto& [port, from] : node.inputs)
                if (const auto input = places.find(from); input != places.end()) {
                    wanted = input->second;
                    known = true;
                    break;
                }
            if (!known)
                continue;
            places[node.id] = freePlace(places, {wanted.x + kColumnStep, wanted.y});
            any = true;
        }
    }
    return places;
}

} // namespace lathe::widgets
