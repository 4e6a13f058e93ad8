#include "core/analysis/agreement.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace lathe::analysis {

namespace {

// log softmax of a row.
void logProbabilities(const float* logits, std::vector<double>& out)
{
    const double largest = *std::max_element(logits, logits + out.size());
    double sum = 0;
    for (size_t k = 0; k < out.size(); ++k) {
        out[k] = double(logits[k]) - largest;
        sum += std::exp(out[k]);
    }
    for (double& value : out)
        value -= std::log(sum);
}

double logSigmoid(double logit)
{
    return std::min(logit, 0.0) - std::log1p(std::exp(-std::abs(logit)));
}

double coinDivergence(double reference, double variant)
{
    const double yes = logSigmoid(reference), no = logSigmoid(-reference);
    return std::exp(yes) * (yes - logSigmoid(variant)) + std::exp(no) * (no - logSigmoid(-variant));
}

double meanDivergence(const Predictions& variant, const Predictions& reference)
{
    std::vector<double> p(size_t(reference.classes)), q(p.size());
    double sum = 0;
    for (size_t i = 0; i < variant.rows(); ++i) {
        double row = 0;
        if (variant.kind == data::TaskKind::Multilabel) {
            for (size_t k = 0; k < p.size(); ++k)
                row += coinDivergence(double(reference.row(i)[k]), double(variant.row(i)[k]));
        } else {
            logProbabilities(reference.row(i), p);
            logProbabilities(variant.row(i), q);
            for (size_t k = 0; k < p.size(); ++k)
                row += std::exp(p[k]) * (p[k] - q[k]);
        }
        sum += std::max(row, 0.0); // rounding
    }
    return sum / double(variant.rows());
}

} // namespace

std::optional<Agreement> agreement(const Decided& variant, const Decided& reference)
{
    const Predictions &a = variant.predictions, &b = reference.predictions;
    if (a.kind != b.kind || a.classes != b.classes || a.rows() != b.rows())
        throw badInput("the two models were not evaluated on the same rows");
    const auto first = decide(a, variant.thresholds), second = decide(b, reference.thresholds);
    if (a.rows() == 0)
        return std::nullopt;
    Agreement found;
    found.rows = a.rows();
    size_t alike = 0, unlike = 0;
    std::vector<int> apart;
    for (size_t i = 0; i < a.rows(); ++i) {
        alike += first[i] == second[i];
        apart.clear();
        std::set_symmetric_difference(first[i].begin(), first[i].end(), second[i].begin(),
                                      second[i].end(), std::back_inserter(apart));
        unlike += apart.size();
    }
    found.decisions = double(alike) / double(a.rows());
    found.labels = 1 - double(unlike) / (double(a.rows()) * a.classes);
    if (notFiniteRows(a) == 0 && notFiniteRows(b) == 0)
        found.klDivergence = meanDivergence(a, b);
    return found;
}

} // namespace lathe::analysis
