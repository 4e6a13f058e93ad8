#include "core/engine/model/stored_model.h"

#include "core/base/error.h"
#include "core/engine/model/checkpoint_files.h"
#include "core/engine/model/compressed_layout.h"
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
    const fs::path file = configFile(model);
    nlohmann::json config = readJsonObject(file);
    tensors = widenF8(std::move(tensors));
    if (isCompressedLayout(config)) {
        try {
            tensors = fromCompressedLayout(std::move(tensors));
        } catch (const Error& error) { // says which tensor
            throw error.in(weights.string());
        }
        config.erase("quantization_config"); // what is saved again is not in that layout
    }
    return {std::move(config), std::move(tensors), file, weights};
}

nlohmann::json readConfig(const fs::path& model)
{
    const fs::path weights = weightsEntry(model);
    if (formOf(weights) == Form::Gguf)
        return readGgufModel(weights).config;
    nlohmann::json config = readJsonObject(configFile(model));
    if (isCompressedLayout(config))
        config.erase("quantization_config");
    return config;
}

} // namespace lathe::engine
