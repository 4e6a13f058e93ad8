#include "widgets/pipeline/recipe_form.h"

#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/theme/theme_manager.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

#include <algorithm>

namespace lathe::widgets {

namespace {
constexpr int kNotesHeight = 62; // three lines
}

using recipe::ParamSpec;
using recipe::ParamType;
using recipe::ParamValue;
using recipe::Recipe;

RecipeForm::RecipeForm(RecipeDocument& document, QWidget* parent)
    : QWidget(parent), m_document(document)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 20, 18, 18);
    layout->setSpacing(8);
    auto* title = new QLabel(tr("Recipe"));
    setRole(title, "title");
    auto* summary = new QLabel(tr("What all variants have in common. Select a card to see the "
                                  "parameters of its stage."));
    summary->setWordWrap(true);
    setRole(summary, "muted");
    layout->addWidget(title);
    layout->addWidget(summary);
    layout->addSpacing(6);

    auto* grid = makeFormGrid();
    layout->addLayout(grid);
    addRow(
        grid,
        {"name", tr("Name").toStdString(), ParamType::Text, std::string(), {}, {}, "", {}, ""},
        [](const Recipe& r) { return r.name; },
        [this](const ParamValue& v) {
            m_document.setName(QString::fromStdString(std::get<std::string>(v)));
        });
    addNotes(grid);
    addModel(grid);
    addRow(
        grid,
        {"maxLength",
         tr("Max length").toStdString(),
         ParamType::Integer,
         int64_t(128),
         3,
         32768,
         tr("tokens").toStdString(),
         {},
         tr("Longer texts are cut off. Speed depends on it only where texts are that long.")
             .toStdString()},
        [](const Recipe& r) { return int64_t(r.maxLength); },
        [this](const ParamValue& v) { m_document.setMaxLength(int(std::get<int64_t>(v))); });
    addRow(
        grid,
        {"seed",
         tr("Seed").toStdString(),
         ParamType::Integer,
         int64_t(13),
         0,
         {},
         "",
         {},
         tr("The same seed gives the same variants.").toStdString()},
        [](const Recipe& r) { return int64_t(r.seed); },
        [this](const ParamValue& v) { m_document.setSeed(uint64_t(std::get<int64_t>(v))); });

    auto* line = new QFrame;
    setRole(line, "line");
    layout->addSpacing(6);
    layout->addWidget(line);
    layout->addSpacing(4);
    auto* section = new QLabel(tr("What to measure"));
    setRole(section, "section");
    layout->addWidget(section);
    auto* note =
        new QLabel(tr("Quality and size are always measured, on the test texts and on disk."));
    note->setWordWrap(true);
    setRole(note, "faint");
    layout->addWidget(note);
    auto* measure = makeFormGrid();
    layout->addLayout(measure);
    addMeasure(measure);
    refresh();
}

ParamField* RecipeForm::addRow(QGridLayout* grid, ParamSpec spec, Read read, Write write)
{
    const QString title = QString::fromStdString(spec.title);
    const QString help = QString::fromStdString(spec.help);
    auto* field = new ParamField(std::move(spec), false);
    addFormRow(grid, title, field, help);
    if (write)
        connect(field, &ParamField::edited, this,
                [write](const std::vector<ParamValue>& values) { write(values.front()); });
    connect(field, &ParamField::finished, this, [this] { m_document.endMerge(); });
    m_rows.push_back({field, std::move(read)});
    return field;
}

void RecipeForm::addNotes(QGridLayout* grid)
{
    m_notes = new QPlainTextEdit;
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setTabChangesFocus(true);
    m_notes->setProperty("role", QByteArray("notes"));
    m_notes->setFixedHeight(kNotesHeight);
    m_notes->setUndoRedoEnabled(false); // the document's undo, not the field's own
    m_notes->installEventFilter(this);
    addFormRow(grid, tr("Notes"), m_notes, tr("What this recipe is for; kept with it."));
    connect(m_notes, &QPlainTextEdit::textChanged, this,
            [this] { m_document.setDescription(m_notes->toPlainText()); });
}

bool RecipeForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_notes && event->type() == QEvent::FocusOut)
        m_document.endMerge();
    if (watched == m_notes && event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RecipeForm::addModel(QGridLayout* grid)
{
    const ParamSpec spec{
        "model",
        tr("Model folder").toStdString(),
        ParamType::Text,
        std::string(),
        {},
        {},
        "",
        {},
        tr("A folder with config.json, weights and tokenizer files.").toStdString()};
    auto* field = addRow(grid, spec, [](const Recipe& r) { return r.model.string(); }, {});
    // The model is read when its path is complete, not at every letter.
    connect(field, &ParamField::finished, this, [this, field] {
        m_document.setModel(std::get<std::string>(field->values().front()));
        m_document.endMerge();
    });
    auto* browseButton = new QPushButton(tr("Choose…"));
    setRole(browseButton, "link");
    browseButton->setCursor(Qt::PointingHandCursor);
    field->layout()->addWidget(browseButton);
    connect(browseButton, &QPushButton::clicked, this, &RecipeForm::browse);
}

void RecipeForm::browse()
{
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Choose a model folder"),
        QString::fromStdString(m_document.recipe().model.string()));
    if (folder.isEmpty())
        return;
    m_document.endMerge();
    m_document.setModel(folder.toStdString());
}

void RecipeForm::addMeasure(QGridLayout* grid)
{
    const auto change = [this](auto set) {
        return [this, set](const ParamValue& value) {
            recipe::MeasureSpec spec = m_document.recipe().measure;
            set(spec, value);
            m_document.setMeasure(spec);
        };
    };
    using Spec = recipe::MeasureSpec;
    addRow(
        grid,
        {"speed",
         tr("Speed").toStdString(),
         ParamType::Boolean,
         true,
         {},
         {},
         "",
         {},
         tr("Latency and throughput of all variants beside the original, in turns.").toStdString()},
        [](const Recipe& r) { return r.measure.speed; },
        change([](Spec& spec, const ParamValue& v) { spec.speed = std::get<bool>(v); }));
    addRow(
        grid,
        {"batch",
         tr("Batch").toStdString(),
         ParamType::Integer,
         int64_t(32),
         1,
         4096,
         tr("texts").toStdString(),
         {},
         tr("Of the throughput figure.").toStdString()},
        [](const Recipe& r) { return int64_t(r.measure.batch); },
        change([](Spec& spec, const ParamValue& v) { spec.batch = int(std::get<int64_t>(v)); }));
    addRow(
        grid,
        {"texts",
         tr("Texts").toStdString(),
         ParamType::Integer,
         int64_t(128),
         1,
         1000000,
         "",
         {},
         tr("Test texts that speed is measured on, evenly spread over the lengths.").toStdString()},
        [](const Recipe& r) { return int64_t(r.measure.texts); },
        change([](Spec& spec, const ParamValue& v) { spec.texts = int(std::get<int64_t>(v)); }));
    addRow(
        grid,
        {"secondsPerVariant",
         tr("Time each").toStdString(),
         ParamType::Number,
         3.0,
         0.1,
         3600,
         tr("seconds").toStdString(),
         {},
         tr("Longer gives steadier figures.").toStdString()},
        [](const Recipe& r) { return r.measure.secondsPerVariant; },
        change(
            [](Spec& spec, const ParamValue& v) { spec.secondsPerVariant = std::get<double>(v); }));
}

ParamField* RecipeForm::field(const std::string& key) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& row) { return row.field->spec().key == key; });
    return found == m_rows.end() ? nullptr : found->field;
}

void RecipeForm::refresh()
{
    for (const Row& row : m_rows)
        row.field->setValues({row.read(m_document.recipe())});
    const QString notes = QString::fromStdString(m_document.recipe().description);
    if (m_notes->toPlainText() != notes) {
        const QSignalBlocker quiet(m_notes);
        m_notes->setPlainText(notes);
    }
    // A path says most at its end.
    auto* path = field("model")->findChild<QLineEdit*>();
    if (!path->hasFocus())
        path->end(false);
}

} // namespace lathe::widgets
