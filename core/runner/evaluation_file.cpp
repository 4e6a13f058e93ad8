#include "core/runner/evaluation_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace lathe::runner {

static_assert(std::endian::native == std::endian::little, "logits are kept little-endian");

namespace fs = std::filesystem;
using analysis::Predictions;
using nlohmann::json;

namespace {

constexpr int kFormatVersion = 1;

std::string bytesOf(const std::vector<float>& values)
{
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)};
}

Predictions split(const std::vector<data::Example>& examples, const data::LabelSet& labels,
                  const char* bytes)
{
    Predictions result;
    result.kind = labels.kind;
    result.classes = static_cast<int>(labels.names.size());
    result.logits.resize(examples.size() * labels.names.size());
    std::memcpy(result.logits.data(), bytes, result.logits.size() * sizeof(float));
    for (const data::Example& example : examples)
        result.truth.push_back(example.labels);
    return result;
}

} // namespace

fs::path evaluationFile(const fs::path& folder, const data::DataSet& data, int maxLength)
{
    const std::string key = Sha256::of(fmt::format("{} {}", data.fingerprint, maxLength));
    return folder / fmt::format("lathe-evaluation-{}.bin", key.substr(0, 16));
}

void saveEvaluation(const Evaluation& evaluation, const fs::path& file)
{
    const std::string logits =
        bytesOf(evaluation.validation.logits) + bytesOf(evaluation.test.logits);
    const json header = {{"formatVersion", kFormatVersion},
                         {"classes", evaluation.test.classes},
                         {"validationRows", evaluation.validation.rows()},
                         {"testRows", evaluation.test.rows()},
                         {"thresholds", evaluation.thresholds},
                         {"sha256", Sha256::of(logits)}};
    writeFile(file, header.dump() + "\n" + logits);
}

Evaluation loadEvaluation(const fs::path& file, const data::DataSet& data)
{
    const std::string content = readFile(file);
    const size_t line = content.find('\n');
    const json header = json::parse(content.substr(0, line), nullptr, false);
    if (line == std::string::npos || !header.is_object() ||
        header.value("formatVersion", json()) != kFormatVersion)
        throw badInput("{}: is not an evaluation of this version", file.string());
    const size_t classes = data.labels.names.size();
    if (header.value("classes", json()) != classes ||
        header.value("validationRows", json()) != data.validation.size() ||
        header.value("testRows", json()) != data.test.size())
        throw badInput("{}: does not fit the data set", file.string());
    const std::string_view logits = std::string_view(content).substr(line + 1);
    const size_t validationBytes = data.validation.size() * classes * sizeof(float);
    if (logits.size() != validationBytes + data.test.size() * classes * sizeof(float) ||
        header.value("sha256", json()) != Sha256::of(logits))
        throw badInput("{}: the logits are damaged", file.string());
    Evaluation evaluation;
    evaluation.validation = split(data.validation, data.labels, logits.data());
    evaluation.test = split(data.test, data.labels, logits.data() + validationBytes);
    const json thresholds = header.value("thresholds", json());
    const bool sound = thresholds.is_array() &&
                       (thresholds.empty() || thresholds.size() == classes) &&
                       std::all_of(thresholds.begin(), thresholds.end(),
                                   [](const json& t) { return t.is_number(); });
    if (!sound)
        throw badInput("{}: the thresholds are damaged", file.string());
    evaluation.thresholds = thresholds.get<std::vector<double>>();
    return evaluation;
}

} // namespace lathe::runner
