#include "core/runner/bench.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/runner/variant_maker.h"

#include <charconv>

namespace lathe::runner {

BenchShape parseShape(std::string_view text)
{
    BenchShape shape;
    const char* end = text.data() + text.size();
    const auto [middle, first] = std::from_chars(text.data(), end, shape.batch);
    if (first == std::errc() && middle != end && *middle == 'x') {
        const auto [last, second] = std::from_chars(middle + 1, end, shape.tokens);
        if (second == std::errc() && last == end && shape.batch > 0 && shape.tokens > 0)
            return shape;
    }
    throw Error(ErrorKind::BadInput, fmt::format("'{}' is no shape", text),
                "Write BATCHxTOKENS, several with commas: 1x32,16x128");
}

std::vector<std::string> readBenchTexts(const std::filesystem::path& file,
                                        const std::string& textColumn, int count)
{
    data::DataSpec spec;
    spec.textColumn = textColumn;
    std::vector<std::string> texts =
        textsForSpeed(data::readExamples(file, spec, {}, false), count);
    if (texts.empty())
        throw badInput("{}: there is no text to measure with", file.string());
    return texts;
}

std::optional<double> fasterThanFirst(const BenchReport& report, size_t model, size_t workload)
{
    const analysis::Timing& first = report.models.at(0).figures.at(workload).call;
    const analysis::Timing& own = report.models.at(model).figures.at(workload).call;
    if (first.samples == 0 || own.samples == 0)
        return {};
    return first.median / own.median;
}

} // namespace lathe::runner
