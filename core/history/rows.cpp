#include "core/history/rows.h"

#include "core/history/process_identity.h"
#include "core/recipe/json_reader.h"

#include <bit>

namespace lathe::history {

using nlohmann::json;
using runner::RunState;

namespace {

RunState stateOf(const std::string& text, const ProcessIdentity& process)
{
    for (const RunState state :
         {RunState::Succeeded, RunState::Failed, RunState::Cancelled, RunState::Interrupted})
        if (text == toString(state))
            return state;
    return process.mayBeAlive() ? RunState::Running : RunState::Interrupted;
}

} // namespace

std::vector<recipe::StageFamily> familiesFrom(const std::string& text)
{
    using recipe::StageFamily;
    std::vector<StageFamily> families;
    const json names = json::parse(text);
    for (const json& name : names)
        for (const StageFamily family : recipe::kStageFamilies)
            if (name == recipe::toString(family))
                families.push_back(family);
    return families;
}

recipe::Params paramsFrom(const std::string& text)
{
    const json all = json::parse(text);
    recipe::Params params;
    for (const auto& [key, value] : all.items())
        params[key] = recipe::readValue(value, key);
    return params;
}

Error unknown(std::string_view what, std::string_view id)
{
    return {ErrorKind::BadInput, fmt::format("the history has no {} '{}'", what, id),
            "See what it has with `lathe-cli history list`"};
}

RunRow readRun(const SQLite::Statement& row)
{
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    RunRow run;
    run.id = text(0);
    run.name = text(1);
    run.started = text(2);
    run.ended = text(3);
    run.state = stateOf(
        text(4), {text(8), text(9), row.getColumn(10).getInt64(), row.getColumn(11).getInt64()});
    run.error = text(5);
    run.seed = std::bit_cast<uint64_t>(row.getColumn(6).getInt64());
    run.seconds = row.getColumn(7).getDouble();
    run.variants = row.getColumn(12).getInt();
    return run;
}

} // namespace lathe::history
