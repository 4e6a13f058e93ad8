#include "core/engine/model/stored_model.h"

#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/config_reader.h"
#include "core/engine/model/gguf_model.h"
#include "core/engine/model/widen_f8.h"
#include "core/engine/tensors/pickle.h"

namespace lathe::engine {

namespace fs = std::filesystem;

StoredModel readStoredModel(const fs::path& model)
{
    const fs::path weights = weightsEntry(model);
    if (formOf(weights) == Form::Gguf) {
        GgufModel gguf = readGgufModel(weights);
        return {std::move(gguf.config), std::move(gguf.tensors), weights, weights};
    }
    Tensors tensors = formOf(weights) == Form::Pickled ? readPickled(weights) : readSafetensors(weights);
    const fs::path config = configFile(model);
    return {readJsonObject(config), widenF8(std::move(tensors)), config, weights};
}

nlohmann::json readConfig(const fs::path& model)
{
    const fs::path weights = weightsEntry(model);
    return formOf(weights) == Form::Gguf ? readGgufModel(weights).config : readJsonObject(configFile(model));
}

} // namespace lathe::engine
