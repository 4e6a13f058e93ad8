#include "widgets/runs/step_model.h"

#include "widgets/common/format.h"
#include "widgets/compare/comparison.h"
#include "widgets/theme/theme.h"

#include <charconv>
#include <utility>

namespace lathe::widgets {

using runner::RunState;
using runner::StepState;

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Waiting:
        return StepModel::tr("waiting");
    case StepState::Running:
        return StepModel::tr("running");
    case StepState::Done:
        return StepModel::tr("done");
    case StepState::Reused:
        return StepModel::tr("from the cache");
    case StepState::Failed:
        return StepModel::tr("failed");
    case StepState::Cancelled:
        return StepModel::tr("cancelled");
    case StepState::Skipped:
        return StepModel::tr("skipped");
    }
    return {};
}

QString stateText(RunState state)
{
    switch (state) {
    case RunState::Running:
        return StepModel::tr("running");
    case RunState::Succeeded:
        return StepModel::tr("done");
    case RunState::Failed:
        return StepModel::tr("failed");
    case RunState::Cancelled:
        return StepModel::tr("cancelled");
    case RunState::Interrupted:
        return StepModel::tr("interrupted");
    }
    return {};
}

QColor stateColour(StepState state, const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    switch (state) {
    case StepState::Running:
        return theme.accent;
    case StepState::Done:
    case StepState::Reused:
        return theme.good;
    case StepState::Failed:
        return theme.bad;
    case StepState::Cancelled:
    case StepState::Skipped:
        return theme.warn;
    case StepState::Waiting:
        break;
    }
    return theme.faintText;
}

QColor stateColour(RunState state, const QWidget* widget)
{
    const Theme& theme = Theme::of(widget);
    switch (state) {
    case RunState::Running:
        return theme.accent;
    case RunState::Succeeded:
        return theme.good;
    case RunState::Failed:
        return theme.bad;
    case RunState::Cancelled:
    case RunState::Interrupted:
        break;
    }
    return theme.warn;
}

StepModel::StepModel(const recipe::StageCatalog& catalog, QObject* parent)
    : QAbstractTableModel(parent), m_catalog(catalog)
{
}

void StepModel::setRecord(const RunRecord& record)
{
    const std::vector<QString> before = std::exchange(m_results, resultsOf(record));
    if (record.runId != m_runId || record.steps.size() != m_steps.size()) {
        beginResetModel();
        m_runId = record.runId;
        m_plan = record.plan.steps;
        m_steps = record.steps;
        endResetModel();
        return;
    }
    const std::vector<RunRecord::Step> steps = std::exchange(m_steps, record.steps);
    for (size_t i = 0; i < m_steps.size(); ++i)
        if (!(steps[i] == m_steps[i]) || before[i] != m_results[i])
            Q_EMIT dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
}

std::vector<QString> StepModel::resultsOf(const RunRecord& record)
{
    std::vector<QString> results(record.steps.size());
    const std::string start = record.runId + "-"; // ids are "<run>-<step + 1>"
    for (const runner::Variant& variant : record.variants) {
        if (!variant.id.starts_with(start))
            continue;
        size_t number = 0;
        const char* end = variant.id.data() + variant.id.size();
        std::from_chars(variant.id.data() + start.size(), end, number);
        if (number >= 1 && number <= results.size())
            results[number - 1] =
                tr("accuracy %1, %2")
                    .arg(metricText(variant, "accuracy"), metricText(variant, "sizeBytes"));
    }
    return results;
}

int StepModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

int StepModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StepModel::display(size_t row, int column) const
{
    const RunRecord::Step& step = m_steps[row];
    switch (column) {
    case Title:
        return QString::fromStdString(m_plan[row].label);
    case State:
        return step.state == StepState::Waiting && step.isCached ? tr("in the cache")
                                                                 : stateText(step.state);
    case Progress:
        if (step.state == StepState::Done || step.state == StepState::Reused)
            return m_results[row];
        return QString::fromStdString(step.message.empty() ? step.note : step.message)
            .section('\n', 0, 0);
    case Time:
        return step.seconds > 0 ? formatDuration(step.seconds) : QString();
    default:
        return {};
    }
}

QVariant StepModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_steps.size())
        return {};
    const auto row = size_t(index.row());
    const RunRecord::Step& step = m_steps[row];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return step.message.empty() ? QString::fromStdString(m_plan[row].label)
                                    : QString::fromStdString(step.message);
    case Qt::TextAlignmentRole:
        return int((index.column() == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (index.column() == State)
            return stateColour(step.state, nullptr);
        return index.column() == Title ? Theme::of(nullptr).text : Theme::of(nullptr).mutedText;
    case FromRole: {
        const auto model = m_plan[row].inputs.find("model");
        if (model == m_plan[row].inputs.end() || model->second < 0 ||
            size_t(model->second) >= m_plan.size())
            return {};
        return tr("of %1").arg(QString::fromStdString(m_plan[size_t(model->second)].label));
    }
    case FractionRole:
        return step.fraction;
    case StateRole:
        return int(step.state);
    case FamilyRole:
        if (const recipe::StageInfo* stage = m_catalog.find(m_plan[row].stage))
            return Theme::of(nullptr).family(stage->family);
        return {};
    default:
        return {};
    }
}

QVariant StepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("step"), tr("state"), tr("progress, result"), tr("time")};
    return section >= 0 && section < ColumnCount ? titles[section] : QVariant();
}

} // namespace lathe::widgets
