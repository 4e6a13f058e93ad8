#include "core/base/error.h"
#include "core/engine/model/families/common.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lathe::engine {

using nlohmann::json;

namespace {

constexpr double kMost = 1e9;

// What config.json says of one rotary embedding, older keys put where the newer ones are.
json parametersOf(const json& config, const RotaryDefaults& defaults)
{
    const ConfigReader reader(config);
    json found = json::object();
    if (defaults.scaled && reader.has("rope_scaling"))
        found = reader.object("rope_scaling");
    if (reader.has("rope_parameters")) {
        const json& all = reader.object("rope_parameters");
        const bool told = !defaults.kind.empty() && all.contains(defaults.kind);
        if (told || defaults.scaled)
            found = told ? ConfigReader(all).object(defaults.kind) : all;
    }
    if (!ConfigReader(found).has("rope_theta"))
        found["rope_theta"] = reader.real(defaults.thetaKey, 0, 1e12, defaults.theta);
    if (!ConfigReader(found).has("partial_rotary_factor"))
        found["partial_rotary_factor"] = reader.real(defaults.fractionKey, 0, 1, defaults.fraction);
    if (reader.has("original_max_position_embeddings"))
        found["original_max_position_embeddings"] = config["original_max_position_embeddings"];
    return found;
}

class RotaryReader {
public:
    RotaryReader(const json& config, const json& parameters, int headSize) : m_config(config), m_parameters(parameters)
    {
        m_theta = m_parameters.real("rope_theta", 1e-6, 1e12, 0);
        m_dims = int(headSize * m_parameters.real("partial_rotary_factor", 0, 1, 1));
        if (m_dims < 2 || m_dims % 2 != 0)
            throw Error(ErrorKind::Unsupported, fmt::format("positions turn {} dimensions of a head of {}; supported are even numbers",
                                                            m_dims, headSize));
        for (int i = 0; i < m_dims; i += 2)
            m_rotary.frequencies.push_back(std::pow(m_theta, -double(i) / m_dims));
    }

    Rotary read()
    {
        const std::string type = m_parameters.text("rope_type", m_parameters.text("type", "default"));
        if (type == "linear")
            scale(1 / factor());
        else if (type == "llama3")
            llama3();
        else if (type == "yarn")
            yarn();
        else if (type == "longrope" || type == "su")
            longrope();
        else if (type != "default" && type != "dynamic" && type != "mrope") // dynamic only differs beyond the longest text
            throw Error(ErrorKind::Unsupported, fmt::format("\"rope_type\" {} is not supported; supported are default, linear, "
                                                            "dynamic, llama3, yarn and longrope", shown(type)));
        return std::move(m_rotary);
    }

private:
    [[nodiscard]] double factor() const { return m_parameters.real("factor", 1e-6, kMost, 1); }
    [[nodiscard]] double longest() const { return m_config.real("max_position_embeddings", 1, kMost, 1); }
    [[nodiscard]] double original() const { return m_parameters.real("original_max_position_embeddings", 1, kMost, longest()); }
    void scale(double by)
    {
        for (double& frequency : m_rotary.frequencies)
            frequency *= by;
    }

    void llama3()
    {
        const double low = m_parameters.real("low_freq_factor", 1e-6, kMost, 1);
        const double high = m_parameters.real("high_freq_factor", 1e-6, kMost, 4);
        for (double& frequency : m_rotary.frequencies) {
            const double turns = original() * frequency / (2 * std::numbers::pi); // in the original length
            const double smooth = std::clamp((turns - low) / (high - low), 0.0, 1.0);
            frequency *= (1 - smooth) / factor() + smooth;
        }
    }

    // Peng et al. 2023, section 3.2.
    void yarn()
    {
        const double fast = m_parameters.real("beta_fast", 1e-6, kMost, 32), slow = m_parameters.real("beta_slow", 1e-6, kMost, 1);
        const double by = m_parameters.has("factor") ? factor() : longest() / original();
        const auto dimension = [&](double turns) {
            return m_dims * std::log(original() / (turns * 2 * std::numbers::pi)) / (2 * std::log(m_theta));
        };
        double first = dimension(fast), last = dimension(slow);
        if (m_parameters.flag("truncate", true))
            first = std::floor(first), last = std::ceil(last);
        first = std::max(first, 0.0), last = std::min(last, m_dims - 1.0);
        if (first == last)
            last += 0.001;
        for (size_t i = 0; i < m_rotary.frequencies.size(); ++i) {
            const double stretched = std::clamp((double(i) - first) / (last - first), 0.0, 1.0);
            m_rotary.frequencies[i] *= stretched / by + 1 - stretched;
        }
        const auto growth = [&](double slope) { return by <= 1 ? 1.0 : 0.1 * slope * std::log(by) + 1; };
        const double mscale = m_parameters.real("mscale", 0, kMost, 0), all = m_parameters.real("mscale_all_dim", 0, kMost, 0);
        m_rotary.magnitude =
            m_parameters.real("attention_factor", 0, kMost, mscale > 0 && all > 0 ? growth(mscale) / growth(all) : growth(1));
    }

    // Ding et al. 2024: one factor for each pair, others in texts beyond the original length.
    void longrope()
    {
        const double by = m_parameters.has("factor") ? factor() : longest() / original();
        const auto divided = [&](std::string_view key) {
            const std::vector<double> factors = m_parameters.reals(key, 1e-6, kMost);
            if (factors.size() != m_rotary.frequencies.size())
                throw badInput("\"{}\" must hold {} numbers, found {}", key, m_rotary.frequencies.size(), factors.size());
            std::vector<double> frequencies = m_rotary.frequencies;
            for (size_t i = 0; i < factors.size(); ++i)
                frequencies[i] /= factors[i];
            return frequencies;
        };
        std::vector<double> small = divided("short_factor");
        m_rotary.longFrequencies = divided("long_factor");
        m_rotary.frequencies = std::move(small);
        m_rotary.longFrom = int(original());
        m_rotary.magnitude = m_parameters.real("attention_factor", 0, kMost,
                                               by <= 1 ? 1.0 : std::sqrt(1 + std::log(by) / std::log(original())));
    }

    ConfigReader m_config, m_parameters;
    double m_theta = 0;
    int m_dims = 0;
    Rotary m_rotary;
};

} // namespace

Rotary readRotary(const json& config, int headSize, const RotaryDefaults& defaults)
{
    const json parameters = parametersOf(config, defaults);
    return RotaryReader(config, parameters, headSize).read();
}

} // namespace lathe::engine
