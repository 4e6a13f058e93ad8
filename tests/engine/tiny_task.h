#pragma once

#include "core/data/dataset.h"

#include <random>

// A task that a tiny model learns in seconds: which of the marker words occurs among filler words of the
// fixtures' vocabulary.
namespace lathe::tests {

inline data::DataSet tinyTask(data::TaskKind kind, const std::vector<std::string>& words)
{
    data::DataSet set;
    set.labels = {kind, {"alpha", "beta", "gamma"}};
    std::mt19937_64 random(5);
    const auto fill = [&](std::vector<data::Example>& split, int rows) {
        for (int i = 0; i < rows; ++i) {
            data::Example example;
            const auto fillers = 2 + random() % 6;
            for (uint64_t f = 0; f < fillers; ++f)
                example.text += words[3 + random() % (words.size() - 3)] + " ";
            for (int label = 0; label < 3; ++label) {
                const bool present = kind == data::TaskKind::Multiclass ? i % 3 == label : random() % 3 == 0;
                if (present) {
                    example.labels.push_back(label);
                    example.text += words[size_t(label)] + " ";
                }
            }
            split.push_back(std::move(example));
        }
    };
    fill(set.train, 240);
    fill(set.validation, 60);
    fill(set.test, 60);
    set.fingerprint = "tiny";
    return set;
}

} // namespace lathe::tests
