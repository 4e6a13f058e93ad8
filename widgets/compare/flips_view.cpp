#include "widgets/compare/flips_view.h"

#include "widgets/common/kit.h"
#include "widgets/compare/flip_model.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

namespace lathe::widgets {

using analysis::Flip;

FlipsView::FlipsView(PairStore& pairs, QWidget* parent)
    : QWidget(parent), m_pairs(pairs), m_model(new FlipModel(this)), m_filter(new FlipFilter(this)),
      m_title(makeLabel({}, "muted", this)), m_note(makeLabel({}, "warn", this)),
      m_count(makeLabel({}, "faint", this)), m_kind(new QComboBox(this)),
      m_label(new ElidedComboBox(this)), m_words(new QLineEdit(this)), m_table(new QTableView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_title->setWordWrap(true);
    m_note->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_note);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (QComboBox* box : {m_kind, m_label})
        box->setProperty("role", QByteArray("small"));
    m_kind->setAccessibleName(tr("Change"));
    m_kind->addItem(tr("All changes"), -1);
    for (const Flip::Kind kind :
         {Flip::Kind::NewlyWrong, Flip::Kind::NewlyRight, Flip::Kind::StillWrong})
        m_kind->addItem(kindText(kind), int(kind));
    m_label->setAccessibleName(tr("Label"));
    m_label->setMinimumWidth(150);
    m_label->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_words->setPlaceholderText(tr("Words in the text"));
    m_words->setAccessibleName(tr("Words in the text"));
    m_words->setClearButtonEnabled(true);
    row->addWidget(m_kind);
    row->addWidget(m_label);
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Texts that are decided differently"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    for (const auto& [section, width] : {std::pair{FlipModel::Kind, 122},
                                         {FlipModel::Truth, 92},
                                         {FlipModel::Before, 92},
                                         {FlipModel::Now, 92},
                                         {FlipModel::Probability, 112}})
        setSectionWidth(header, section, width);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(FlipModel::Kind, Qt::AscendingOrder);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setKind(m_kind->currentData().toInt());
        count();
    });
    connect(m_label, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setLabel(m_label->currentIndex() - 1);
        count();
    });
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter->setWords(words);
        count();
    });
    connect(&m_pairs, &PairStore::pairChanged, this, &FlipsView::refresh);
    connect(&m_pairs, &PairStore::textsChanged, this, &FlipsView::refreshTexts);
    refresh();
    refreshTexts();
}

void FlipsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_pairs.needTexts();
}

void FlipsView::refresh()
{
    const PairAnalysis& pair = m_pairs.pair();
    const bool isKnown = m_pairs.status() == PairStore::Status::Known;
    m_table->setVisible(isKnown);
    m_title->setText(isKnown ? tr("%1. Decided differently: %2 (%3 newly right, %4 newly wrong, %5 "
                                  "wrong in another way)")
                                   .arg(m_pairs.title())
                                   .arg(pair.flips.size())
                                   .arg(pair.newlyRight)
                                   .arg(pair.newlyWrong)
                                   .arg(pair.stillWrong)
                             : m_pairs.why());
    const QString chosen = m_label->currentIndex() > 0 ? m_label->currentText() : QString();
    {
        const QSignalBlocker quiet(m_label);
        m_label->clear();
        m_label->addItem(tr("All labels"));
        m_label->addItems(pair.labels);
        m_label->setCurrentIndex(std::max(0, chosen.isEmpty() ? 0 : m_label->findText(chosen)));
    }
    m_filter->setLabel(m_label->currentIndex() - 1);
    m_model->setRows(pair.flips);
    refreshTexts();
}

void FlipsView::refreshTexts()
{
    m_model->setTexts(m_pairs.texts().texts);
    m_note->setText(m_pairs.texts().why);
    m_note->setVisible(!m_pairs.texts().why.isEmpty());
    count();
}

void FlipsView::count()
{
    m_count->setText(tr("%1 of %2").arg(m_filter->rowCount()).arg(m_model->rowCount()));
}

QString FlipsView::note() const
{
    return m_note->text();
}

ChartSource FlipsView::source()
{
    return {this, "flips", [this] { return flipsCsv(m_pairs.pair(), m_pairs.texts().texts); }};
}

} // namespace lathe::widgets
