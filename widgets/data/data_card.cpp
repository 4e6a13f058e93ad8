#include "widgets/data/data_card.h"

#include "widgets/common/banner.h"
#include "widgets/common/bars.h"
#include "widgets/common/format.h"
#include "widgets/common/notes.h"
#include "widgets/data/text_model.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>

namespace lathe::widgets {

namespace {

enum Page { Empty, Loading, Facts };
constexpr int kBins = 40;

QComboBox* quietBox(QWidget* parent, const QString& name)
{
    auto* box = new QComboBox(parent);
    box->setProperty("role", QByteArray("quiet"));
    box->setAccessibleName(name);
    return box;
}

} // namespace

std::vector<std::pair<int, int>> tokenHistogram(const std::vector<int>& tokens, int width, int bins)
{
    std::vector<std::pair<int, int>> result;
    for (int i = 0; i < bins; ++i)
        result.emplace_back(i * width + 1, 0);
    for (const int count : tokens)
        ++result[size_t(std::clamp((count - 1) / width, 0, bins - 1))].second;
    return result;
}

DataCard::DataCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_banner(new Banner(this)),
      m_columns(makeButton({}, "link", this)), m_maxLength(new QSpinBox(this)),
      m_controls(new QWidget(this)), m_pages(new QStackedWidget(this))
{
    m_maxLength->setRange(4, 8192);
    m_maxLength->setKeyboardTracking(false);
    m_maxLength->setFixedWidth(82);
    m_maxLength->setAccessibleName(tr("Maximum length in tokens"));
    auto* controls = new QHBoxLayout(m_controls);
    controls->setContentsMargins(0, 0, 0, 0);
    controls->setSpacing(10);
    controls->addWidget(m_columns);
    controls->addSpacing(8);
    controls->addWidget(makeLabel(tr("max length"), "muted", this));
    controls->addWidget(m_maxLength);
    auto* head = new QHBoxLayout;
    head->addStrut(30); // with and without the controls
    head->addWidget(makeLabel(tr("Data"), "title", this));
    head->addStretch(1);
    head->addWidget(m_controls);
    column()->addLayout(head);
    column()->addWidget(m_banner);
    column()->addWidget(m_pages, 1);

    auto* empty = new EmptyState(
        "data", tr("No data yet"),
        tr("Open a TSV, CSV or JSONL file with a column of texts and a column of labels. "
           "Validation and test splits are sampled when there are none."),
        tr("Open data…"), this);
    connect(empty, &EmptyState::triggered, this, &DataCard::openRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(new EmptyState("data", tr("Reading the data"),
                                      tr("Counting labels and tokens."), {}, this));
    m_pages->addWidget(makeFacts());

    connect(m_columns, &QPushButton::clicked, this, &DataCard::openRequested);
    connect(m_maxLength, &QSpinBox::valueChanged, this,
            [this](int tokens) { m_session.document().setMaxLength(tokens); });
    connect(&m_session, &Session::dataChanged, this, &DataCard::refresh);
    connect(&m_session, &Session::dataFailed, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("This data cannot be used"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy);
    });
    refresh();
}

QWidget* DataCard::makeFacts()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    auto* figures = new QHBoxLayout;
    for (const QString& caption :
         {tr("training rows"), tr("validation"), tr("test"), tr("labels"), tr("tokens, mean")})
        figures->addWidget(m_figures.emplace_back(new Figure(caption, page)), 1);
    column->addLayout(figures);
    column->addSpacing(6);
    column->addWidget(m_notes = new NoteList(page));
    auto* charts = new QHBoxLayout;
    charts->setSpacing(36);
    for (auto [member, title] : std::initializer_list<std::pair<ColumnChart**, QString>>{
             {&m_labelChart, tr("Labels")}, {&m_tokenChart, tr("Tokens per text")}}) {
        auto* chart = new QVBoxLayout;
        chart->addWidget(makeLabel(title, "section", page));
        chart->addWidget(*member = new ColumnChart(page), 1);
        (*member)->setAccessibleName(title);
        charts->addLayout(chart, 1);
    }
    column->addLayout(charts, 1);
    column->addWidget(makeLine(page));

    auto* filters = new QHBoxLayout;
    m_find = new QLineEdit(page);
    m_find->setPlaceholderText(tr("Find in texts"));
    m_find->setAccessibleName(tr("Find in texts"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(260);
    m_found = makeLabel({}, "faint", page);
    m_split = quietBox(page, tr("Split"));
    m_split->addItem(tr("split: test"), int(Split::Test));
    m_split->addItem(tr("split: validation"), int(Split::Validation));
    m_split->addItem(tr("split: training"), int(Split::Train));
    m_label = quietBox(page, tr("Label"));
    m_label->setMaximumWidth(220);
    m_label->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    filters->addWidget(m_find, 1);
    filters->addWidget(m_found);
    filters->addStretch(1);
    filters->addWidget(m_split);
    filters->addWidget(m_label);
    column->addLayout(filters);

    m_texts = new TextModel(this);
    m_table = new QTableView(page);
    m_table->setModel(m_texts);
    m_table->setAccessibleName(tr("Texts"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(31);
    m_table->horizontalHeader()->setSectionResizeMode(TextModel::Text, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(TextModel::Label, 170);
    m_table->horizontalHeader()->resizeSection(TextModel::Tokens, 66);
    m_table->horizontalHeader()->setHighlightSections(false);
    column->addWidget(m_table, 2);

    connect(m_find, &QLineEdit::textChanged, this, &DataCard::search);
    connect(m_split, &QComboBox::currentIndexChanged, this, &DataCard::search);
    connect(m_label, &QComboBox::currentIndexChanged, this, &DataCard::search);
    return page;
}

void DataCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshCharts();
}

void DataCard::refresh()
{
    const DataSummary* summary = m_session.data();
    const recipe::Recipe& recipe = m_session.document().recipe();
    {
        const QSignalBlocker quiet(m_maxLength);
        m_maxLength->setValue(recipe.maxLength);
    }
    m_controls->setVisible(!recipe.data.train.empty());
    const std::string& label = recipe.data.labelColumn;
    m_columns->setText(tr("Columns: %1, %2")
                           .arg(QString::fromStdString(recipe.data.textColumn),
                                label.empty() ? tr("label") : QString::fromStdString(label)));
    if (!summary) {
        m_pages->setCurrentIndex(m_session.isDataLoading() ? Loading : Empty);
        if (m_session.isDataLoading())
            m_banner->hide();
        m_texts->clear();
        return;
    }
    m_banner->hide();
    m_pages->setCurrentIndex(Facts);
    const data::DataSet& set = *summary->data;
    m_figures[0]->setValue(formatCount(int64_t(set.train.size())));
    m_figures[1]->setValue(formatCount(int64_t(set.validation.size())));
    m_figures[2]->setValue(formatCount(int64_t(set.test.size())));
    m_figures[3]->setValue(formatCount(int64_t(set.labels.names.size())));
    m_figures[3]->setCaption(set.labels.kind == data::TaskKind::Multilabel
                                 ? tr("labels, multilabel")
                                 : tr("labels, multiclass"));
    m_figures[4]->setValue(summary->tokenizer ? QString::number(summary->meanTokens, 'f', 1)
                                              : QString(QChar(0x2013)));
    m_figures[4]->setCaption(summary->tokenizer ? tr("tokens, mean") : tr("tokens: open a model"));
    m_notes->setNotes(summary->notes);
    refreshCharts();
    refreshLabels();
    search();
}

void DataCard::refreshCharts()
{
    const DataSummary* summary = m_session.data();
    if (!summary)
        return;
    const Theme& theme = Theme::of(this);
    const auto& names = summary->data->labels.names;
    ColumnChart::Content labels;
    labels.colour = theme.family(recipe::StageFamily::Train);
    for (const int label : summary->labelOrder) {
        const auto i = size_t(label);
        labels.columns.push_back({double(summary->train.rowsPerLabel[i]),
                                  double(summary->test.rowsPerLabel[i]),
                                  tr("%1: %2 in training, %3 in test")
                                      .arg(QString::fromStdString(names[i]))
                                      .arg(summary->train.rowsPerLabel[i])
                                      .arg(summary->test.rowsPerLabel[i])});
    }
    if (!summary->labelOrder.empty()) {
        labels.first = QString::fromStdString(names[size_t(summary->labelOrder.front())]);
        labels.last = QString::fromStdString(names[size_t(summary->labelOrder.back())]);
    }
    m_labelChart->setContent(std::move(labels));

    ColumnChart::Content tokens;
    tokens.colour = theme.family(recipe::StageFamily::Quantize);
    if (summary->tokenizer) {
        const int reach =
            std::min(std::max(summary->longestTokens, summary->maxLength), 4 * summary->maxLength);
        const int width = std::max(1, (reach + kBins - 1) / kBins);
        for (const auto& [from, rows] : tokenHistogram(summary->train.tokens, width, kBins))
            tokens.columns.push_back(
                {double(rows), 0,
                 tr("%1 to %2 tokens: %3 texts").arg(from).arg(from + width - 1).arg(rows)});
        tokens.first = "1";
        tokens.last = QString::number(width * kBins);
        tokens.marker = double(summary->maxLength) / width;
        tokens.markerText = tr("max %1").arg(summary->maxLength);
    }
    m_tokenChart->setContent(std::move(tokens));
}

void DataCard::refreshLabels()
{
    const QSignalBlocker quiet(m_label);
    m_label->clear();
    m_label->addItem(tr("label: any"), -1);
    const auto& names = m_session.data()->data->labels.names;
    for (size_t i = 0; i < names.size(); ++i)
        m_label->addItem(QString::fromStdString(names[i]), int(i));
}

void DataCard::search()
{
    const DataSummary* summary = m_session.data();
    if (!summary)
        return;
    const auto split = Split(m_split->currentData().toInt());
    const int label = m_label->currentData().isValid() ? m_label->currentData().toInt() : -1;
    m_search.start(
        [data = summary->data, split, label, words = m_find->text()](const std::stop_token& stop) {
            return findRows(rowsOf(*data, split), words, label, stop);
        },
        [this, split, data = summary->data](const std::vector<int>& rows) {
            if (!m_session.data() || m_session.data()->data != data)
                return;
            const size_t all = m_session.data()->rows(split).size();
            m_found->setText(rows.size() == all ? tr("%1 texts").arg(formatCount(int64_t(all)))
                                                : tr("%1 of %2")
                                                      .arg(formatCount(int64_t(rows.size())),
                                                           formatCount(int64_t(all))));
            m_texts->setRows(*m_session.data(), split, rows);
        },
        [this](const Trouble& trouble) { m_found->setText(trouble.text); });
}

} // namespace lathe::widgets
