#pragma once

#include "core/engine/runtime/classifier.h"
#include "core/runner/answers.h"

#include <list>

namespace lathe::engine {

// Models that answer texts and stay open for the next ones, those that were not asked for longest
// being closed first.
class OpenModels {
public:
    // Bytes of weights that stay open; the model in use always does.
    explicit OpenModels(int64_t mostBytes) : m_mostBytes(mostBytes) {}

    // Throws Error for folders that do not load and for models without a head.
    [[nodiscard]] runner::Answers answer(const runner::AnswerRequest& request, const Task& task);
    void clear() { m_open.clear(); }
    [[nodiscard]] size_t count() const { return m_open.size(); }

private:
    struct Open {
        explicit Open(const std::filesystem::path& model);

        std::filesystem::path folder;
        std::filesystem::file_time_type changed; // of the newest file in it
        int64_t bytes = 0;
        Classifier classifier;
    };

    const Open& open(const std::filesystem::path& folder);

    int64_t m_mostBytes;
    std::list<Open> m_open; // the one asked last in front
};

} // namespace lathe::engine
