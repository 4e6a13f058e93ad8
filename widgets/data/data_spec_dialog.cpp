#include "widgets/data/data_spec_dialog.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/common/notes.h"
#include "widgets/data/check_notes.h"
#include "widgets/data/file_preview.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTimer>

namespace lathe::widgets {

namespace {
constexpr int kPauseMs = 300;
constexpr int kTextWidth = 330, kOtherWidth = 110; // columns of the preview
} // namespace

QStringList columnNames(const QString& file)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = input.readLine(1 << 16).trimmed();
    if (line.startsWith('{'))
        return QJsonDocument::fromJson(line).object().keys();
    const char separator = line.contains('\t') ? '\t' : ',';
    QStringList names;
    for (QByteArray name : line.split(separator)) {
        name = name.trimmed();
        if (name.size() >= 2 && name.startsWith('"') && name.endsWith('"'))
            name = name.mid(1, name.size() - 2);
        names += QString::fromUtf8(name);
    }
    return names;
}

DataSpecDialog::DataSpecDialog(const data::DataSpec& spec, QWidget* parent)
    : QDialog(parent), m_spec(spec), m_text(new QComboBox(this)), m_label(new QComboBox(this)),
      m_kind(new QComboBox(this)), m_separator(new QLineEdit(this)),
      m_fraction(new QDoubleSpinBox(this)),
      m_dropUnknown(new QCheckBox(tr("Leave out labels that training never shows"), this)),
      m_pause(new QTimer(this)), m_notes(new NoteList(this)), m_preview(new FilePreview(this)),
      m_rows(new QTableView(this)), m_details(new QPlainTextEdit(this)),
      m_accept(makeButton(tr("Use this data"), "primary", this))
{
    setWindowTitle(tr("Data"));
    resize(1120, 700);
    auto* row = new QHBoxLayout;
    row->setSpacing(28);
    row->addWidget(makeForm());
    row->addWidget(makePreview(), 1);
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(m_accept, QDialogButtonBox::AcceptRole);
    buttons->addButton(makeButton(tr("Cancel"), "", this), QDialogButtonBox::RejectRole);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(18);
    column->addLayout(row, 1);
    column->addWidget(buttons);

    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMs);
    connect(m_pause, &QTimer::timeout, this, &DataSpecDialog::look);
    const auto soon = [this] {
        m_accept->setEnabled(!m_train->text().trimmed().isEmpty());
        m_pause->start();
    };
    for (QLineEdit* edit : {m_train, m_validation, m_test, m_separator})
        connect(edit, &QLineEdit::textChanged, this, soon);
    for (QComboBox* box : {m_text, m_label})
        connect(box, &QComboBox::editTextChanged, this, soon);
    connect(m_kind, &QComboBox::currentIndexChanged, this, soon);
    connect(m_dropUnknown, &QCheckBox::toggled, this, soon);
    m_accept->setEnabled(!m_train->text().trimmed().isEmpty());
    look();
}

QWidget* DataSpecDialog::makeForm()
{
    auto* page = new QWidget(this);
    page->setFixedWidth(452);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_train = addFile(form, tr("Training file"), tr("TSV, CSV or JSONL"), m_spec.train);
    m_validation =
        addFile(form, tr("Validation file"), tr("none: sampled from training"), m_spec.validation);
    m_test = addFile(form, tr("Test file"), tr("none: sampled from training"), m_spec.test);
    m_unlabelled = addFile(form, tr("Texts without labels"), tr("none; used when distilling"),
                           m_spec.unlabelled);
    for (QComboBox* box : {m_text, m_label})
        box->setEditable(true);
    m_text->setCurrentText(QString::fromStdString(m_spec.textColumn));
    m_label->setCurrentText(QString::fromStdString(m_spec.labelColumn));
    m_label->lineEdit()->setPlaceholderText(tr("label, else labels"));
    m_kind->addItem(tr("by the column"), -1);
    m_kind->addItem(tr("one label a text (multiclass)"), int(data::TaskKind::Multiclass));
    m_kind->addItem(tr("any number of labels (multilabel)"), int(data::TaskKind::Multilabel));
    m_kind->setCurrentIndex(m_kind->findData(m_spec.kind ? int(*m_spec.kind) : -1));
    m_separator->setText(QString::fromStdString(m_spec.labelSeparator));
    m_separator->setMaximumWidth(80);
    m_fraction->setRange(1, 49);
    m_fraction->setSuffix(" %");
    m_fraction->setDecimals(0);
    m_fraction->setValue(m_spec.validationFraction * 100);
    m_fraction->setMaximumWidth(100);
    m_fraction->setToolTip(tr("Of the training rows, for each split that has no file of its own"));
    m_dropUnknown->setChecked(m_spec.dropUnknownLabels);
    m_dropUnknown->setToolTip(tr(
        "Labels of validation and test that no training text has are dropped instead of refused"));
    const auto whenMultilabel = [this] {
        m_dropUnknown->setEnabled(m_kind->currentData().toInt() != int(data::TaskKind::Multiclass));
    };
    connect(m_kind, &QComboBox::currentIndexChanged, this, whenMultilabel);
    whenMultilabel();
    form->addRow(tr("Text column"), m_text);
    form->addRow(tr("Label column"), m_label);
    form->addRow(tr("Labels"), m_kind);
    form->addRow(tr("Between labels"), m_separator);
    form->addRow(tr("Unknown labels"), m_dropUnknown);
    form->addRow(tr("Sampled splits"), m_fraction);
    return page;
}

QWidget* DataSpecDialog::makePreview()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_notes);
    column->addSpacing(4);
    column->addWidget(makeLabel(tr("First training rows, by line"), "section", page));
    m_rows->setModel(m_preview);
    m_rows->setAccessibleName(tr("First training rows"));
    m_rows->setShowGrid(false);
    m_rows->setWordWrap(false);
    m_rows->setSelectionMode(QAbstractItemView::NoSelection);
    m_rows->verticalHeader()->setDefaultSectionSize(28);
    m_rows->horizontalHeader()->setStretchLastSection(true);
    m_rows->horizontalHeader()->setHighlightSections(false);
    column->addWidget(m_rows, 3);
    m_details->setReadOnly(true);
    m_details->setProperty("role", QByteArray("log"));
    m_details->setAccessibleName(tr("Rows and labels to correct"));
    m_details->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_details->setMaximumHeight(120);
    m_details->hide();
    column->addWidget(m_details);
    return page;
}

QString DataSpecDialog::details() const
{
    return m_details->toPlainText();
}

void DataSpecDialog::look()
{
    const data::DataSpec wanted = spec();
    m_check.start([wanted](const std::stop_token& stop) { return data::checkData(wanted, stop); },
                  [this, wanted](const data::DataCheck& check) { showCheck(check, wanted); },
                  [this](const Trouble& trouble) {
                      m_notes->setNotes({{Tone::Bad, trouble.text}});
                      Q_EMIT checked();
                  });
}

void DataSpecDialog::showCheck(const data::DataCheck& check, const data::DataSpec& spec)
{
    QStringList names;
    for (const std::string& column : check.train.columns)
        names += QString::fromStdString(column);
    offerColumns(names);
    m_notes->setNotes(notesOn(check, spec));
    m_preview->setCheck(check.train, spec.textColumn, check.labelColumn);
    for (int column = 0; column < m_preview->columnCount(); ++column)
        m_rows->setColumnWidth(column, check.train.columns[size_t(column)] == spec.textColumn
                                           ? kTextWidth
                                           : kOtherWidth);
    const QString details = detailsOf(check, spec);
    m_details->setPlainText(details);
    m_details->setVisible(!details.isEmpty());
    Q_EMIT checked();
}

QLineEdit* DataSpecDialog::addFile(QFormLayout* form, const QString& title,
                                   const QString& placeholder, const std::filesystem::path& value)
{
    auto* edit = new QLineEdit(toQString(value), this);
    edit->setPlaceholderText(placeholder);
    edit->setClearButtonEnabled(true);
    auto* browse = makeButton(tr("Browse…"), "", this);
    connect(browse, &QPushButton::clicked, this, [this, edit, title] {
        const QString start = edit->text().isEmpty() ? m_train->text() : edit->text();
        const QString file = QFileDialog::getOpenFileName(
            this, title, start, tr("Data (*.tsv *.csv *.jsonl *.json *.txt);;All files (*)"));
        if (!file.isEmpty())
            edit->setText(file);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(edit, 1);
    row->addWidget(browse);
    form->addRow(title, row);
    return edit;
}

void DataSpecDialog::offerColumns(const QStringList& names)
{
    for (QComboBox* box : {m_text, m_label}) {
        const QSignalBlocker quiet(box);
        const QString kept = box->currentText();
        box->clear();
        box->addItems(names);
        box->setCurrentText(kept);
    }
}

data::DataSpec DataSpecDialog::spec() const
{
    data::DataSpec result = m_spec;
    result.train = toPath(m_train->text().trimmed());
    result.validation = toPath(m_validation->text().trimmed());
    result.test = toPath(m_test->text().trimmed());
    result.unlabelled = toPath(m_unlabelled->text().trimmed());
    result.dropUnknownLabels = m_dropUnknown->isEnabled() && m_dropUnknown->isChecked();
    result.textColumn = m_text->currentText().trimmed().toStdString();
    result.labelColumn = m_label->currentText().trimmed().toStdString();
    result.labelSeparator = m_separator->text().toStdString();
    const int kind = m_kind->currentData().toInt();
    result.kind = kind < 0 ? std::nullopt : std::optional(data::TaskKind(kind));
    result.validationFraction = m_fraction->value() / 100;
    return result;
}

} // namespace lathe::widgets
