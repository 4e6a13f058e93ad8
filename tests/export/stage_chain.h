#pragma once

#include "core/engine/stages/new_head.h"
#include "core/engine/stages/stage.h"
#include "tests/engine/tiny_task.h"
#include "tests/small_params.h"

#include <algorithm>

namespace lathe::tests {

// Runs stages with small parameters, one after another, on a tiny model of tests/data/families.
class StageChain {
public:
    StageChain(const std::filesystem::path& model, std::filesystem::path scratch)
        : m_start(engine::withNewHead(engine::loadCheckpoint(model), m_set, 3)), m_scratch(std::move(scratch))
    {
    }

    [[nodiscard]] engine::Checkpoint run(const std::vector<std::string>& stages) const
    {
        engine::Checkpoint made = m_start;
        for (const std::string& id : stages) {
            const auto& all = engine::allStages();
            const auto stage = std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.info.id == id; });
            if (stage == all.end())
                throw badInput("there is no stage '{}'", id);
            engine::StageInputs inputs;
            for (const recipe::PortSpec& port : stage->info.inputs)
                inputs.emplace(port.name, made);
            std::filesystem::create_directories(m_scratch);
            nlohmann::json details;
            const Task task;
            engine::StageContext context{m_set, 24, 11, task, details, at::kCPU, m_scratch};
            made = stage->run(inputs, smallParams(stage->info), context);
        }
        return made;
    }

private:
    static std::vector<std::string> letters()
    {
        std::vector<std::string> list;
        for (char letter = 'a'; letter <= 'z'; ++letter)
            list.emplace_back(1, letter);
        return list;
    }

    const data::DataSet m_set = tinyTask(data::TaskKind::Multiclass, letters());
    engine::Checkpoint m_start;
    std::filesystem::path m_scratch;
};

} // namespace lathe::tests
