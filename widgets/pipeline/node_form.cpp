#include "widgets/pipeline/node_form.h"

#include "widgets/pipeline/param_field.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace lathe::widgets {
namespace {

constexpr int kLabelWidth = 106;

class Dot : public QWidget {
public:
    explicit Dot(const QColor& colour) : m_colour(colour) { setFixedSize(11, 11); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_colour);
        painter.drawEllipse(QRectF(0.5, 0.5, 10, 10));
    }

private:
    QColor m_colour;
};

// A choice that does not take the wheel away from the form around it.
class QuietCombo : public QComboBox {
protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

QLabel* wrapped(const QString& text, const char* role)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setRole(label, role);
    return label;
}

} // namespace

QGridLayout* makeFormGrid()
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(10);
    grid->setColumnMinimumWidth(0, kLabelWidth);
    grid->setColumnStretch(1, 1);
    return grid;
}

void addFormRow(QGridLayout* grid, const QString& label, QWidget* field, const QString& help)
{
    auto* title = wrapped(label, "muted");
    title->setFixedWidth(kLabelWidth);
    title->setContentsMargins(0, 6, 0, 0);
    if (!help.isEmpty())
        title->setToolTip("<qt>" + help.toHtmlEscaped() + "</qt>");
    const int row = grid->rowCount();
    grid->addWidget(title, row, 0, Qt::AlignTop);
    grid->addWidget(field, row, 1, Qt::AlignTop);
}

NodeForm::NodeForm(RecipeDocument& document, std::string node, QWidget* parent)
    : QWidget(parent), m_document(document), m_node(std::move(node))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 20, 18, 18);
    layout->setSpacing(8);
    const auto* stage = document.stageOf(m_node);
    if (!stage) {
        layout->addWidget(wrapped(document.titleOf(m_node), "title"));
        layout->addWidget(wrapped(tr("This version of Lathe does not know the stage of this node. "
                                     "Delete the node, or open the recipe in a newer version."),
                                  "bad"));
        layout->addStretch();
        return;
    }
    addHeader(*stage);
    m_problems = wrapped({}, "bad");
    layout->addWidget(m_problems);
    layout->addSpacing(6);
    auto* grid = makeFormGrid();
    layout->addLayout(grid);
    for (const auto& spec : stage->params)
        addField(grid, spec);
    auto* line = new QFrame;
    setRole(line, "line");
    layout->addSpacing(6);
    layout->addWidget(line);
    layout->addSpacing(4);
    layout->addWidget(wrapped(tr("Inputs"), "section"));
    auto* inputs = makeFormGrid();
    layout->addLayout(inputs);
    for (const auto& port : stage->inputs)
        addInput(inputs, port);
    layout->addStretch();
    refresh();
}

void NodeForm::addHeader(const recipe::StageInfo& stage)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* row = new QHBoxLayout;
    row->setSpacing(9);
    row->addWidget(new Dot(Theme::of(this).family(stage.family)));
    row->addWidget(wrapped(said(stage.title), "title"), 1);
    column->addLayout(row);
    column->addWidget(wrapped(said(stage.summary), "muted"));
    if (!stage.paper.empty()) {
        auto* paper = wrapped(QString::fromStdString(stage.paper), "accent");
        paper->setStyleSheet("font-weight: 400;");
        paper->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(paper);
    }
}

void NodeForm::addField(QGridLayout* grid, const recipe::ParamSpec& spec)
{
    auto* field = new ParamField(spec, true);
    addFormRow(grid, said(spec.title), field, said(spec.help));
    connect(field, &ParamField::edited, this,
            [this, key = spec.key](const std::vector<recipe::ParamValue>& values) {
                m_document.setParam(m_node, key, values);
            });
    connect(field, &ParamField::finished, this, [this] { m_document.endMerge(); });
    connect(field, &ParamField::resetRequested, this, [this, key = spec.key] {
        m_document.endMerge();
        m_document.setParam(m_node, key, {});
        m_document.endMerge();
    });
    m_fields.push_back(field);
}

void NodeForm::addInput(QGridLayout* grid, const recipe::PortSpec& port)
{
    auto* choice = new QuietCombo;
    choice->setFocusPolicy(Qt::StrongFocus);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(6);
    QString title = said(port.name);
    title.replace(0, 1, title.left(1).toUpper());
    choice->setAccessibleName(title);
    choice->setAccessibleDescription(said(port.help));
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(choice);
    if (!port.help.empty())
        column->addWidget(wrapped(said(port.help), "faint"));
    addFormRow(grid, title, cell);
    m_inputs.push_back({port.name, choice});
    connect(choice, &QComboBox::activated, this, [this, choice, name = port.name](int index) {
        const std::string from = choice->itemData(index).toString().toStdString();
        if (from.empty())
            m_document.disconnectPort(m_node, name);
        else
            m_document.connectPorts(from, m_node, name);
    });
}

void NodeForm::refreshInput(const Input& input)
{
    const recipe::Node* node = m_document.recipe().node(m_node);
    const auto wired = node->inputs.find(input.port);
    const std::string now = wired == node->inputs.end() ? std::string() : wired->second;
    input.choice->clear();
    input.choice->addItem(tr("not wired"), QString());
    const auto offer = [&](const std::string& id) {
        if (id != now && !m_document.whyNotConnect(id, m_node, input.port).isEmpty())
            return;
        const QString title = m_document.titleOf(id);
        input.choice->addItem(id == now ? tr("%1 (wired)").arg(title) : title,
                              QString::fromStdString(id));
        if (id == now)
            input.choice->setCurrentIndex(input.choice->count() - 1);
    };
    offer(recipe::kSource);
    for (const auto& other : m_document.recipe().nodes)
        offer(other.id);
}

ParamField* NodeForm::field(const std::string& key) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const ParamField* field) {
        return field->spec().key == key;
    });
    return found == m_fields.end() ? nullptr : *found;
}

void NodeForm::refresh()
{
    if (!m_problems || !m_document.recipe().node(m_node))
        return;
    const int variants = m_document.variantCount(m_node);
    for (ParamField* field : m_fields)
        field->setValues(m_document.values(m_node, field->spec().key), variants);
    for (const Input& input : m_inputs)
        refreshInput(input);
    QStringList errors;
    for (const auto& problem : m_document.problems())
        if (problem.node == m_node && problem.severity == recipe::Severity::Error)
            errors << QString::fromStdString(problem.text);
    m_problems->setText(errors.join('\n'));
    m_problems->setVisible(!errors.isEmpty());
}

} // namespace lathe::widgets
