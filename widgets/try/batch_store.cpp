#include "widgets/try/batch_store.h"

#include "widgets/common/format.h"
#include "widgets/compare/csv.h"
#include "widgets/try/answer_text.h"

#include <algorithm>

namespace lathe::widgets {

bool BatchStore::Result::disagree(size_t text) const
{
    return std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
        return column.decisions[text] != columns.front().decisions[text];
    });
}

QByteArray BatchStore::Result::csv() const
{
    QStringList head{tr("text")};
    if (batch.isLabelled())
        head += tr("expected");
    for (const Column& column : columns)
        head += column.candidate.name;
    QByteArray text = csvLine(head += tr("models disagree"));
    for (size_t i = 0; i < batch.texts.size(); ++i) {
        QStringList cells{QString::fromStdString(batch.texts[i])};
        if (batch.isLabelled())
            cells += batch.expected[i].join('|');
        for (const Column& column : columns)
            cells += column.decisions[i].join('|');
        text += csvLine(cells += disagree(i) ? tr("yes") : tr("no"));
    }
    return text;
}

BatchStore::BatchStore(Session& session, QObject* parent)
    : QObject(parent), m_session(session), m_asking(session.engine())
{
}

void BatchStore::open(const std::filesystem::path& file, std::vector<Candidate> models)
{
    m_asking.cancel();
    m_isBusy = true;
    Q_EMIT started(file);
    Q_EMIT progressed(tr("Reading %1").arg(toQString(file.filename())), 0);
    m_reading.start([file, spec = m_session.document().recipe().data](
                        const std::stop_token&) { return readBatch(file, spec); },
                    [this, models](const BatchFile& batch) { ask(batch, models); },
                    [this](const Trouble& trouble) { fail(trouble); });
}

void BatchStore::ask(const BatchFile& batch, const std::vector<Candidate>& models)
{
    Q_EMIT progressed(tr("Waiting for the engine"), 0);
    const int maxLength = m_session.document().recipe().maxLength;
    m_asking.start(
        [batch, models, maxLength](runner::Engine& engine, const Task& task) {
            auto result = std::make_shared<Result>();
            result->batch = batch;
            for (size_t i = 0; i < models.size(); ++i) {
                const Task part = task.part(double(i) / double(models.size()),
                                            double(i + 1) / double(models.size()));
                Column& column = result->columns.emplace_back();
                column.candidate = models[i];
                column.answers = engine.answer({models[i].model, batch.texts, maxLength, 0}, part);
                column.decisions = decisionsOf(column.answers);
                column.figures = figuresOf(batch, column.answers, result->columns.front().answers);
                task.checkpoint();
            }
            return std::shared_ptr<const Result>(result);
        },
        [this](const std::shared_ptr<const Result>& result) {
            m_isBusy = false;
            m_result = result;
            Q_EMIT finished();
        },
        [this](const Trouble& trouble) { fail(trouble); },
        [this, models](const Progress& progress) {
            const auto model =
                std::min(models.size() - 1, size_t(progress.fraction * double(models.size())));
            Q_EMIT progressed(models[model].name, progress.fraction);
        });
}

void BatchStore::fail(const Trouble& trouble)
{
    m_isBusy = false;
    Q_EMIT failed(trouble);
}

void BatchStore::cancel()
{
    m_reading.cancel();
    m_asking.cancel();
    m_isBusy = false;
    Q_EMIT cancelled();
}

} // namespace lathe::widgets
