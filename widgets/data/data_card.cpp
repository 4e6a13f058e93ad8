#include "widgets/data/data_card.h"

#include "widgets/common/format.h"
#include "widgets/common/notes.h"
#include "widgets/data/data_charts.h"
#include "widgets/data/repeats_dialog.h"
#include "widgets/data/text_browser.h"
#include "widgets/guide/context.h"
#include "widgets/theme/said.h"

#include <QEvent>
#include <QProgressBar>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace lathe::widgets {

namespace {
enum Page { Empty, Loading, Facts };
constexpr int kNotesHeight = 118; // at most
constexpr int kSides = 56;        // margins of the card and a scroll bar
} // namespace

DataCard::DataCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_repeats(makeButton(tr("Repeated texts…"), "link", this)),
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
    controls->addWidget(m_repeats);
    controls->addSpacing(8);
    controls->addWidget(m_columns);
    controls->addSpacing(8);
    controls->addWidget(makeLabel(tr("max length"), "muted", this));
    controls->addWidget(m_maxLength);
    auto* head = new QHBoxLayout;
    head->addStrut(30); // with and without the controls
    head->addWidget(makeLabel(tr("Data"), "title", this));
    head->addWidget(makeGuideButton(this));
    head->addStretch(1);
    head->addWidget(m_controls);
    column()->addLayout(head);
    column()->addWidget(m_pages, 1);

    auto* empty = new EmptyState(
        "data", tr("No data yet"),
        tr("Open a TSV, CSV or JSONL file with a column of texts and a column of labels. "
           "Validation and test splits are sampled when there are none."),
        tr("Open data…"), this);
    connect(empty, &EmptyState::triggered, this, &DataCard::openRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(makeLoading());
    m_pages->addWidget(makeFacts());

    connect(m_columns, &QPushButton::clicked, this, &DataCard::openRequested);
    connect(m_repeats, &QPushButton::clicked, this, [this] {
        if (!m_session.data())
            return;
        auto* dialog = new RepeatsDialog(*m_session.data(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_maxLength, &QSpinBox::valueChanged, this,
            [this](int tokens) { m_session.document().setMaxLength(tokens); });
    connect(&m_session, &Session::dataChanged, this, &DataCard::refresh);
    connect(&m_session, &Session::dataFailed, this, &DataCard::showTrouble);
    connect(&m_session, &Session::dataProgressed, this, [this](const QString& what, double part) {
        m_step->setText(what);
        m_progress->setRange(0, part < 0 ? 0 : 1000);
        m_progress->setValue(int(1000 * part));
    });
    refresh();
}

QWidget* DataCard::makeLoading()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->addStretch(2);
    column->addWidget(makeLabel(tr("Reading the data"), "title", page), 0, Qt::AlignHCenter);
    m_step = makeLabel(tr("Counting labels and tokens"), "muted", page);
    column->addWidget(m_step, 0, Qt::AlignHCenter);
    column->addSpacing(10);
    m_progress = new QProgressBar(page);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 0);
    m_progress->setFixedWidth(320);
    m_progress->setAccessibleName(tr("Progress"));
    column->addWidget(m_progress, 0, Qt::AlignHCenter);
    column->addStretch(3);
    return page;
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
    column->addSpacing(4);
    m_scroll = new QScrollArea(page); // a data set may have much to say
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_notes = new NoteList(m_scroll);
    m_scroll->setWidget(m_notes);
    column->addWidget(m_scroll);
    m_charts = new DataCharts(m_session, page);
    column->addWidget(m_charts, 2);
    column->addWidget(makeLine(page));
    m_texts = new TextBrowser(m_session, page);
    column->addWidget(m_texts, 4);
    connect(m_charts, &DataCharts::labelClicked, m_texts, &TextBrowser::showLabel);
    return page;
}

void DataCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_charts->refresh();
}

void DataCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    fitNotes();
}

void DataCard::fitNotes()
{
    m_scroll->setFixedHeight(
        std::min(kNotesHeight, m_notes->heightForWidth(contentsRect().width() - kSides)));
}

void DataCard::showTrouble(const Trouble& trouble)
{
    m_trouble = trouble.remedy.isEmpty() ? trouble.text : trouble.text + "\n" + trouble.remedy;
    delete m_failure;
    m_failure = new EmptyState("warning", tr("This data cannot be used"), m_trouble,
                               tr("Check files and columns…"), this);
    connect(m_failure, &EmptyState::triggered, this, &DataCard::openRequested);
    m_pages->addWidget(m_failure);
    m_pages->setCurrentWidget(m_failure);
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
    m_repeats->setVisible(summary && !summary->statistics->repeats.empty());
    m_trouble.clear();
    if (!summary) {
        m_pages->setCurrentIndex(m_session.isDataLoading() ? Loading : Empty);
        m_texts->clear();
        return;
    }
    m_pages->setCurrentIndex(Facts);
    const data::DataSet& set = *summary->data;
    m_figures[0]->setValue(formatCount(int64_t(set.train.size())));
    m_figures[1]->setValue(formatCount(int64_t(set.validation.size())));
    m_figures[2]->setValue(formatCount(int64_t(set.test.size())));
    m_figures[3]->setValue(formatCount(int64_t(set.labels.names.size())));
    m_figures[3]->setCaption(set.labels.kind == data::TaskKind::Multilabel
                                 ? tr("labels, multilabel")
                                 : tr("labels, multiclass"));
    m_figures[4]->setValue(summary->tokenizer ? saidNumber(summary->meanTokens, 1)
                                              : QString(QChar(0x2013)));
    m_figures[4]->setCaption(summary->tokenizer ? tr("tokens, mean") : tr("tokens: open a model"));
    m_notes->setNotes(summary->notes);
    fitNotes();
    m_charts->refresh();
    m_texts->refresh();
}

} // namespace lathe::widgets
