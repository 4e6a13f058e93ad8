#include "core/data/stratify.h"

#include "core/data/random.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>

namespace lathe::data {

namespace {

// Rows with the same text, dealt as one.
struct Group {
    std::vector<size_t> rows;
    std::vector<int> labels;
    int part = -1;
};

std::vector<Group> groupByText(const std::vector<Example>& rows)
{
    std::vector<Group> groups;
    std::unordered_map<std::string_view, size_t> known;
    for (size_t i = 0; i < rows.size(); ++i) {
        const auto [place, isNew] = known.emplace(rows[i].text, groups.size());
        if (isNew)
            groups.emplace_back();
        Group& group = groups[place->second];
        group.rows.push_back(i);
        std::vector<int> merged;
        std::set_union(group.labels.begin(), group.labels.end(), rows[i].labels.begin(),
                       rows[i].labels.end(), std::back_inserter(merged));
        group.labels = std::move(merged);
    }
    return groups;
}

class Dealer {
public:
    Dealer(std::vector<Group>& groups, int labels, const std::vector<double>& shares)
        : m_shares(shares), m_wanted(shares.size()), m_wantedRows(shares.size(), 0),
          m_open(size_t(labels), 0), m_inTrain(size_t(labels), 0)
    {
        for (size_t part = 0; part < shares.size(); ++part)
            m_wanted[part].assign(size_t(labels), 0);
        for (const Group& group : groups)
            for (size_t part = 0; part < shares.size(); ++part) {
                m_wantedRows[part] += shares[part] * double(group.rows.size());
                for (const int label : group.labels)
                    m_wanted[part][size_t(label)] += shares[part] * double(group.rows.size());
            }
        for (const Group& group : groups)
            for (const int label : group.labels)
                ++m_open[size_t(label)];
    }

    [[nodiscard]] int open(int label) const { return m_open[size_t(label)]; }

    // label -1: a group without labels.
    void deal(Group& group, int label)
    {
        group.part = choose(group, label);
        const auto part = size_t(group.part);
        const auto weight = double(group.rows.size());
        m_wantedRows[part] -= weight;
        for (const int each : group.labels) {
            m_wanted[part][size_t(each)] -= weight;
            --m_open[size_t(each)];
            m_inTrain[size_t(each)] += part == 0;
        }
    }

private:
    [[nodiscard]] int choose(const Group& group, int label) const
    {
        for (const int each : group.labels)
            if (m_open[size_t(each)] == 1 && m_inTrain[size_t(each)] == 0)
                return 0;
        // Of the parts that want the label most, the one that is emptiest for its size.
        const auto needs = [&](size_t part) {
            const double relative = m_wantedRows[part] / m_shares[part];
            return std::pair(label < 0 ? relative : m_wanted[part][size_t(label)], relative);
        };
        size_t best = 0;
        for (size_t part = 1; part < m_shares.size(); ++part) {
            const auto [a, aRows] = needs(part);
            const auto [b, bRows] = needs(best);
            if (a > b + 1e-9 || (a > b - 1e-9 && aRows > bRows))
                best = part;
        }
        return int(best);
    }

    std::vector<double> m_shares;
    std::vector<std::vector<double>> m_wanted; // part, label: rows still wanted
    std::vector<double> m_wantedRows;
    std::vector<int> m_open;    // per label, groups not dealt yet
    std::vector<int> m_inTrain; // per label
};

} // namespace

std::vector<int> stratify(const std::vector<Example>& rows, int labels,
                          const std::vector<double>& fractions, uint64_t seed)
{
    std::vector<double> shares{1 - std::accumulate(fractions.begin(), fractions.end(), 0.0)};
    shares.insert(shares.end(), fractions.begin(), fractions.end());

    std::vector<Group> groups = groupByText(rows);
    std::vector<size_t> order(groups.size());
    std::iota(order.begin(), order.end(), size_t(0));
    Random(seed).shuffle(order);
    std::vector<std::vector<size_t>> byLabel(static_cast<size_t>(labels));
    for (const size_t i : order)
        for (const int label : groups[i].labels)
            byLabel[static_cast<size_t>(label)].push_back(i);

    Dealer dealer(groups, labels, shares);
    while (true) {
        int rarest = -1;
        for (int label = 0; label < labels; ++label)
            if (dealer.open(label) > 0 && (rarest < 0 || dealer.open(label) < dealer.open(rarest)))
                rarest = label;
        if (rarest < 0)
            break;
        for (const size_t i : byLabel[static_cast<size_t>(rarest)])
            if (groups[i].part < 0)
                dealer.deal(groups[i], rarest);
    }
    for (const size_t i : order)
        if (groups[i].part < 0)
            dealer.deal(groups[i], -1);

    std::vector<int> parts(rows.size());
    for (const Group& group : groups)
        for (const size_t row : group.rows)
            parts[row] = group.part;
    return parts;
}

} // namespace lathe::data
