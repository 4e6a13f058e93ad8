#include "widgets/data/repeats_dialog.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"

#include <QHeaderView>
#include <QTableView>

namespace lathe::widgets {

namespace {
constexpr qsizetype kShownText = 600; // characters of each row
} // namespace

RepeatsDialog::RepeatsDialog(DataSummary summary, QWidget* parent)
    : QDialog(parent), m_summary(std::move(summary)), m_model(new RepeatModel(this)),
      m_show(new QComboBox(this)), m_count(makeLabel({}, "faint", this)),
      m_table(new QTableView(this)), m_rows(makeLabel({}, "", this))
{
    setWindowTitle(tr("Repeated texts"));
    resize(940, 620);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    m_show->setAccessibleName(tr("Which repeats"));
    m_show->addItem(tr("In two splits"), int(RepeatModel::Show::Leaks));
    m_show->addItem(tr("Within a split"), int(RepeatModel::Show::Within));
    m_show->addItem(tr("With other labels"), int(RepeatModel::Show::Contradicting));
    m_show->addItem(tr("All"), int(RepeatModel::Show::All));
    head->addWidget(m_show);
    head->addWidget(m_count);
    head->addStretch(1);
    column->addLayout(head);
    auto* about =
        makeLabel(tr("A text of validation or test that training has too makes scores look "
                     "better than they are. “Nearly” means: the same but for case, "
                     "punctuation and spaces."),
                  "muted", this);
    about->setWordWrap(true);
    column->addWidget(about);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Repeated texts"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(29);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(RepeatModel::Text, QHeaderView::Stretch);
    for (const auto& [section, width] : {std::pair{RepeatModel::Where, 160},
                                         {RepeatModel::First, 160},
                                         {RepeatModel::Alike, 84},
                                         {RepeatModel::Labels, 66}})
        setSectionWidth(m_table->horizontalHeader(), section, width);
    column->addWidget(m_table, 3);
    m_rows->setWordWrap(true);
    m_rows->setTextFormat(Qt::PlainText);
    m_rows->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_rows->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_rows->setMinimumHeight(130);
    column->addWidget(m_rows, 1);
    auto* close = makeButton(tr("Close"), "primary", this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(m_show, &QComboBox::currentIndexChanged, this, &RepeatsDialog::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { showRows(index.isValid() ? index.row() : -1); });
    for (int i = 0; i < m_show->count() && m_model->rowCount() == 0; ++i) {
        m_show->setCurrentIndex(i); // the first kind that there is
        refresh();
    }
}

QString RepeatsDialog::rows() const
{
    return m_rows->text();
}

void RepeatsDialog::select(int row)
{
    m_table->selectRow(row);
}

void RepeatsDialog::refresh()
{
    m_model->setSummary(m_summary, RepeatModel::Show(m_show->currentData().toInt()));
    m_count->setText(m_model->rowCount() == 0
                         ? tr("none")
                         : tr("%1 rows").arg(formatCount(m_model->rowCount())));
    if (m_model->rowCount() > 0)
        select(0);
    else
        showRows(-1);
}

void RepeatsDialog::showRows(int row)
{
    if (row < 0) {
        m_rows->clear();
        return;
    }
    QStringList lines;
    for (const data::Place& place : {m_model->at(row).first, m_model->at(row).second})
        lines += QString("%1 · %2\n%3")
                     .arg(placeName(place), m_model->labels(place),
                          QString::fromStdString(m_model->example(place).text).left(kShownText));
    m_rows->setText(lines.join("\n\n"));
}

} // namespace lathe::widgets
