#include "widgets/try/batch_view.h"

#include "widgets/common/kit.h"
#include "core/base/files.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/theme/said.h"
#include "widgets/try/batch_model.h"

#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QTableView>

namespace lathe::widgets {

namespace {

enum Page { Empty, Busy, Content };

QString percent(double fraction)
{
    return QString("%1 %").arg(saidNumber(100 * fraction, 1));
}

} // namespace

BatchView::BatchView(BatchStore& store, QWidget* parent)
    : QWidget(parent), m_store(store), m_banner(new Banner(this)),
      m_pages(new QStackedWidget(this)), m_step(makeLabel({}, "muted", this)),
      m_progress(new QProgressBar(this)), m_file(new ElidedLabel("muted", Qt::ElideMiddle, this)),
      m_show(new QComboBox(this)), m_count(makeLabel({}, "faint", this)),
      m_model(new BatchModel(this)), m_filter(new BatchFilter(this)), m_table(new QTableView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    auto* empty = new EmptyState(
        "open", tr("Answer a whole file"),
        tr("Drop a TSV, CSV, JSONL or text file here. With a column of labels you see how right "
           "each model is, without one how far they agree."),
        tr("Open file…"), this);
    connect(empty, &EmptyState::triggered, this, &BatchView::fileRequested);
    m_pages->addWidget(empty);

    auto* busy = new QWidget(this);
    auto* busyColumn = new QVBoxLayout(busy);
    busyColumn->addStretch(1);
    busyColumn->addWidget(m_step, 0, Qt::AlignHCenter);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(360);
    m_progress->setAccessibleName(tr("Progress"));
    busyColumn->addWidget(m_progress, 0, Qt::AlignHCenter);
    busyColumn->addSpacing(8);
    auto* cancel = makeButton(tr("Cancel"), "", busy);
    busyColumn->addWidget(cancel, 0, Qt::AlignHCenter);
    busyColumn->addStretch(1);
    m_pages->addWidget(busy);
    m_pages->addWidget(makeContent());

    connect(cancel, &QPushButton::clicked, &m_store, &BatchStore::cancel);
    connect(&m_store, &BatchStore::started, this, [this] {
        m_banner->hide();
        m_pages->setCurrentIndex(Busy);
    });
    connect(&m_store, &BatchStore::progressed, this, [this](const QString& what, double fraction) {
        m_step->setText(what);
        m_progress->setValue(int(1000 * fraction));
    });
    connect(&m_store, &BatchStore::finished, this, &BatchView::refresh);
    connect(&m_store, &BatchStore::cancelled, this, &BatchView::refresh);
    connect(&m_store, &BatchStore::failed, this, [this](const Trouble& trouble) {
        refresh();
        m_banner->showMessage(Banner::Tone::Bad, tr("The file could not be answered"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy);
    });
}

QWidget* BatchView::makeContent()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    auto* open = makeButton(tr("Open another file…"), "link", page);
    auto* csv = makeButton(tr("Export CSV…"), "link", page);
    head->addWidget(m_file, 1);
    head->addWidget(open);
    head->addSpacing(8);
    head->addWidget(csv);
    column->addLayout(head);
    m_figuresPlace = new QVBoxLayout;
    column->addLayout(m_figuresPlace);

    auto* filters = new QHBoxLayout;
    auto* find = new QLineEdit(page);
    find->setPlaceholderText(tr("Find in texts"));
    find->setAccessibleName(tr("Find in texts"));
    find->setClearButtonEnabled(true);
    find->setMaximumWidth(260);
    m_show->setProperty("role", QByteArray("small"));
    m_show->setAccessibleName(tr("Rows to show"));
    m_show->addItem(tr("All texts"));
    m_show->addItem(tr("Models disagree"));
    m_show->addItem(tr("Not as expected"));
    filters->addWidget(find, 1);
    filters->addWidget(m_show);
    filters->addWidget(m_count);
    filters->addStretch(1);
    column->addLayout(filters);

    m_filter->setSourceModel(m_model);
    m_filter->setFilterKeyColumn(0);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setModel(m_filter);
    m_table->setAccessibleName(tr("Answers"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(31);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
    column->addWidget(m_table, 1);

    const auto count = [this] {
        m_count->setText(
            tr("%1 of %2 texts")
                .arg(formatCount(m_filter->rowCount()), formatCount(m_model->rowCount())));
    };
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, count);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, count);
    connect(m_filter, &QAbstractItemModel::modelReset, this, count);
    connect(find, &QLineEdit::textChanged, m_filter, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_show, &QComboBox::currentIndexChanged, this,
            [this](int show) { m_filter->setShow(BatchFilter::Show(show)); });
    connect(open, &QPushButton::clicked, this, &BatchView::fileRequested);
    connect(csv, &QPushButton::clicked, this, &BatchView::exportCsv);
    return page;
}

void BatchView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_table->viewport()->update();
}

void BatchView::refresh()
{
    const auto result = m_store.result();
    m_pages->setCurrentIndex(!result ? Empty : Content);
    if (!result)
        return;
    m_file->setFullText(toQString(result->batch.file));
    m_model->setResult(result);
    auto* header = m_table->horizontalHeader();
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int section = 1; section < m_model->columnCount(); ++section) {
        header->setSectionResizeMode(section, QHeaderView::Interactive);
        setSectionWidth(header, section, m_model->columnCount() > 5 ? 110 : 150);
    }
    fillFigures();
}

void BatchView::fillFigures()
{
    delete m_figures;
    m_figures = new QWidget(this);
    auto* grid = new QGridLayout(m_figures);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(5);
    const auto result = m_store.result();
    const bool isLabelled = result->batch.isLabelled();
    QStringList titles{tr("model"), tr("agrees with the first")};
    if (isLabelled)
        titles += {tr("accuracy"), tr("macro F1"), tr("texts judged")};
    for (int i = 0; i < titles.size(); ++i)
        grid->addWidget(makeLabel(titles[i], "faint", m_figures), 0, i,
                        i == 0 ? Qt::AlignLeft : Qt::AlignRight);
    for (size_t row = 0; row < result->columns.size(); ++row) {
        const BatchStore::Column& model = result->columns[row];
        const BatchFigures& figures = model.figures;
        auto* name = new ElidedLabel("bound", Qt::ElideMiddle, m_figures);
        name->setFullText(model.candidate.name);
        const int line = int(row) + 1;
        grid->addWidget(name, line, 0);
        QStringList cells{figures.agreement ? percent(figures.agreement->decisions)
                                            : tr("other labels")};
        if (isLabelled)
            cells += {figures.quality ? percent(figures.quality->accuracy) : tr("unknown"),
                      figures.quality ? percent(figures.quality->macroF1) : tr("unknown"),
                      formatCount(int64_t(figures.judged))};
        for (int i = 0; i < cells.size(); ++i)
            grid->addWidget(makeLabel(cells[i], "bound", m_figures), line, i + 1, Qt::AlignRight);
    }
    grid->setColumnStretch(0, 1);
    m_figuresPlace->addWidget(m_figures);
}

void BatchView::exportCsv()
{
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export CSV"), tr("answers.csv"), tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    m_export.start(
        [result = m_store.result(), file](const std::stop_token&) {
            writeFile(toPath(file), result->csv().toStdString());
            return true;
        },
        [](bool) {},
        [this](const Trouble& trouble) {
            m_banner->showMessage(Banner::Tone::Bad, tr("The file could not be written"),
                                  trouble.text);
        });
}

} // namespace lathe::widgets
