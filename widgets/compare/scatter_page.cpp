#include "widgets/compare/scatter_page.h"

#include "widgets/common/kit.h"
#include "widgets/compare/scatter_view.h"
#include "widgets/guide/context.h"
#include "widgets/guide/made_pages.h"

#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kNarrowestBox = 84;

// As wide as what it shows, where there is room, so that the long names take it from the short.
class AxisBox final : public ElidedComboBox {
public:
    using ElidedComboBox::ElidedComboBox;
    [[nodiscard]] QSize sizeHint() const override
    {
        constexpr int kFrame = 56; // padding and arrow, see style.qss
        return {fontMetrics().horizontalAdvance(currentText()) + kFrame,
                ElidedComboBox::sizeHint().height()};
    }
};

} // namespace

ScatterPage::ScatterPage(CompareStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_logX(new QToolButton(this)), m_logY(new QToolButton(this)),
      m_scatter(new ScatterView(this)), m_note(makeLabel({}, "faint", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    auto* below = new QHBoxLayout; // all four do not fit beside each other
    below->setSpacing(4);
    const QString names[] = {tr("x axis"), tr("y axis"), tr("Size of the dots"),
                             tr("Colour of the dots")};
    for (int i = 0; i < ChoiceCount; ++i) {
        m_boxes[i] = new AxisBox(this);
        m_boxes[i]->setProperty("role", QByteArray("quiet"));
        m_boxes[i]->setAccessibleName(names[i]);
        m_boxes[i]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_boxes[i]->setMinimumContentsLength(5);
        m_boxes[i]->setMinimumWidth(kNarrowestBox);
        m_boxes[i]->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        (i == X || i == Y ? head : below)->addWidget(m_boxes[i]);
        connect(m_boxes[i], &QComboBox::activated, this, [this, i] {
            choose(Choice(i), m_boxes[i]->currentData().toString().toStdString());
        });
    }
    head->addStretch(1);
    m_logX->setText(tr("log x"));
    m_logX->setToolTip(tr("Logarithmic x axis"));
    m_logY->setText(tr("log y"));
    m_logY->setToolTip(tr("Logarithmic y axis"));
    for (QToolButton* toggle : {m_logX, m_logY}) {
        toggle->setCheckable(true);
        toggle->setProperty("role", QByteArray("toggle"));
        toggle->setAccessibleName(toggle->toolTip());
        toggle->setFocusPolicy(Qt::StrongFocus);
        head->addWidget(toggle);
    }
    auto* all = new QToolButton(this);
    all->setText(tr("Fit"));
    all->setProperty("role", QByteArray("toggle"));
    all->setFocusPolicy(Qt::StrongFocus);
    all->setToolTip(tr("Shows all dots again (Home). The wheel zooms, dragging moves"));
    head->addWidget(all);
    below->addStretch(1);
    column->addLayout(head);
    column->addLayout(below);
    column->addWidget(m_scatter, 1);
    column->addWidget(m_note);
    const auto flag = [this](QToolButton* box, bool CompareState::*member) {
        connect(box, &QToolButton::toggled, this, [this, member](bool isOn) {
            CompareState state = m_store.state();
            state.*member = isOn;
            m_store.setState(std::move(state));
        });
    };
    flag(m_logX, &CompareState::isLogX);
    flag(m_logY, &CompareState::isLogY);
    connect(all, &QToolButton::clicked, m_scatter, &ScatterView::showAll);
    connect(m_scatter, &ScatterView::variantClicked, this,
            [this](const std::string& id, bool isAdded) {
                if (isAdded)
                    m_store.toggle(id);
                else
                    m_store.select({id});
            });
    connect(m_scatter, &ScatterView::limitDragged, this,
            [this](const analysis::Constraint& limit) {
                m_store.setLimit(limit);
                m_scatter->setLimits(m_store.state()); // the line keeps up with the pointer
            });
    m_scatter->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_scatter, &QWidget::customContextMenuRequested, this, &ScatterPage::showMenu);
    connect(&m_store, &CompareStore::comparisonChanged, this, &ScatterPage::refresh);
    connect(&m_store, &CompareStore::verdictsChanged, this,
            [this] { m_scatter->setComparison(m_store.comparison(), m_store.shown(), m_store.series()); });
    connect(&m_store, &CompareStore::limitsChanged, this,
            [this] { m_scatter->setLimits(m_store.state()); });
    connect(&m_store, &CompareStore::selectionChanged, this,
            [this] { m_scatter->setSelection(m_store.selection()); });
    refresh();
    m_scatter->setSelection(m_store.selection());
}

QString ScatterPage::title() const
{
    return tr("%1 against %2").arg(metricTitle(m_store.state().y), metricTitle(m_store.state().x));
}

void ScatterPage::fill(QComboBox* box, Choice choice)
{
    const CompareState& state = m_store.state();
    const std::string* chosen[] = {&state.x, &state.y, &state.size, &state.colour};
    const QString prefixes[] = {tr("x: %1"), tr("y: %1"), tr("size: %1"), tr("colour: %1")};
    const QString& prefix = prefixes[choice];
    const QSignalBlocker quiet(box);
    box->clear();
    if (choice == Size)
        box->addItem(prefix.arg(tr("all alike")), QString());
    if (choice == Colour)
        box->addItem(prefix.arg(tr("family")), QString());
    std::vector<std::string> keys;
    for (const analysis::MetricInfo* metric : m_store.comparison()->known)
        keys.emplace_back(metric->key);
    if (!chosen[choice]->empty() &&
        std::find(keys.begin(), keys.end(), *chosen[choice]) == keys.end())
        keys.insert(keys.begin(), *chosen[choice]); // chosen, though no variant shown has it
    for (const std::string& key : keys)
        box->addItem(prefix.arg(metricTitle(key)), QString::fromStdString(key));
    box->setCurrentIndex(std::max(0, box->findData(QString::fromStdString(*chosen[choice]))));
    box->setToolTip(box->currentText());
    box->updateGeometry();
    setGuidePage(box, chosen[choice]->empty() ? "compare" : metricPageId(*chosen[choice]));
}

void ScatterPage::choose(Choice choice, const std::string& metric)
{
    CompareState state = m_store.state();
    std::string* chosen[] = {&state.x, &state.y, &state.size, &state.colour};
    const std::string before = std::exchange(*chosen[choice], metric);
    if ((choice == X || choice == Y) && isQuality(metric) && before == state.quality) {
        *chosen[choice] = before; // the limit on quality follows
        setQuality(state, metric);
    } else if ((choice == X || choice == Y) && isQuality(metric) && state.x != state.quality &&
               state.y != state.quality) {
        setQuality(state, metric);
    }
    m_store.setState(std::move(state));
}

void ScatterPage::refresh()
{
    for (int i = 0; i < ChoiceCount; ++i)
        fill(m_boxes[i], Choice(i));
    const CompareState& state = m_store.state();
    for (auto [box, isOn] : {std::pair{m_logX, state.isLogX}, {m_logY, state.isLogY}}) {
        const QSignalBlocker quiet(box);
        box->setChecked(isOn);
    }
    m_scatter->setComparison(m_store.comparison(), m_store.shown(), m_store.series());
    const int leftOut = m_scatter->leftOut();
    m_note->setVisible(leftOut > 0);
    m_note->setText(
        tr("Left out, because a figure of an axis is missing or cannot be drawn: %1").arg(leftOut));
}

void ScatterPage::showMenu(const QPoint& at)
{
    QMenu menu(this);
    const CompareState& state = m_store.state();
    for (const std::string& metric : {state.x, state.y}) {
        if (limitOf(state, metric)) {
            menu.addAction(tr("Remove the limit on %1").arg(metricTitle(metric)), this,
                           [this, metric] { m_store.removeLimit(metric); });
            continue;
        }
        menu.addAction(tr("Limit %1").arg(metricTitle(metric)), this, [this, metric] {
            // Where the middle of the values lies, to be dragged from there.
            std::vector<double> values;
            const Comparison& comparison = *m_store.comparison();
            for (size_t i = 0; i < comparison.variants.size(); ++i)
                if (const auto value = comparison.metric(i, metric))
                    values.push_back(*value);
            if (values.empty())
                return;
            std::sort(values.begin(), values.end());
            m_store.setLimit(limitAt(metric, isQuality(metric) ? 0.99 : values[values.size() / 2]));
        });
    }
    menu.addAction(tr("Fit"), m_scatter, &ScatterView::showAll);
    menu.addSeparator();
    addExportActions(&menu, this, [this] { return source(); });
    menu.exec(m_scatter->mapToGlobal(at));
}

ChartSource ScatterPage::source()
{
    return {m_scatter, "variants", [this] { return m_scatter->csv(); }};
}

} // namespace lathe::widgets
