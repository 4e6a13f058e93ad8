#pragma once

#include "widgets/try/batch_figures.h"

namespace lathe::widgets {

// A file of texts and what each chosen model answers: read, asked, cancelled.
class BatchStore : public QObject {
    Q_OBJECT
public:
    struct Column {
        Candidate candidate;
        runner::Answers answers;
        std::vector<QStringList> decisions; // of each text
        BatchFigures figures;
    };
    struct Result {
        BatchFile batch;
        std::vector<Column> columns;

        [[nodiscard]] bool disagree(size_t text) const;
        [[nodiscard]] QByteArray csv() const; // a line a text: text, expected, each model's labels
    };

    explicit BatchStore(Session& session, QObject* parent = nullptr);

    void open(const std::filesystem::path& file, std::vector<Candidate> models);
    void cancel();

    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] std::shared_ptr<const Result> result() const
    {
        return m_result;
    } // null: none yet

Q_SIGNALS:
    void started(const std::filesystem::path& file);
    void progressed(const QString& what, double fraction); // 0..1
    void finished();
    void failed(const lathe::widgets::Trouble& trouble);
    void cancelled();

private:
    void ask(const BatchFile& batch, const std::vector<Candidate>& models);
    void fail(const Trouble& trouble);

    Session& m_session;
    bool m_isBusy = false;
    std::shared_ptr<const Result> m_result;
    Newest<BatchFile> m_reading{this};
    EngineJob<std::shared_ptr<const Result>> m_asking;
};

} // namespace lathe::widgets
