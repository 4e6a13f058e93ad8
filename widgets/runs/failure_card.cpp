#include "widgets/runs/failure_card.h"

#include "widgets/common/kit.h"
#include "widgets/guide/context.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>

namespace lathe::widgets {

FailureCard::FailureCard(const recipe::StageCatalog& catalog, QWidget* parent)
    : QFrame(parent), m_catalog(catalog), m_icon(new QLabel(this)),
      m_title(makeLabel({}, "section", this)), m_text(makeLabel({}, "muted", this)),
      m_remedy(new QLabel(this)), m_copy(makeButton(tr("Copy diagnostics"), "", this)),
      m_open(makeButton(tr("Open step on the canvas"), "", this))
{
    setProperty("role", QByteArray("bannerBad"));
    for (QLabel* label : {m_text, m_remedy}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setTextFormat(Qt::PlainText);
    }
    m_copy->setToolTip(tr("Versions, machine, recipe, error and the end of the log; no texts of "
                          "the data"));
    auto* retry = makeButton(tr("Retry"), "primary", this);
    retry->setToolTip(tr("Runs the recipe again; finished steps come from the cache"));
    connect(m_copy, &QPushButton::clicked, this, &FailureCard::copyDiagnostics);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT stepRequested(m_node); });
    connect(retry, &QPushButton::clicked, this, &FailureCard::retryRequested);

    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addWidget(m_remedy);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    for (QPushButton* button : {m_copy, m_open, retry})
        row->addWidget(button, 0, Qt::AlignVCenter);
    setGuidePage(this, "troubleshooting");
    row->addWidget(makeGuideButton(this), 0, Qt::AlignVCenter);
    hide();
}

void FailureCard::setRecord(const RunRecord& record)
{
    const runner::Failure failure = record.whatFailed();
    const recipe::StageInfo* stage = m_catalog.find(failure.stage);
    QString title = failure.label.empty()
                        ? tr("The run failed")
                        : tr("The run failed at “%1”").arg(QString::fromStdString(failure.label));
    if (failure.step >= 0)
        title += tr(", step %1 of %2").arg(failure.step + 1).arg(record.plan.steps.size());
    if (stage && failure.label.find(stage->title) == std::string::npos)
        title += QString(" (%1)").arg(QString::fromStdString(stage->title));
    m_icon->setPixmap(iconPixmap("warning", Theme::of(this).bad, 20));
    m_title->setText(title);
    m_text->setText(QString::fromStdString(failure.message));
    m_text->setVisible(!failure.message.empty());
    m_remedy->setText(failure.remedy.empty()
                          ? QString()
                          : tr("What to try: %1").arg(QString::fromStdString(failure.remedy)));
    m_remedy->setVisible(!failure.remedy.empty());
    m_node = failure.node;
    m_open->setVisible(!m_node.empty());
    m_diagnostics = record.diagnostics();
    m_copy->setText(tr("Copy diagnostics"));
}

QString FailureCard::title() const
{
    return m_title->text();
}

QString FailureCard::text() const
{
    return m_text->text() + (m_remedy->text().isEmpty() ? "" : "\n" + m_remedy->text());
}

void FailureCard::copyDiagnostics()
{
    QGuiApplication::clipboard()->setText(QString::fromStdString(m_diagnostics));
    m_copy->setText(tr("Copied"));
}

} // namespace lathe::widgets
