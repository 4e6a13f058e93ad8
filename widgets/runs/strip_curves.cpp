#include "widgets/runs/strip_curves.h"

#include "widgets/common/kit.h"
#include "widgets/runs/curve_chart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace lathe::widgets {

StripCurves::StripCurves(QWidget* parent)
    : QWidget(parent), m_step(new QComboBox),
      m_empty(makeLabel(tr("Steps that train draw their loss and validation scores here."), "muted")),
      m_chart(new CurveChart)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 8, 14, 4);
    m_step->setProperty("role", QByteArray("quiet"));
    m_step->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_step->setAccessibleName(tr("Step whose curves are shown"));
    row->addWidget(m_step, 0, Qt::AlignTop);
    row->addWidget(m_empty, 1, Qt::AlignTop);
    row->addWidget(m_chart, 1);
    m_chart->setMinimumHeight(60);
    m_step->hide();
    m_chart->hide();
    connect(m_step, &QComboBox::activated, this, [this] {
        m_follows = false;
        draw();
    });
}

void StripCurves::follow(const RunRecord& run)
{
    if (run.runId != m_runId) {
        m_runId = run.runId;
        m_step->clear();
        m_follows = true;
    }
    m_curves = run.curves;
    for (const auto& [index, curves] : m_curves) {
        if (m_step->findData(index) >= 0)
            continue;
        const bool known = index >= 0 && size_t(index) < run.plan.steps.size();
        m_step->addItem(known ? QString::fromStdString(run.plan.steps[size_t(index)].label)
                              : tr("measuring"),
                        index);
        if (m_follows)
            m_step->setCurrentIndex(m_step->count() - 1);
    }
    draw();
}

void StripCurves::draw()
{
    const auto found = m_curves.find(m_step->currentData().toInt());
    const bool any = m_step->count() > 0 && found != m_curves.end();
    m_empty->setVisible(!any);
    m_step->setVisible(any);
    m_chart->setVisible(any);
    if (any)
        m_chart->setCurves(found->second);
}

} // namespace lathe::widgets
