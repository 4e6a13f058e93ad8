#include "widgets/compare/proof_words.h"

#include "core/export/record.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QCoreApplication>

#include <cmath>

namespace lathe::widgets {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("ProofWords", text);
}

// "494 of 498 decisions"; empty where the proof is not read yet.
QString agreementText(const runner::Variant& proven)
{
    const auto made = proven.details.find("export");
    if (made == proven.details.end() || !made->contains("agreement"))
        return {};
    const double agreement = made->value("agreement", 0.0);
    if (const int rows = made->value("rows", 0); rows > 0)
        return translated("%1 of %2 decisions").arg(formatCount(int64_t(std::lround(agreement * rows))), formatCount(rows));
    return translated("%1 % of the decisions").arg(saidNumber(100 * agreement, 2));
}

QString lineOf(const runner::Variant& proven)
{
    const QString agreement = agreementText(proven), title = QString::fromStdString(proven.label);
    return exports::isFailedExport(proven) ? translated("Failed in %1: it answers otherwise there.").arg(title)
           : agreement.isEmpty()           ? translated("Proven in %1.").arg(title)
                                           : translated("Proven in %1: %2 as here.").arg(title, agreement);
}

} // namespace

QStringList proofLines(const ComparedVariant& compared, const VariantList& pool)
{
    const runner::Variant& variant = *compared.variant;
    QStringList lines;
    if (compared.isPeer) {
        if (const QString agreement = agreementText(variant); !agreement.isEmpty())
            lines += translated("%1 as in Lathe; logits differ by %2 at most.")
                         .arg(agreement, saidFigure(QString::number(variant.details["export"].value("largestDifference", 0.0), 'g', 2)));
        return lines;
    }
    for (const runner::Variant& other : pool)
        if (other.parent == variant.id && isFromOtherRuntime(other))
            lines += lineOf(other);
    return lines;
}

} // namespace lathe::widgets
