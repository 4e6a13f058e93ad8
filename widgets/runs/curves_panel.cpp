#include "widgets/runs/curves_panel.h"

#include "widgets/runs/curve_chart.h"
#include "widgets/theme/theme.h"

#include <QSlider>
#include <QToolButton>

namespace lathe::widgets {

namespace {

constexpr int kSmoothest = 98; // hundredths

} // namespace

CurvesPanel::CurvesPanel(const Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_step(new ElidedComboBox(this)),
      m_chips(new QWidget(this)), m_smoothing(new QWidget(this)),
      m_smooth(new QSlider(Qt::Horizontal, this)),
      m_empty(makeLabel(tr("Steps that train draw their loss and validation scores here."), "muted",
                        this)),
      m_chart(new CurveChart(this))
{
    makeHead();
    auto* chips = new QHBoxLayout(m_chips);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(4);
    column()->addWidget(m_chips);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setWordWrap(true);
    column()->addWidget(m_empty, 1);
    column()->addWidget(m_chart, 1);
    draw();
}

void CurvesPanel::standInTab()
{
    setProperty("role", QByteArray("plain"));
    column()->setContentsMargins(18, 6, 14, 6);
    column()->setSpacing(6);
    m_title->hide();
}

void CurvesPanel::makeHead()
{
    auto* head = new QHBoxLayout;
    m_title = makeLabel(tr("Curves"), "section", this);
    m_title->setContentsMargins(0, 0, 8, 0);
    head->addWidget(m_title);
    m_step->setProperty("role", QByteArray("quiet"));
    m_step->setAccessibleName(tr("Step whose curves are shown"));
    m_step->setMinimumContentsLength(12);
    m_step->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_step, &QComboBox::activated, this, [this] { m_followsStep = false; });
    connect(m_step, &QComboBox::currentIndexChanged, this, [this] {
        chooseSeries();
        draw();
    });
    head->addWidget(m_step);
    head->addStretch(1);
    auto* smoothing = new QHBoxLayout(m_smoothing);
    smoothing->setContentsMargins(0, 0, 0, 0);
    smoothing->addWidget(makeLabel(tr("Smooth"), "faint", this));
    m_smooth->setRange(0, kSmoothest);
    m_smooth->setValue(60);
    m_smooth->setFixedWidth(80);
    m_smooth->setAccessibleName(tr("How much the losses are smoothed"));
    m_smooth->setToolTip(
        tr("Moving average of the losses; what was measured stays visible as a faint line"));
    connect(m_smooth, &QSlider::valueChanged, this, &CurvesPanel::draw);
    smoothing->addWidget(m_smooth);
    head->addWidget(m_smoothing);
    column()->addLayout(head);
}

void CurvesPanel::refresh()
{
    if (!m_session.run())
        return;
    const RunRecord& record = *m_session.run();
    if (record.runId != m_runId) {
        m_runId = record.runId;
        m_followsStep = true;
        const QSignalBlocker blocker(m_step);
        m_step->clear();
    }
    for (const auto& [index, curves] : record.curves) {
        if (m_step->findData(index) >= 0)
            continue;
        const auto step = size_t(index);
        m_step->addItem(step < record.plan.steps.size()
                            ? QString::fromStdString(record.plan.steps[step].label)
                            : tr("measuring"),
                        index);
        if (m_followsStep)
            m_step->setCurrentIndex(m_step->count() - 1);
    }
    if (const auto* shown = curves(); shown && shown->size() != m_series.size())
        chooseSeries();
    draw();
}

void CurvesPanel::showStep(int step)
{
    m_followsStep = false;
    if (const int index = m_step->findData(step); index >= 0)
        m_step->setCurrentIndex(index);
}

const std::map<std::string, RunRecord::Curve>* CurvesPanel::curves() const
{
    const RunRecord* run = m_session.run();
    if (!run || m_step->currentIndex() < 0)
        return nullptr;
    const auto found = run->curves.find(m_step->currentData().toInt());
    return found == run->curves.end() ? nullptr : &found->second;
}

void CurvesPanel::chooseSeries()
{
    qDeleteAll(m_chips->findChildren<QToolButton*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_chips->layout();
    auto* row = new QHBoxLayout(m_chips);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    m_series.clear();
    if (const auto* shown = curves())
        for (const auto& [name, curve] : *shown) {
            auto* chip = new QToolButton(m_chips);
            chip->setProperty("role", QByteArray("toggle"));
            chip->setText(QString::fromStdString(name));
            chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
            chip->setIcon(makeDot(curveColour(m_series.size())));
            chip->setIconSize({9, 9});
            chip->setCheckable(true);
            chip->setChecked(!m_hidden.contains(name));
            chip->setAccessibleName(tr("Show %1").arg(chip->text()));
            connect(chip, &QToolButton::toggled, this, [this, name = name](bool on) {
                if (on)
                    m_hidden.erase(name);
                else
                    m_hidden.insert(name);
                draw();
            });
            m_series[name] = chip;
            row->addWidget(chip);
        }
    row->addStretch(1);
}

std::vector<std::string> CurvesPanel::shownSeries() const
{
    std::vector<std::string> names;
    for (const auto& [name, chip] : m_series)
        if (chip->isChecked())
            names.push_back(name);
    return names;
}

void CurvesPanel::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    draw(); // not drawn while out of sight
}

void CurvesPanel::draw()
{
    const auto* shown = curves();
    m_empty->setVisible(!shown);
    m_chart->setVisible(shown);
    m_chips->setVisible(shown);
    m_step->setVisible(shown);
    m_smoothing->setVisible(shown);
    if (!shown || !isVisible())
        return;
    m_chart->setCurves(drawn(*shown, m_smooth->value() / 100.0, m_hidden));
}

} // namespace lathe::widgets
