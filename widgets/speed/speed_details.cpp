#include "widgets/speed/speed_details.h"

#include "core/runner/kernel_groups.h"
#include "widgets/common/format.h"
#include "widgets/common/notes.h"
#include "widgets/speed/speed_model.h"
#include "widgets/speed/time_bars.h"

#include <QScrollArea>
#include <QTabBar>

#include <numeric>

namespace lathe::widgets {

namespace {

QString word(const nlohmann::json& object, const char* key)
{
    const auto found = object.find(key);
    if (found == object.end())
        return {};
    return QString::fromStdString(found->is_string() ? found->get<std::string>() : found->dump());
}

// A line for each kind of product: where it is, how it is stored and what computes it.
QString kernelLines(const std::vector<runner::KernelFacts>& kernels)
{
    QStringList lines;
    for (const runner::KernelGroup& group : runner::groupedKernels(kernels)) {
        const auto text = [](const std::string& given) { return QString::fromStdString(given); };
        const QString where = group.layers.empty()
            ? text(group.facts.part)
            : SpeedFacts::tr("%1, layers %2").arg(text(group.facts.part), text(group.layers));
        lines += SpeedFacts::tr("%1: %2 × %3, stored as %4, computed as %5 by %6")
                     .arg(where)
                     .arg(group.facts.rows)
                     .arg(group.facts.columns)
                     .arg(text(group.facts.storage), text(group.facts.compute), text(group.facts.kernel));
    }
    return lines.join('\n');
}

} // namespace

SpeedProfile::SpeedProfile(QWidget* parent)
    : Card(parent), m_tabs(new QTabBar(this)), m_words(makeLabel({}, "muted", this)),
      m_bars(new TimeBars(this))
{
    column()->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Where the time goes"), "section", this));
    head->addStretch(1);
    m_tabs->addTab(tr("By operator"));
    m_tabs->addTab(tr("By layer"));
    m_tabs->setAccessibleName(tr("Time by operator or by layer"));
    m_tabs->setExpanding(false);
    head->addWidget(m_tabs);
    column()->addLayout(head);
    m_words->setWordWrap(true);
    column()->addWidget(m_words);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(scroll);
    auto* inner = new QVBoxLayout(page);
    inner->setContentsMargins(0, 0, 8, 0);
    inner->addWidget(m_bars);
    inner->addStretch(1);
    scroll->setWidget(page);
    column()->addWidget(scroll, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &SpeedProfile::refresh);
    refresh();
}

void SpeedProfile::show(const std::vector<runner::OperatorTime>& times, const std::string& workload)
{
    m_times = times;
    m_workload = workload;
    refresh();
}

void SpeedProfile::refresh()
{
    if (m_times.empty()) {
        m_words->setText(tr("Operators are timed once the figures have settled."));
        m_bars->setShares({});
        return;
    }
    const double sum =
        std::accumulate(m_times.begin(), m_times.end(), 0.0,
                        [](double s, const runner::OperatorTime& t) { return s + t.seconds; });
    m_words->setText(tr("%1 of all threads together for a text of %2")
                         .arg(formatMilliseconds(sum), QString::fromStdString(m_workload)));
    m_bars->setShares(m_tabs->currentIndex() == 0 ? timeByOperator(m_times) : timeByLayer(m_times));
}

SpeedFacts::SpeedFacts(QWidget* parent)
    : Card(parent), m_cpu(makeLabel({}, "", this)), m_features(new ChipFlow(this)),
      m_machine(makeLabel({}, "muted", this)), m_model(makeLabel({}, "muted", this)),
      m_kernels(makeLabel({}, "muted", this))
{
    column()->setSpacing(6);
    column()->addWidget(makeLabel(tr("Measured on"), "section", this));
    column()->addWidget(m_cpu);
    column()->addWidget(m_features);
    column()->addWidget(m_machine);
    column()->addSpacing(4);
    column()->addWidget(makeLine(this));
    column()->addSpacing(4);
    column()->addWidget(makeLabel(tr("The model"), "section", this));
    column()->addWidget(m_model);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Kernel of every product"));
    m_kernels->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    scroll->setWidget(m_kernels);
    column()->addWidget(scroll, 1);
    for (QLabel* label : {m_cpu, m_machine, m_model, m_kernels}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
}

void SpeedFacts::show(const nlohmann::json& machine, const runner::BenchModel& model)
{
    m_cpu->setText(word(machine, "cpu"));
    std::vector<ChipFlow::Chip> chips;
    if (const auto features = machine.find("cpuFeatures");
        features != machine.end() && features->is_array())
        for (const auto& feature : *features)
            if (feature.is_string())
                chips.push_back({QString::fromStdString(feature.get<std::string>()), {}, {}});
    m_features->setChips(std::move(chips));
    QStringList words{
        tr("%1 of %2 cores used").arg(word(machine, "threads"), word(machine, "cores"))};
    if (machine.contains("libtorch"))
        words += tr("LibTorch %1").arg(word(machine, "libtorch"));
    if (machine.contains("system"))
        words += word(machine, "system");
    m_machine->setText(words.join(" · "));

    const runner::ModelFacts& facts = model.facts;
    m_model->setText(tr("%1, %2 layers × %3, %4 parameters, stored as %5; opened in %6")
                         .arg(QString::fromStdString(facts.family).toUpper())
                         .arg(facts.layers.size())
                         .arg(facts.hiddenSize)
                         .arg(formatMillions(facts.parameters),
                              QString::fromStdString(facts.storage),
                              formatMilliseconds(model.openSeconds)));
    m_kernels->setText(facts.kernels.empty()
                           ? tr("Products by %1").arg(QString::fromStdString(model.kernels))
                           : kernelLines(facts.kernels));
}

QString SpeedFacts::text() const
{
    return QStringList{m_cpu->text(), m_machine->text(), m_model->text(), m_kernels->text()}.join(
        '\n');
}

} // namespace lathe::widgets
