#include "core/base/error.h"
#include "core/engine/model/checkpoint.h"
#include "core/engine/model/checkpoint_labels.h"
#include "core/engine/model/checkpoint_manifest.h"
#include "core/engine/model/checkpoint_weights.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/model/published.h"
#include "core/engine/model/stored_model.h"

namespace lathe::engine {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// Runs `read` and puts the file's name in front of what it throws.
template <class Read>
auto within(const fs::path& file, Read read)
{
    try {
        return read();
    } catch (const Error& error) { // says which file
        throw error.in(file.string());
    }
}

std::optional<Manifest> readManifestOf(const fs::path& folder)
{
    const fs::path file = folder / "lathe.json";
    if (!fs::exists(file))
        return std::nullopt;
    const json object = readJsonObject(file);
    return within(file, [&] { return readManifest(object); });
}

// Whether the published model classifies sequences. Models for tokens or choices have a
// "classifier" as well; of those only the encoder is used.
bool classifies(const json& config, bool hasClassifier)
{
    const auto classes = config.find("architectures");
    if (classes == config.end() || !classes->is_array() || classes->empty())
        return hasClassifier;
    for (const json& name : *classes) {
        const auto* text = name.get_ptr<const std::string*>();
        if (text && text->ends_with("ForSequenceClassification"))
            return true;
        if (text &&
            (text->ends_with("ForTokenClassification") || text->ends_with("ForMultipleChoice")))
            return false;
    }
    return hasClassifier;
}

void checkManifest(const Manifest& manifest, const Architecture& fromConfig, const json& config)
{
    const std::string type = ConfigReader(config).text("model_type");
    if (type != manifest.family && type != unloadableType(manifest.family))
        throw badInput("\"family\" is {}, but config.json's \"model_type\" is {}",
                       shown(manifest.family), shown(type));
    if (!manifest.layers.empty() && manifest.layers.size() != fromConfig.layers.size())
        throw badInput("\"layers\" has {} entries, but config.json's \"{}\" is {}",
                       manifest.layers.size(), familyNamed(manifest.family).keys.layers,
                       fromConfig.layers.size());
}

int countClasses(const Tensors& stored, const Family& family, const Architecture& architecture)
{
    const at::Tensor out = findStored(stored, family, architecture, "head.out.weight");
    const std::string name = publishedOf(family, architecture, "head.out.weight").name;
    if (!out.defined())
        throw badInput("tensor {}: is missing, though the model is said to be a classifier", name);
    if (out.dim() != 2 || out.size(0) < 1 || out.size(0) > std::numeric_limits<int>::max())
        throw badInput("tensor {}: must be a matrix with one row per label", name);
    return static_cast<int>(out.size(0));
}

void checkThresholds(const Checkpoint& checkpoint)
{
    if (checkpoint.thresholds.empty())
        return;
    if (!checkpoint.labels || checkpoint.labels->kind != data::TaskKind::Multilabel)
        throw badInput("\"thresholds\" are given, but the model is not multilabel");
    if (checkpoint.thresholds.size() != checkpoint.labels->names.size())
        throw badInput("\"thresholds\" has {} entries, but there are {} labels",
                       checkpoint.thresholds.size(), checkpoint.labels->names.size());
}

} // namespace

Checkpoint loadCheckpoint(const fs::path& folder)
{
    const auto [config, stored, configPath, weights] = readStoredModel(folder);
    const fs::path manifestPath = folder / "lathe.json";
    const std::optional<Manifest> manifest = readManifestOf(folder);
    const Family& family =
        manifest ? within(
                       manifestPath, [&]() -> auto& { return familyNamed(manifest->family); })
                 : within(
                       configPath, [&]() -> auto& { return familyOf(config); });

    Checkpoint checkpoint;
    checkpoint.origin = fs::absolute(folder);
    Architecture& architecture = checkpoint.architecture;
    architecture = within(configPath, [&] { return family.read(config); });
    if (manifest) {
        within(manifestPath, [&] { checkManifest(*manifest, architecture, config); });
        if (!manifest->layers.empty())
            architecture.layers = manifest->layers;
        checkpoint.thresholds = manifest->thresholds;
        checkpoint.lineage = manifest->lineage;
        checkpoint.sensitivity = manifest->sensitivity;
    }

    const bool hasClassifier = findStored(stored, family, architecture, "head.out.weight").defined();
    if ((manifest && manifest->labels) || classifies(config, hasClassifier)) {
        architecture.classes =
            within(weights, [&] { return countClasses(stored, family, architecture); });
        if (manifest && manifest->labels) {
            checkpoint.labels = manifest->labels;
            within(manifestPath,
                   [&] { checkLabels(*checkpoint.labels, architecture.classes, "labels"); });
        } else {
            checkpoint.labels =
                within(configPath, [&] { return readLabels(config, architecture.classes); });
        }
    }
    within(manifestPath, [&] { checkThresholds(checkpoint); });
    checkpoint.weights = within(weights, [&] {
        return takeWeights(stored, family, architecture,
                           manifest && !manifest->layers.empty() ? "lathe.json" : "config.json");
    });
    return checkpoint;
}

} // namespace lathe::engine
