#include "widgets/speed/speed_setup.h"

#include "core/base/error.h"
#include "core/base/system_info.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/data/data_spec_dialog.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/theme/theme_manager.h"

#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include <algorithm>

namespace lathe::widgets {

std::vector<runner::BenchShape> parseShapes(const QString& text)
{
    static const QRegularExpression between("[,;\\s]+");
    std::vector<runner::BenchShape> shapes;
    for (QString shape : text.split(between, Qt::SkipEmptyParts))
        shapes.push_back(
            runner::parseShape(shape.replace(QChar(0x00d7), 'x').toLower().toStdString()));
    return shapes;
}

SpeedSetup::SpeedSetup(QWidget* parent)
    : QFrame(parent), m_models(new CandidateList(this)),
      m_shapes(new QLineEdit("1x32, 16x128", this)), m_data(new QLineEdit(this)),
      m_offer(makeButton(tr("Recipe's test file"), "link", this)), m_column(new QComboBox(this)),
      m_texts(new QSpinBox(this)), m_threads(new QSpinBox(this)),
      m_seconds(new QDoubleSpinBox(this)), m_problem(makeLabel({}, "warn", this)),
      m_start(makeButton(tr("Measure"), "primary", this))
{
    setProperty("role", QByteArray("side"));
    setFixedWidth(304);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(9);
    makeModels(column);
    column->addSpacing(6);
    makeWorkloads(column);
    column->addSpacing(2);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    m_start->setMinimumHeight(34);
    m_start->setDefault(true);
    column->addWidget(m_start);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_isMeasuring)
            Q_EMIT stopRequested();
        else
            Q_EMIT startRequested();
    });
    refresh();
}

void SpeedSetup::makeModels(QVBoxLayout* column)
{
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Models"), "section", this));
    head->addStretch(1);
    auto* add = makeButton(tr("Add folder…"), "link", this);
    head->addWidget(add);
    column->addLayout(head);
    auto* hint = makeLabel(tr("The first that is checked is what the others are compared with; "
                              "drag to change the order."),
                           "faint", this);
    hint->setWordWrap(true);
    column->addWidget(hint);
    m_models->setAccessibleName(tr("Models to measure"));
    m_models->setMinimumHeight(110);
    column->addWidget(m_models, 1);
    connect(add, &QPushButton::clicked, this, &SpeedSetup::chooseFolder);
    connect(m_models, &CandidateList::checkedChanged, this, &SpeedSetup::refresh);
}

void SpeedSetup::makeWorkloads(QVBoxLayout* column)
{
    column->addWidget(makeLabel(tr("What they answer"), "section", this));
    auto* form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto add = [&](const QString& title, QWidget* field, const QString& help) {
        QLabel* label = makeLabel(title, "muted", this);
        label->setBuddy(field);
        field->setAccessibleName(title);
        field->setToolTip(help);
        form->addRow(label, field);
    };
    m_shapes->setPlaceholderText(tr("none"));
    add(tr("Shapes"), m_shapes,
        tr("Texts of a call × tokens of a text, several with commas: 1x32, 16x128"));
    auto* file = new QWidget(this);
    auto* row = new QHBoxLayout(file);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_data->setPlaceholderText(tr("none"));
    m_data->setClearButtonEnabled(true);
    auto* browse = makeButton(tr("…"), "", file);
    browse->setFixedWidth(34);
    browse->setStyleSheet("padding: 6px 0");
    browse->setToolTip(tr("Choose a file of texts"));
    browse->setAccessibleName(browse->toolTip());
    row->addWidget(m_data, 1);
    row->addWidget(browse);
    add(tr("Texts of"), file, tr("CSV, TSV or JSONL: its texts one by one and in batches of 32"));
    m_data->setAccessibleName(tr("File of texts"));
    form->addRow(QString(), m_offer);
    m_column->setEditable(true);
    add(tr("Column"), m_column, tr("Column of the text"));
    m_texts->setRange(1, 100000);
    m_texts->setValue(128);
    add(tr("Number"), m_texts,
        tr("At most so many texts of the file, evenly spread over their lengths"));
    m_texts->setSuffix(tr(" at most"));
    column->addLayout(form);

    column->addSpacing(6);
    column->addWidget(makeLabel(tr("How"), "section", this));
    form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int cores = readSystemInfo().cores;
    m_threads->setRange(1, std::max(1, cores));
    m_threads->setValue(cores);
    add(tr("Threads"), m_threads, tr("That compute together, up to one for each core"));
    m_seconds->setRange(0.1, 600);
    m_seconds->setValue(3);
    m_seconds->setDecimals(1);
    m_seconds->setSuffix(tr(" s at most"));
    add(tr("Time"), m_seconds,
        tr("At most, of each model and workload; less where every median is known to 1 % before"));
    column->addLayout(form);

    connect(m_shapes, &QLineEdit::textChanged, this, &SpeedSetup::refresh);
    connect(m_data, &QLineEdit::textChanged, this, [this] {
        const QString kept = m_column->currentText();
        m_column->clear();
        m_column->addItems(columnNames(m_data->text().trimmed()));
        m_column->setCurrentText(kept);
        refresh();
    });
    connect(browse, &QPushButton::clicked, this, &SpeedSetup::browse);
    connect(m_offer, &QPushButton::clicked, this,
            [this] { m_data->setText(toQString(m_offered)); });
}

void SpeedSetup::offerData(const std::filesystem::path& file, const QString& textColumn,
                           int maxLength)
{
    m_offered = file;
    m_maxLength = maxLength;
    if (m_data->text().isEmpty() || m_column->currentText().isEmpty())
        m_column->setCurrentText(textColumn);
    m_offer->setEnabled(!m_isMeasuring && !file.empty());
    m_offer->setToolTip(toQString(file));
}

void SpeedSetup::setMeasuring(bool isMeasuring, const QString& whyNot)
{
    m_isMeasuring = isMeasuring;
    m_whyNot = whyNot;
    for (QWidget* field : std::initializer_list<QWidget*>{m_models, m_shapes, m_data, m_column,
                                                          m_texts, m_threads, m_seconds})
        field->setEnabled(!isMeasuring);
    m_offer->setEnabled(!isMeasuring && !m_offered.empty());
    refresh();
}

void SpeedSetup::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add model folder"));
    if (!folder.isEmpty())
        m_models->addFolder(toPath(folder));
}

void SpeedSetup::browse()
{
    const QString start = m_data->text().isEmpty() ? toQString(m_offered) : m_data->text();
    const QString file =
        QFileDialog::getOpenFileName(this, tr("File of texts"), start,
                                     tr("Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)"));
    if (!file.isEmpty())
        m_data->setText(file);
}

BenchJob SpeedSetup::job() const
{
    BenchJob job;
    job.request.models = m_models->checkedModels();
    try {
        job.request.shapes = parseShapes(m_shapes->text());
    } catch (const Error&) { // problem() tells
    }
    job.request.maxLength = m_maxLength;
    job.request.threads = m_threads->value();
    job.options.seconds = m_seconds->value();
    job.options.profile = true;
    job.data = toPath(m_data->text().trimmed());
    job.textColumn = m_column->currentText().trimmed().toStdString();
    job.texts = m_texts->value();
    return job;
}

QString SpeedSetup::problem() const
{
    if (!m_whyNot.isEmpty())
        return m_whyNot;
    if (m_models->checkedModels().empty())
        return m_models->count() == 0
                   ? tr("No model can classify yet: run a recipe, or add a model folder.")
                   : tr("Check at least one model.");
    try {
        const bool hasShape = !parseShapes(m_shapes->text()).empty();
        if (!hasShape && m_data->text().trimmed().isEmpty())
            return tr("Write a shape or choose a file of texts.");
    } catch (const Error& error) { // typed by hand: told beside the field
        return QString::fromStdString(error.full());
    }
    return {};
}

void SpeedSetup::refresh()
{
    const QString why = m_isMeasuring ? QString() : problem();
    m_problem->setText(why);
    m_problem->setVisible(!why.isEmpty());
    m_start->setEnabled(m_isMeasuring || why.isEmpty());
    m_start->setText(m_isMeasuring ? tr("Stop") : tr("Measure"));
    setRole(m_start, m_isMeasuring ? "danger" : "primary");
    m_column->setEnabled(!m_isMeasuring && !m_data->text().trimmed().isEmpty());
    m_texts->setEnabled(m_column->isEnabled());
}

} // namespace lathe::widgets
