#include "widgets/export/export_outcome.h"

#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/common/notes.h"
#include "widgets/compare/comparison.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QEvent>

#include <cmath>

namespace lathe::widgets {

namespace {

constexpr int kIcon = 22;
constexpr int kFirstColumn = 200, kFigureColumn = 110;

QString difference(double value)
{
    return saidFigure(QString::number(value, 'g', 2));
}

int64_t sameDecisions(const exports::Proof& proof)
{
    return std::llround(proof.agreement * double(proof.predictions.rows()));
}

} // namespace

ExportOutcome::ExportOutcome(QWidget* parent)
    : QWidget(parent), m_verdict(makeFrame("banner", this)), m_icon(new QLabel(m_verdict)),
      m_title(makeLabel({}, "section", m_verdict)), m_text(makeLabel({}, "muted", m_verdict)),
      m_tableCard(makeFrame("card", this)), m_table(new QGridLayout(m_tableCard)), m_recorded(makeLabel({}, "faint", this)),
      m_notes(new NoteList(this)), m_filesTitle(makeLabel({}, "section", this)), m_files(makeLabel({}, "muted", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    auto* row = new QHBoxLayout(m_verdict);
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(12);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_text);
    row->addLayout(words, 1);
    column->addWidget(m_verdict);
    m_table->setContentsMargins(16, 12, 16, 12);
    m_table->setHorizontalSpacing(28);
    m_table->setVerticalSpacing(7);
    column->addWidget(m_tableCard);
    column->addWidget(m_recorded);
    column->addWidget(m_notes);
    column->addWidget(m_filesTitle);
    column->addWidget(m_files);
    column->addStretch(1);
    for (QLabel* label : {m_title, m_text, m_recorded, m_files}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    clear();
}

QString ExportOutcome::title() const
{
    return m_title->text();
}

QString ExportOutcome::text() const
{
    return m_text->text();
}

QStringList ExportOutcome::lines() const
{
    return m_lines;
}

void ExportOutcome::clear()
{
    while (QLayoutItem* item = m_table->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_lines.clear();
    m_notes->setNotes({});
    for (QWidget* part : std::initializer_list<QWidget*>{m_tableCard, m_recorded, m_notes, m_filesTitle, m_files})
        part->hide();
}

void ExportOutcome::showVerdict(Verdict verdict, const QString& title, const QString& text)
{
    m_shown = verdict;
    m_isGood = verdict == Verdict::Good;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_verdict->setAccessibleName(title);
    m_verdict->setAccessibleDescription(text);
    dress();
}

void ExportOutcome::dress()
{
    const Theme& theme = Theme::of(this);
    setRole(m_verdict, m_shown == Verdict::Good ? "bannerGood" : m_shown == Verdict::Bad ? "bannerBad" : "banner");
    m_icon->setPixmap(iconPixmap(m_shown == Verdict::Good ? "check" : "warning",
                                 m_shown == Verdict::Good ? theme.accent : m_shown == Verdict::Bad ? theme.bad : theme.warn, kIcon));
}

void ExportOutcome::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void ExportOutcome::addRow(const QStringList& cells, const char* role)
{
    const int row = int(m_lines.size());
    for (int i = 0; i < cells.size(); ++i) {
        QLabel* label = makeLabel(cells[i], i == 0 || row == 0 ? "muted" : role, m_tableCard);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setAlignment((i == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_table->addWidget(label, row, i);
    }
    m_lines += cells.join(" | ");
}

void ExportOutcome::fillTable(const ExportResult& result)
{
    const auto& proofs = result.made.proofs;
    const auto row = [&](const QString& title, const QString& own, auto&& cell) {
        QStringList cells{title, own};
        for (const exports::Proof& proof : proofs)
            cells += cell(proof);
        addRow(cells, "");
    };
    row({}, tr("Lathe"), [](const exports::Proof& proof) { return QString::fromStdString(proof.title); });
    row(tr("Verdict"), {}, [](const exports::Proof& proof) { return proof.disagreement.empty() ? tr("agrees") : tr("failed: differs"); });
    for (int i = 0; i < int(proofs.size()); ++i)
        setRole(m_table->itemAtPosition(1, i + 2)->widget(), proofs[size_t(i)].disagreement.empty() ? "accent" : "bad");
    row(tr("Largest difference of a logit"), {}, [](const exports::Proof& proof) { return difference(proof.largestDifference); });
    row(tr("Same decisions"), {},
        [](const exports::Proof& proof) {
            const auto rows = int64_t(proof.predictions.rows());
            return tr("%1 of %2 (%3 %)").arg(formatCount(sameDecisions(proof)), formatCount(rows), saidNumber(100 * proof.agreement, 2));
        });
    const bool isMultilabel = result.kind == data::TaskKind::Multilabel;
    for (const char* key : {isMultilabel ? "microF1" : "accuracy", "macroF1", "latencyP50Ms", "throughput"})
        row(metricTitle(key), metricText(key, analysis::valueOf(result.own, key)),
            [key](const exports::Proof& proof) { return metricText(key, analysis::valueOf(proof.metrics, key)); });
    row(metricTitle("sizeBytes"), metricText("sizeBytes", analysis::valueOf(result.own, "sizeBytes")),
        [&](const exports::Proof&) { return metricText("sizeBytes", double(result.made.modelBytes)); });
    // Close together, or the eye loses its row.
    m_table->setColumnMinimumWidth(0, kFirstColumn);
    for (int i = 1; i <= int(proofs.size()) + 1; ++i)
        m_table->setColumnMinimumWidth(i, kFigureColumn);
    m_table->setColumnStretch(int(proofs.size()) + 2, 1);
    m_tableCard->show();
}

void ExportOutcome::showResult(const ExportResult& result, const QString& format)
{
    clear();
    const QString folder = toQString(result.made.folder);
    QStringList agreeing, differing, rounding;
    for (const exports::Proof& proof : result.made.proofs) {
        const QString title = QString::fromStdString(proof.title);
        const int64_t others = int64_t(proof.predictions.rows()) - sameDecisions(proof);
        if (proof.disagreement.empty()) {
            agreeing += title;
            if (others > 0)
                rounding += tr("%1 decides %2 of %3 texts otherwise, which rounding explains.")
                                .arg(title, formatCount(others), formatCount(int64_t(proof.predictions.rows())));
        } else
            differing += QString("%1: %2").arg(title, saidMessage(proof.disagreement));
    }
    if (!differing.isEmpty())
        showVerdict(Verdict::Bad, tr("Failed: the export answers otherwise than Lathe"),
                    differing.join('\n') + "\n" +
                        tr("It is marked as failed and kept out of reports and recommendations. Do not use it; the folder is kept for a look: %1")
                            .arg(folder));
    else if (!agreeing.isEmpty())
        showVerdict(Verdict::Good, tr("Exported, and it answers as Lathe does"),
                    (QStringList{tr("%1 in %2").arg(format, folder)} + rounding).join('\n'));
    else
        showVerdict(Verdict::Neutral, tr("Exported, but not proven"),
                    tr("%1 in %2. Nobody has compared its answers with Lathe's yet; its scripts and examples.jsonl do that anywhere.")
                        .arg(format, folder));
    if (!result.made.proofs.empty()) {
        fillTable(result);
        m_recorded->setText((result.recorded.empty() ? tr("This proof is not in the history: that takes a variant of a run in a workspace "
                                                          "that can be written.")
                                                     : tr("Recorded in the history beside the variant; Compare shows it with its runtime's name.")) +
                            (result.own.contains("latencyP50Ms") ? " " + tr("Lathe's speed is that of the run, the runtime's was measured now.")
                                                                 : QString()));
        m_recorded->show();
    }
    std::vector<Note> notes;
    for (const std::string& note : result.made.notes)
        notes.push_back({Tone::Neutral, saidMessage(note)});
    m_notes->setVisible(!notes.empty());
    m_notes->setNotes(std::move(notes));
    QStringList files;
    int64_t bytes = 0;
    for (const auto& [name, size] : result.files) {
        files += QString("%1 (%2)").arg(QString::fromStdString(name), metricText("sizeBytes", double(size)));
        bytes += size;
    }
    m_filesTitle->setText(tr("Files: %1, together %2").arg(result.files.size()).arg(metricText("sizeBytes", double(bytes))));
    m_files->setText(files.join(" · "));
    m_filesTitle->show();
    m_files->show();
}

void ExportOutcome::showTrouble(const Trouble& trouble)
{
    clear();
    showVerdict(Verdict::Bad, tr("Nothing was exported"),
                trouble.remedy.isEmpty() ? saidMessage(trouble.text.toStdString())
                                         : saidMessage(trouble.text.toStdString()) + "\n" + saidMessage(trouble.remedy.toStdString()));
}

void ExportOutcome::showStopped(const QString& folder)
{
    clear();
    if (folder.isEmpty())
        showVerdict(Verdict::Neutral, tr("Cancelled"), tr("Nothing was left half-written."));
    else
        showVerdict(Verdict::Neutral, tr("It was finished before it could be cancelled"), folder);
}

} // namespace lathe::widgets
