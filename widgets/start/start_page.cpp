#include "widgets/start/start_page.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/settings/preferences.h"
#include "widgets/start/tile.h"
#include "widgets/theme/icons.h"

#include <QScrollArea>
#include <QToolButton>

namespace lathe::widgets {

namespace {
constexpr int kColumn = 400, kWidth = 1000;
}

StartPage::StartPage(QWidget* parent) : QWidget(parent), m_list(new QVBoxLayout)
{
    auto* content = new QWidget;
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    auto* page = new QWidget(content);
    page->setMaximumWidth(kWidth);
    auto* centre = new QHBoxLayout(content);
    centre->setContentsMargins(32, 32, 32, 24);
    centre->addStretch(1);
    centre->addWidget(page, 100);
    centre->addStretch(1);

    auto* column = new QVBoxLayout(page);
    column->setSpacing(6);
    auto* heading = makeLabel(tr("What would you like to make smaller?"), "heading", page);
    column->addWidget(heading);
    auto* words = makeLabel(tr("Lathe prunes, distills and quantizes a text classifier, measures every variant and "
                               "shows what was gained and lost."),
                            "muted", page);
    words->setWordWrap(true);
    column->addWidget(words);
    column->addSpacing(18);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(28);
    column->addLayout(columns, 1);

    auto* begin = new QVBoxLayout;
    begin->setSpacing(8);
    begin->addWidget(makeLabel(tr("Begin"), "title", page));
    const auto add = [&](const QString& icon, const QString& title, const QString& text, auto signal) {
        auto* tile = new Tile(icon, title, text, page);
        tile->setMinimumWidth(kColumn);
        connect(tile, &QPushButton::clicked, this, signal);
        begin->addWidget(tile);
    };
    add("star", tr("Try the sample"), tr("Debian package texts, MiniLM and two ready recipes"),
        &StartPage::sampleRequested);
    add("pipeline", tr("Open a model folder…"), tr("A classifier or encoder as Hugging Face stores it"),
        &StartPage::modelRequested);
    add("data", tr("Open a data file…"), tr("Texts with labels: CSV, TSV or JSONL"), &StartPage::dataRequested);
    add("open", tr("Open a workspace…"), tr("A folder with recipes and the history of their runs"),
        &StartPage::openRequested);
    add("folder", tr("New workspace…"), tr("An empty folder for recipes, runs and models"), &StartPage::newRequested);
    begin->addSpacing(6);
    auto* hint = makeLabel(tr("Or drop a model folder, a data file, a recipe or a workspace anywhere here."), "faint",
                           page);
    hint->setWordWrap(true);
    begin->addWidget(hint);
    begin->addStretch(1);
    columns->addLayout(begin, 1);

    auto* earlier = new QVBoxLayout;
    earlier->setSpacing(8);
    earlier->addWidget(makeLabel(tr("Recent workspaces"), "title", page));
    m_list->setSpacing(8);
    earlier->addLayout(m_list);
    earlier->addStretch(1);
    columns->addLayout(earlier, 1);
    fill({});
}

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void StartPage::refresh()
{
    const QStringList folders = recent(keys::kRecentWorkspaces);
    m_job.start([folders](const std::stop_token& stop) { return readFacts(folders, stop); },
                [this](const std::vector<WorkspaceFacts>& facts) {
                    fill(facts);
                    Q_EMIT refreshed();
                },
                [](const Trouble&) {}); // the list stays as it was
}

void StartPage::fill(const std::vector<WorkspaceFacts>& workspaces)
{
    m_workspaces = workspaces;
    delete m_rows;
    m_rows = new QWidget(this);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    for (const WorkspaceFacts& facts : workspaces)
        rows->addWidget(makeRow(facts));
    if (workspaces.empty()) {
        auto* none = makeLabel(tr("None yet. Whatever you open is kept here."), "muted", m_rows);
        none->setWordWrap(true);
        rows->addWidget(none);
    }
    m_list->addWidget(m_rows);
}

QWidget* StartPage::makeRow(const WorkspaceFacts& facts)
{
    const QString folder = toQString(facts.folder);
    auto* row = new QWidget(m_rows);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* tile = new Tile(facts.isThere ? "history" : "warning", toQString(facts.folder.filename()), describe(facts),
                          row);
    tile->setToolTip(folder);
    tile->setEnabled(facts.isThere);
    tile->setMinimumWidth(kColumn - 40);
    connect(tile, &QPushButton::clicked, this, [this, folder] { Q_EMIT workspaceChosen(folder); });
    layout->addWidget(tile, 1);
    auto* remove = new QToolButton(row);
    remove->setIcon(icon("close", Theme::of(this).faintText, {}, 14));
    remove->setToolTip(tr("Take it off this list; the folder stays"));
    remove->setAccessibleName(tr("Take %1 off the list").arg(tile->title()));
    connect(remove, &QToolButton::clicked, this, [this, folder] {
        forget(keys::kRecentWorkspaces, folder);
        refresh();
    });
    layout->addWidget(remove);
    return row;
}

} // namespace lathe::widgets
