#include "widgets/history/history_writer.h"

namespace lathe::widgets {

HistoryWriter::HistoryWriter(QObject* parent) : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
}

HistoryWriter::~HistoryWriter()
{
    m_thread.waitForDone();
}

void HistoryWriter::write(const std::filesystem::path& file,
                          std::function<void(history::History&)> work)
{
    ++m_waiting;
    m_thread.start([this, file, work = std::move(work)] {
        std::optional<Trouble> trouble;
        try {
            history::History history(file);
            work(history);
        } catch (...) { // the wall between the work and the screen
            trouble = currentTrouble();
        }
        QMetaObject::invokeMethod(
            this, [this, trouble] { end(trouble); }, Qt::QueuedConnection);
    });
}

void HistoryWriter::end(const std::optional<Trouble>& trouble)
{
    --m_waiting;
    if (trouble)
        Q_EMIT failed(*trouble);
    if (isIdle())
        Q_EMIT idle();
}

} // namespace lathe::widgets
