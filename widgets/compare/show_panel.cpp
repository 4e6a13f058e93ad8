#include "widgets/compare/show_panel.h"

#include "widgets/common/kit.h"

#include <QCheckBox>
#include <QEvent>

#include <algorithm>

namespace lathe::widgets {

ShowPanel::ShowPanel(CompareStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_failed(new QCheckBox(tr("Failed, collapsed"), this)),
      m_note(makeLabel({}, "faint", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    column->addWidget(makeLabel(tr("Show"), "section", this));
    for (const VariantGroup group : kAllGroups) {
        auto* box = new QCheckBox(groupTitle(group), this);
        connect(box, &QCheckBox::toggled, this, [this, group](bool isShown) {
            CompareState state = m_store.state();
            std::erase(state.hidden, group);
            if (!isShown)
                state.hidden.push_back(group);
            std::sort(state.hidden.begin(), state.hidden.end());
            m_store.setState(std::move(state));
        });
        column->addWidget(box);
        m_groups.emplace_back(group, box);
    }
    m_failed->setToolTip(
        tr("Variants without a figure of quality, or that decide nearly everything alike"));
    connect(m_failed, &QCheckBox::toggled, this, [this](bool isShown) {
        CompareState state = m_store.state();
        state.showsFailed = isShown;
        m_store.setState(std::move(state));
    });
    column->addWidget(m_failed);
    m_note->setWordWrap(true);
    column->addWidget(m_note);
    connect(&m_store, &CompareStore::comparisonChanged, this, &ShowPanel::refresh);
    dress();
    refresh();
}

QCheckBox* ShowPanel::box(VariantGroup group) const
{
    return m_groups[size_t(group)].second;
}

void ShowPanel::refresh()
{
    const CompareState& state = m_store.state();
    const Comparison& comparison = *m_store.comparison();
    for (const auto& [group, box] : m_groups) {
        const QSignalBlocker quiet(box);
        const bool isHidden =
            std::find(state.hidden.begin(), state.hidden.end(), group) != state.hidden.end();
        box->setChecked(!isHidden);
        if (group == VariantGroup::OtherRuntime)
            box->setVisible(comparison.hasPeers || isHidden);
    }
    const QSignalBlocker quiet(m_failed);
    m_failed->setChecked(state.showsFailed);
    m_failed->setText(comparison.failed > 0 ? tr("Failed, collapsed: %1").arg(comparison.failed)
                                            : tr("Failed, collapsed"));
    m_note->setVisible(comparison.hidden > 0);
    m_note->setText(tr("Not shown: %1").arg(comparison.hidden));
}

void ShowPanel::dress()
{
    const Theme& theme = Theme::of(this);
    for (const auto& [group, box] : m_groups)
        box->setIcon(makeDot(groupColour(group, theme)));
    m_failed->setIcon(makeDot(theme.faintText));
}

void ShowPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace lathe::widgets
