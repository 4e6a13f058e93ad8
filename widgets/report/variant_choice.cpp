#include "widgets/report/variant_choice.h"

#include "core/export/record.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/variant_group.h"

#include <QListWidget>
#include <QSignalBlocker>

#include <algorithm>
#include <set>

namespace lathe::widgets {

namespace {
constexpr int kId = Qt::UserRole;
}

VariantChoice::VariantChoice(QWidget* parent)
    : QWidget(parent), m_run(new ElidedComboBox(this)), m_list(new QListWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_run->setAccessibleName(tr("Run"));
    m_run->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_list->setProperty("role", QByteArray("checks"));
    m_list->setAccessibleName(tr("Models of the report"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    column->addWidget(m_run);
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    const auto markAll = [this](Qt::CheckState state) {
        {
            const QSignalBlocker blocker(m_list);
            for (int i = 0; i < m_list->count(); ++i)
                m_list->item(i)->setCheckState(state);
        }
        Q_EMIT changed();
    };
    auto* all = makeButton(tr("All"), "link", this);
    auto* none = makeButton(tr("None"), "link", this);
    connect(all, &QPushButton::clicked, this, [markAll] { markAll(Qt::Checked); });
    connect(none, &QPushButton::clicked, this, [markAll] { markAll(Qt::Unchecked); });
    row->addWidget(all);
    row->addWidget(none);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_list, &QListWidget::itemChanged, this, &VariantChoice::changed);
    connect(m_run, &QComboBox::activated, this, [this] {
        m_follows = run() == m_newest;
        fill(idsOf(run()));
        Q_EMIT changed();
    });
}

std::string VariantChoice::run() const
{
    return m_run->currentData().toString().toStdString();
}

std::vector<std::string> VariantChoice::idsOf(const std::string& run) const
{
    std::vector<std::string> ids;
    for (const runner::Variant& variant : m_variants)
        if ((run.empty() || variant.runId == run) && !exports::isFailedExport(variant))
            ids.push_back(variant.id);
    return ids;
}

void VariantChoice::setHistory(const std::vector<history::RunRow>& runs,
                               const VariantList& variants)
{
    const std::vector<std::string> before = chosen();
    const auto figuresBefore = figuresOf(before);
    const std::string shown = run();
    const std::string newest = variants.empty() ? std::string() : variants.front().runId;
    // The newest run is followed as long as all of the newest one was chosen.
    const bool follows = before.empty() || (m_follows && before == idsOf(m_newest));
    m_follows = follows;
    m_newest = newest;
    m_variants = variants;
    {
        const QSignalBlocker blocker(m_run);
        m_run->clear();
        m_run->addItem(tr("All runs"), QString());
        for (const history::RunRow& row : runs)
            if (row.variants > 0)
                m_run->addItem(
                    tr("%1, %2").arg(QString::fromStdString(row.name), formatTime(row.started)),
                    QString::fromStdString(row.id));
        m_run->setCurrentIndex(
            std::max(0, m_run->findData(QString::fromStdString(follows ? newest : shown))));
    }
    fill(follows ? idsOf(newest) : before);
    if (chosen() != before || figuresOf(before) != figuresBefore)
        Q_EMIT changed();
}

std::vector<analysis::Metrics> VariantChoice::figuresOf(const std::vector<std::string>& ids) const
{
    const std::set<std::string_view> wanted(ids.begin(), ids.end());
    std::vector<analysis::Metrics> figures;
    for (const runner::Variant& variant : m_variants)
        if (wanted.contains(variant.id))
            figures.push_back(variant.metrics);
    return figures;
}

void VariantChoice::choose(const std::vector<std::string>& ids)
{
    std::set<std::string> runs;
    for (const runner::Variant& variant : m_variants)
        if (std::find(ids.begin(), ids.end(), variant.id) != ids.end())
            runs.insert(variant.runId);
    m_run->setCurrentIndex(
        runs.size() == 1 ? std::max(0, m_run->findData(QString::fromStdString(*runs.begin()))) : 0);
    m_follows = run() == m_newest;
    fill(ids);
    Q_EMIT changed();
}

void VariantChoice::fill(const std::vector<std::string>& marked)
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const std::set<std::string> wanted(marked.begin(), marked.end());
    for (const runner::Variant& variant : m_variants) {
        if ((!run().empty() && variant.runId != run()) || exports::isFailedExport(variant))
            continue;
        const QString lineage = QString::fromStdString(variant.lineage);
        auto* item = new QListWidgetItem(lineage, m_list);
        item->setToolTip(lineage);
        item->setData(kId, QString::fromStdString(variant.id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(wanted.contains(variant.id) ? Qt::Checked : Qt::Unchecked);
    }
}

std::vector<std::string> VariantChoice::chosen() const
{
    std::vector<std::string> ids;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            ids.push_back(m_list->item(i)->data(kId).toString().toStdString());
    return ids;
}

} // namespace lathe::widgets
