#include "widgets/data/data_spec_dialog.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>

namespace lathe::widgets {

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
      m_dropUnknown(new QCheckBox(tr("Leave out labels that training never shows"), this))
{
    setWindowTitle(tr("Data"));
    setMinimumWidth(620);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(18);
    m_train = addFile(form, tr("Training file"), tr("TSV, CSV or JSONL"), spec.train);
    m_validation =
        addFile(form, tr("Validation file"), tr("none: sampled from training"), spec.validation);
    m_test = addFile(form, tr("Test file"), tr("none: sampled from training"), spec.test);
    m_unlabelled = addFile(form, tr("Texts without labels"), tr("none; used when distilling"), spec.unlabelled);

    for (QComboBox* box : {m_text, m_label})
        box->setEditable(true);
    m_text->setCurrentText(QString::fromStdString(spec.textColumn));
    m_label->setCurrentText(QString::fromStdString(spec.labelColumn));
    m_label->lineEdit()->setPlaceholderText(tr("label, else labels"));
    m_kind->addItem(tr("by the column"), -1);
    m_kind->addItem(tr("one label a text (multiclass)"), int(data::TaskKind::Multiclass));
    m_kind->addItem(tr("any number of labels (multilabel)"), int(data::TaskKind::Multilabel));
    m_kind->setCurrentIndex(m_kind->findData(spec.kind ? int(*spec.kind) : -1));
    m_separator->setText(QString::fromStdString(spec.labelSeparator));
    m_separator->setMaximumWidth(80);
    m_fraction->setRange(1, 49);
    m_fraction->setSuffix(" %");
    m_fraction->setDecimals(0);
    m_fraction->setValue(spec.validationFraction * 100);
    m_fraction->setMaximumWidth(100);
    m_dropUnknown->setChecked(spec.dropUnknownLabels);
    m_dropUnknown->setToolTip(
        tr("Labels of validation and test that no training text has are dropped instead of refused"));
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

    auto* buttons = new QDialogButtonBox(this);
    auto* accept = makeButton(tr("Use this data"), "primary", this);
    buttons->addButton(accept, QDialogButtonBox::AcceptRole);
    buttons->addButton(makeButton(tr("Cancel"), "", this), QDialogButtonBox::RejectRole);
    accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const auto follow = [this, accept] {
        offerColumns();
        accept->setEnabled(!m_train->text().trimmed().isEmpty());
    };
    connect(m_train, &QLineEdit::textChanged, this, follow);
    follow();

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(18);
    column->addLayout(form);
    column->addWidget(buttons);
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

void DataSpecDialog::offerColumns()
{
    const QStringList names = columnNames(m_train->text());
    for (QComboBox* box : {m_text, m_label}) {
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
