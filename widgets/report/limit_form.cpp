#include "widgets/report/limit_form.h"

#include "widgets/common/kit.h"

#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QSignalBlocker>

namespace lathe::widgets {

namespace {

QDoubleSpinBox* makeBox(double most, int decimals, const QString& suffix, const QString& name,
                        QWidget* parent)
{
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(0, most);
    box->setDecimals(decimals);
    box->setSuffix(suffix);
    box->setSpecialValueText(LimitForm::tr("no limit"));
    box->setAccessibleName(name);
    box->setKeyboardTracking(false);
    return box;
}

std::optional<double> valueOf(const QDoubleSpinBox* box, double unit)
{
    return box->value() > 0 ? std::optional(box->value() * unit) : std::nullopt;
}

} // namespace

LimitForm::LimitForm(QWidget* parent)
    : QWidget(parent), m_quality(makeBox(150, 1, tr(" %"), tr("Quality kept, at least"), this)),
      m_latency(makeBox(1e6, 2, tr(" ms"), tr("Latency of one text, at most"), this)),
      m_size(makeBox(1e6, 1, tr(" MB"), tr("Size on disk, at most"), this))
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Quality kept"), m_quality);
    form->addRow(tr("Latency, at most"), m_latency);
    form->addRow(tr("Size, at most"), m_size);
    setLimits({});
    for (QDoubleSpinBox* box : {m_quality, m_latency, m_size})
        connect(box, &QDoubleSpinBox::valueChanged, this, &LimitForm::changed);
}

report::Limits LimitForm::limits() const
{
    return {valueOf(m_quality, 0.01), valueOf(m_latency, 1), valueOf(m_size, 1e6)};
}

void LimitForm::setLimits(const report::Limits& limits)
{
    const QSignalBlocker quality(m_quality), latency(m_latency), size(m_size);
    m_quality->setValue(limits.quality.value_or(0) * 100);
    m_latency->setValue(limits.latencyMs.value_or(0));
    m_size->setValue(limits.sizeBytes.value_or(0) / 1e6);
}

} // namespace lathe::widgets
