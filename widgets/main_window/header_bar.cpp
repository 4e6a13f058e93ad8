#include "widgets/main_window/header_bar.h"

#include "widgets/common/elided_button.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/runs/estimate_words.h"
#include "widgets/session/model_name.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme_manager.h"

#include <QHBoxLayout>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kButtonWidth = 212; // at least, of what is done next
constexpr int kNameWidth = 260;

// What a training file is about: "sections" of sections.train.tsv, "banking77" of
// banking77/train.tsv.
QString dataName(const std::filesystem::path& train)
{
    const QString stem = toQString(train.stem()).section('.', 0, 0);
    return stem == "train" ? toQString(train.parent_path().filename()) : stem;
}

} // namespace

HeaderBar::HeaderBar(Session& session, QWidget* parent)
    : QFrame(parent), m_session(session), m_name(makeLabel({}, "muted", this)),
      m_model(new ElidedButton("pill", this)), m_data(new ElidedButton("pill", this)),
      m_search(makeButton(tr("Search actions, runs, variants"), "search", this)),
      m_report(makeButton({}, "primary", this)), m_queue(makeButton({}, "", this)),
      m_pause(makeButton({}, "", this)), m_run(makeButton({}, "primary", this))
{
    setProperty("role", QByteArray("header"));
    setFixedHeight(50);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    auto* logo = new QLabel(this);
    logo->setPixmap(iconPixmap("logo", Qt::black, 24));
    row->addWidget(logo);
    row->addWidget(makeLabel(tr("Lathe"), "product", this));
    row->addSpacing(4);
    row->addWidget(m_name);
    row->addSpacing(14);
    row->addWidget(m_model);
    row->addWidget(m_data);
    row->addStretch(1);
    auto* key = makeLabel(QKeySequence("Ctrl+K").toString(QKeySequence::NativeText), "faint", m_search);
    key->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* inside = new QHBoxLayout(m_search);
    inside->setContentsMargins(12, 0, 12, 0);
    inside->addStretch(1);
    inside->addWidget(key);
    m_search->setFixedSize(270, 32);
    m_search->setToolTip(tr("Goes to everything that has a name"));
    connect(m_search, &QPushButton::clicked, this, &HeaderBar::searchClicked);
    row->addWidget(m_search);
    row->addSpacing(10);
    m_run->setMinimumSize(kButtonWidth, 32);
    m_run->setObjectName("runButton");
    m_report->setMinimumSize(kButtonWidth, 32);
    m_report->setToolTip(tr("Puts what was gained and lost into words for others"));
    row->addWidget(m_report);
    row->addWidget(m_queue);
    row->addWidget(m_pause);
    row->addWidget(m_run);
    m_queue->setToolTip(tr("Runs the recipe as it is now when this run has ended (Ctrl+R)"));
    m_pause->setToolTip(tr("Holds the run at its next batch and frees the processor (F8)"));
    connect(m_queue, &QPushButton::clicked, this, &HeaderBar::queueClicked);
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_session.setPaused(!m_session.isPaused()); });
    connect(&m_session.estimator(), &RunEstimator::changed, this, &HeaderBar::refresh);
    connect(m_model, &QPushButton::clicked, this, &HeaderBar::dataRequested);
    connect(m_data, &QPushButton::clicked, this, &HeaderBar::dataRequested);
    connect(m_run, &QPushButton::clicked, this, &HeaderBar::runClicked);
    connect(m_report, &QPushButton::clicked, this, &HeaderBar::reportClicked);

    RecipeDocument& document = m_session.document();
    connect(&document, &RecipeDocument::changed, this, &HeaderBar::refresh);
    connect(&document, &RecipeDocument::problemsChanged, this, &HeaderBar::refresh);
    connect(&document, &RecipeDocument::pathChanged, this, &HeaderBar::refresh);
    connect(&document, &RecipeDocument::modifiedChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::modelChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::historyChanged, this, &HeaderBar::refresh); // the name of a variant
    connect(&m_session, &Session::dataChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::runStateChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::benchStateChanged, this, &HeaderBar::refresh);
    connect(&m_session, &Session::workspaceChanged, this, &HeaderBar::refresh);
    connect(&m_session.access(), &WorkspaceAccess::changed, this, &HeaderBar::refresh);
    connect(&m_session, &Session::runEvent, this, &HeaderBar::refreshProgress);
    refresh();
}

void HeaderBar::setReportable(int models)
{
    m_reportable = models;
    m_report->setText(models == 1 ? tr("Make report from 1") : tr("Make report from %1").arg(models));
    refresh();
}

void HeaderBar::refresh()
{
    const bool reports = m_reportable > 0 && !m_session.isRunning();
    (reports ? m_run : m_report)->hide(); // first: both at once would widen the window
    (reports ? m_report : m_run)->show();
    const recipe::Recipe& recipe = m_session.document().recipe();
    const QString name = QString("%1 / %2%3")
                             .arg(m_session.workspace().name(), QString::fromStdString(recipe.name),
                                  m_session.document().isModified() ? " *" : "") +
                         (m_session.access().isWritable() ? QString() : tr(" · read-only"));
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, kNameWidth));
    m_name->setToolTip(m_name->text() == name ? QString() : name);
    if (const runner::ModelFacts* model = m_session.model())
        m_model->setText(QString("%1 · %2 · %3 %4")
                             .arg(modelName(m_session),
                                  formatMillions(model->parameters),
                                  formatMegabytes(double(model->weightBytes)),
                                  QString::fromStdString(model->storage)));
    else
        m_model->setText(m_session.isModelLoading() ? tr("reading the model…") : tr("no model"));
    if (const DataSummary* summary = m_session.data())
        m_data->setText(tr("%1 · %2 labels · %3 / %4 / %5")
                            .arg(dataName(recipe.data.train))
                            .arg(summary->data->labels.names.size())
                            .arg(formatCount(int64_t(summary->data->train.size())),
                                 formatCount(int64_t(summary->data->validation.size())),
                                 formatCount(int64_t(summary->data->test.size()))));
    else
        m_data->setText(m_session.isDataLoading() ? tr("reading the data…") : tr("no data"));
    m_model->setToolTip(tr("The recipe's model") + "\n" + m_model->text());
    m_data->setToolTip(tr("The recipe's data") + "\n" + m_data->text());
    const int variants = m_session.document().variantCount();
    const bool isComplete = m_session.document().canRun() && variants > 0;
    m_queue->setVisible(m_session.isRunning() && isComplete);
    m_queue->setText(variants == 1 ? tr("Queue 1 variant") : tr("Queue %1 variants").arg(variants));
    m_pause->setVisible(m_session.isRunning());
    m_pause->setEnabled(!m_session.isCancelling());
    m_pause->setText(m_session.isPaused() ? tr("Resume") : tr("Pause"));
    m_run->setMinimumWidth(120);
    if (m_session.isRunning()) {
        setRole(m_run, "danger");
        m_run->setEnabled(!m_session.isCancelling());
        refreshProgress();
        return;
    }
    setRole(m_run, "primary");
    const RunForecast* forecast = m_session.estimator().forecast();
    const QString time = forecast && isComplete ? aboutTime(forecast->estimate) : QString();
    m_run->setText((variants > 1    ? tr("Run %1 variants").arg(variants)
                    : variants == 1 ? tr("Run 1 variant")
                                    : tr("Run")) +
                   (time.isEmpty() ? QString() : " · " + time));
    m_run->setMinimumWidth(std::max(kButtonWidth, m_run->sizeHint().width()));
    const bool isWritable = m_session.access().isWritable();
    m_run->setEnabled(isComplete && isWritable && !m_session.isMeasuring());
    m_run->setToolTip(
        !isWritable               ? m_session.access().whyReadOnly()
        : m_session.isMeasuring() ? tr("Speed is being measured, which a run would disturb")
        : isComplete            ? tr("Ctrl+R")
                     : tr("The recipe is not complete: see “Before you run” in Pipeline"));
}

void HeaderBar::refreshProgress()
{
    if (!m_session.isRunning())
        return;
    if (m_session.isCancelling()) {
        m_run->setText(tr("Cancelling…"));
        return;
    }
    const RunRecord* run = m_session.run();
    m_run->setText(run && run->state == runner::RunState::Running
                       ? tr("Cancel · %1 %").arg(int(run->fraction * 100))
                       : tr("Cancel"));
    m_run->setToolTip(tr("Finished steps are kept"));
}

} // namespace lathe::widgets
