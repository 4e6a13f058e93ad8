#include "widgets/pipeline/node_form.h"

#include "widgets/guide/context.h"
#include "widgets/guide/made_pages.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/param_text.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <functional>

namespace lathe::widgets {
namespace {

constexpr int kLabelWidth = 106;

class Dot : public QWidget {
public:
    explicit Dot(recipe::StageFamily family) : m_family(family) { setFixedSize(11, 11); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::of(this).family(m_family));
        painter.drawEllipse(QRectF(0.5, 0.5, 10, 10));
    }

private:
    recipe::StageFamily m_family;
};

// A choice that does not take the wheel away from the form around it, and is filled when it is about
// to be used: a recipe may have hundreds of nodes to choose from.
class QuietCombo : public QComboBox {
public:
    std::function<void()> fill;
    void showPopup() override
    {
        fill();
        QComboBox::showPopup();
    }

protected:
    void focusInEvent(QFocusEvent* event) override
    {
        fill();
        QComboBox::focusInEvent(event);
    }
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
    if (const auto* known = document.recipe().node(m_node))
        m_stage = known->stage;
    const auto* stage = document.stageOf(m_node);
    if (!stage) {
        layout->addWidget(wrapped(document.titleOf(m_node), "title"));
        layout->addWidget(wrapped(tr("This version of Lathe does not know the stage of this node. "
                                     "Delete the node, or open the recipe in a newer version."),
                                  "bad"));
        return;
    }
    addHeader(*stage);
    m_notes = new QVBoxLayout;
    m_notes->setSpacing(6);
    layout->addLayout(m_notes);
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
    if (stage->family == recipe::StageFamily::Analyze)
        layout->addWidget(wrapped(tr("What it measures travels with the model, over the same wire, until "
                                     "a stage changes the weights."),
                                  "faint"));
    refresh();
}

void NodeForm::addHeader(const recipe::StageInfo& stage)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    auto* row = new QHBoxLayout;
    row->setSpacing(9);
    row->addWidget(new Dot(stage.family));
    row->addWidget(wrapped(said(stage.title), "title"), 1);
    setGuidePage(this, methodPageId(stage.id));
    row->addWidget(makeGuideButton(this), 0, Qt::AlignTop);
    column->addLayout(row);
    column->addWidget(wrapped(said(stage.summary), "muted"));
    if (!stage.paper.empty()) {
        for (const QString& one : QString::fromStdString(stage.paper).split("; ")) {
            auto* paper = wrapped({}, "accent");
            paper->setTextFormat(Qt::RichText);
            paper->setStyleSheet("font-weight: 400;");
            paper->setText(QString("<a href=\"%1\" style=\"text-decoration: none\">%2</a>")
                               .arg(paperUrl(one).toString(QUrl::FullyEncoded).toHtmlEscaped(),
                                    one.toHtmlEscaped()));
            paper->setToolTip(tr("Find this paper in the browser"));
            paper->setTextInteractionFlags(Qt::TextBrowserInteraction);
            paper->setOpenExternalLinks(true);
            column->addWidget(paper);
        }
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
    connect(field, &ParamField::fixRequested, this, [this, key = spec.key] {
        for (const auto& finding : m_document.findings())
            if (finding.problem.node == m_node && finding.problem.param == key && finding.fix) {
                m_document.applyFix(recipe::Finding(finding));
                return;
            }
    });
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
    choice->fill = [this, input = m_inputs.back()] {
        if (m_document.recipe().node(m_node))
            refreshInput(input, true);
    };
    connect(choice, &QComboBox::activated, this, [this, choice, name = port.name](int index) {
        const std::string from = choice->itemData(index).toString().toStdString();
        if (from.empty())
            m_document.disconnectPort(m_node, name);
        else
            m_document.connectPorts(from, m_node, name);
    });
}

// What is wired; the other choices when they are asked for.
void NodeForm::refreshInput(const Input& input, bool all)
{
    const recipe::Node* node = m_document.recipe().node(m_node);
    const auto wired = node->inputs.find(input.port);
    const std::string now = wired == node->inputs.end() ? std::string() : wired->second;
    const QString title = now.empty() ? tr("not wired") : tr("%1 (wired)").arg(m_document.titleOf(now));
    if (!all && input.choice->currentText() == title &&
        input.choice->currentData().toString() == QString::fromStdString(now))
        return;
    input.choice->clear();
    input.choice->addItem(tr("not wired"), QString());
    const auto offer = [&](const std::string& id) {
        const bool isWired = id == now;
        if (!isWired && (!all || !m_document.whyNotConnect(id, m_node, input.port).isEmpty()))
            return;
        const QString title = m_document.titleOf(id);
        input.choice->addItem(isWired ? tr("%1 (wired)").arg(title) : title,
                              QString::fromStdString(id));
        if (isWired)
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

void NodeForm::setNode(const std::string& node)
{
    m_node = node;
    for (ParamField* field : m_fields)
        field->discardText();
    refresh();
}

void NodeForm::refresh()
{
    if (!m_notes || !m_document.recipe().node(m_node))
        return;
    const int variants = m_document.variantCount(m_node);
    for (ParamField* field : m_fields)
        field->setValues(m_document.values(m_node, field->spec().key), variants);
    for (const Input& input : m_inputs)
        refreshInput(input, input.choice->hasFocus());
    refreshNotes();
}

// What is said about a parameter stands at its field, the rest below the title.
void NodeForm::refreshNotes()
{
    std::vector<NoteText> notes;
    std::map<ParamField*, NoteText> issues;
    for (const auto& finding : m_document.findings()) {
        const auto& problem = finding.problem;
        if (problem.node != m_node)
            continue;
        NoteText said{problem.severity == recipe::Severity::Error, problem.text,
                      finding.fix ? finding.fix->title : std::string()};
        if (ParamField* at = field(problem.param))
            issues.emplace(at, std::move(said)); // the gravest comes first
        else
            notes.push_back(std::move(said));
    }
    for (ParamField* at : m_fields) {
        const NoteText& issue = issues[at];
        at->setIssue(saidMessage(issue.text), issue.isError,
                     saidMessage(issue.fix));
    }
    if (notes != m_shownNotes)
        showNotes(notes);
}

void NodeForm::showNotes(const std::vector<NoteText>& notes)
{
    while (QLayoutItem* item = m_notes->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the sender of what led here
        delete item;
    }
    for (const NoteText& said : notes)
        addNote(said);
    m_shownNotes = notes;
}

void NodeForm::addNote(const NoteText& said)
{
    auto* note = new QFrame;
    setRole(note, "card");
    auto* column = new QVBoxLayout(note);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(2);
    QString text = saidMessage(said.text);
    text.replace(0, 1, text.left(1).toUpper());
    column->addWidget(wrapped(text, said.isError ? "bad" : "warn"));
    if (!said.fix.empty()) {
        auto* fix = new QPushButton(saidMessage(said.fix));
        setRole(fix, "link");
        fix->setCursor(Qt::PointingHandCursor);
        column->addWidget(fix, 0, Qt::AlignLeft);
        connect(fix, &QPushButton::clicked, this, [this, said] { applyFix(said); });
    }
    m_notes->addWidget(note);
}

void NodeForm::applyFix(const NoteText& said)
{
    for (const auto& finding : m_document.findings())
        if (finding.problem.node == m_node && finding.problem.text == said.text && finding.fix &&
            finding.fix->title == said.fix) {
            m_document.applyFix(recipe::Finding(finding)); // the edit makes new ones
            return;
        }
}

QWidget* NodeForm::firstField() const
{
    return m_fields.empty() ? (m_inputs.empty() ? nullptr : m_inputs.front().choice) : m_fields.front()->editor();
}

} // namespace lathe::widgets
