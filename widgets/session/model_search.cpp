#include "widgets/session/model_search.h"

#include "widgets/compare/variant_group.h"
#include "widgets/session/model_name.h"
#include "widgets/session/session.h"

#include <algorithm>
#include <unordered_set>

namespace lathe::widgets {

namespace {
constexpr size_t kMost = 1000; // a list of more is read by nobody; History finds the others
}

ModelSearch::ModelSearch(Session& session, std::vector<std::filesystem::path> models)
    : variants(session.variants()), wanted(std::move(models))
{
    if (const runner::ModelFacts* model = session.model(); model && model->labels)
        own = Candidate{modelName(session), session.document().recipe().model};
}

std::vector<Candidate> ModelSearch::find() const
{
    std::vector<Candidate> found;
    std::unordered_set<std::string> known;
    const auto add = [&](const QString& name, const std::filesystem::path& model) {
        std::error_code ignored; // a folder that cannot be read is not offered
        if (known.insert(model.native()).second && std::filesystem::is_directory(model, ignored))
            found.push_back({name, model});
    };
    if (own)
        add(own->name, own->model);
    for (const runner::Variant& variant : variants)
        if (variant.facts.labels && runtimeOf(variant).isEmpty() && // another runtime's cannot be opened
            (found.size() < kMost ||
             std::find(wanted.begin(), wanted.end(), variant.model) != wanted.end()))
            add(variantName(variant), variant.model);
    return found;
}

} // namespace lathe::widgets
