#include "widgets/history/history_place.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/compare/lineage.h"
#include "widgets/history/run_model.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTreeView>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr auto kColumns = "history/columns";
} // namespace

HistoryPlace::HistoryPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_banner(new Banner(this)),
      m_pages(new QStackedWidget(this)), m_find(new QLineEdit(this)),
      m_open(makeButton(tr("Open recipe"), "", this)),
      m_compare(makeButton(tr("Compare"), "", this)), m_remove(makeButton(tr("Delete…"), "", this)),
      m_model(new RunModel(this)), m_found(new QSortFilterProxyModel(this)),
      m_tree(new QTreeView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(new EmptyState(
        "history", tr("No runs in this workspace yet"),
        tr("Each run is kept here with its recipe, variants, predictions and the machine "
           "that measured them."),
        {}, this));
    auto* card = new Card(this);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    m_find->setPlaceholderText(tr("Find runs and variants"));
    m_find->setAccessibleName(tr("Find runs and variants"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(300);
    auto* csv = makeButton(tr("Export CSV…"), "", this);
    head->addWidget(makeLabel(tr("History"), "title", this));
    head->addSpacing(16);
    head->addWidget(m_find, 1);
    head->addStretch(1);
    for (QPushButton* button : {m_open, m_compare, csv, m_remove})
        head->addWidget(button);
    card->column()->addLayout(head);
    m_found->setSourceModel(m_model);
    m_found->setRecursiveFilteringEnabled(true);
    m_found->setAutoAcceptChildRows(true);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_found->setFilterRole(RunModel::SearchRole);
    m_tree->setModel(m_found);
    m_tree->setItemDelegateForColumn(RunModel::Name, new LineageDelegate(m_tree));
    m_tree->setAccessibleName(tr("Runs"));
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(18);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(RunModel::Name, QHeaderView::Stretch);
    for (const auto& [section, width] : {std::pair{RunModel::Started, 150},
                                         {RunModel::State, 100},
                                         {RunModel::Variants, 80},
                                         {RunModel::Accuracy, 80},
                                         {RunModel::Size, 90},
                                         {RunModel::Latency, 90},
                                         {RunModel::Time, 110}})
        m_tree->header()->resizeSection(section, width);
    m_tree->header()->restoreState(QSettings().value(kColumns).toByteArray());
    card->column()->addWidget(m_tree, 1);
    m_pages->addWidget(card);

    connect(m_find, &QLineEdit::textChanged, m_found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistoryPlace::followSelection);
    connect(m_open, &QPushButton::clicked, this, [this] { m_session.openRecipeOf(selectedRun()); });
    const auto goCompare = [this] {
        const std::string variant =
            m_tree->currentIndex().data(RunModel::VariantIdRole).toString().toStdString();
        Q_EMIT compareRequested(selectedRun(), variant);
    };
    connect(m_compare, &QPushButton::clicked, this, goCompare);
    connect(m_tree, &QTreeView::doubleClicked, this, goCompare);
    connect(m_remove, &QPushButton::clicked, this, &HistoryPlace::removeSelected);
    connect(csv, &QPushButton::clicked, this, &HistoryPlace::exportCsv);
    connect(&m_session, &Session::historyChanged, this, &HistoryPlace::refresh);
    connect(&m_session, &Session::runStateChanged, this, &HistoryPlace::followSelection);
    connect(&m_session, &Session::historyFailed, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("The history cannot be used"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy);
    });
    refresh();
}

HistoryPlace::~HistoryPlace()
{
    QSettings().setValue(kColumns, m_tree->header()->saveState());
}

void HistoryPlace::refresh()
{
    m_model->setHistory(m_session.runs(), m_session.variants());
    m_pages->setCurrentIndex(m_session.runs().empty() ? Empty : Content);
    if (m_found->rowCount() > 0) {
        m_tree->expand(m_found->index(0, 0));
        m_tree->setCurrentIndex(m_found->index(0, 0));
    }
    followSelection();
}

std::string HistoryPlace::selectedRun() const
{
    return m_tree->currentIndex().data(RunModel::RunIdRole).toString().toStdString();
}

void HistoryPlace::followSelection()
{
    const bool hasRun = !selectedRun().empty();
    m_open->setEnabled(hasRun);
    m_compare->setEnabled(hasRun);
    m_remove->setEnabled(hasRun && !m_session.isRunning());
    m_remove->setToolTip(m_session.isRunning() ? tr("Wait for the run to end") : QString());
}

void HistoryPlace::removeSelected()
{
    const std::string run = selectedRun();
    const auto answer =
        QMessageBox::question(this, tr("Delete run"),
                              tr("Delete %1 with its variants and predictions from the history? "
                                 "Its model folders stay on disk.")
                                  .arg(QString::fromStdString(run)),
                              QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer == QMessageBox::Yes)
        m_session.removeRun(run);
}

void HistoryPlace::exportCsv()
{
    const QString file = QFileDialog::getSaveFileName(this, tr("Export CSV"), "lathe-history.csv",
                                                      tr("CSV (*.csv)"));
    if (file.isEmpty())
        return;
    try {
        writeFile(toPath(file), toCsv(m_session.runs(), m_session.variants()).toStdString());
        m_banner->showMessage(Banner::Tone::Good, tr("Exported"), file);
    } catch (const Error& error) { // a slot: nothing may escape
        m_banner->showMessage(Banner::Tone::Bad, tr("The file could not be written"),
                              QString::fromStdString(error.full()));
    }
}

} // namespace lathe::widgets
