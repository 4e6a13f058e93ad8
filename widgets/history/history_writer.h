#pragma once

#include "core/history/history.h"
#include "widgets/session/engine_thread.h"

#include <QThreadPool>

namespace lathe::widgets {

// Writes into a history on a thread of its own, one after another and none left out. The destructor
// waits for what was asked.
class HistoryWriter : public QObject {
    Q_OBJECT
public:
    explicit HistoryWriter(QObject* parent = nullptr);
    ~HistoryWriter() override;

    void write(const std::filesystem::path& file, std::function<void(history::History&)> work);
    [[nodiscard]] bool isIdle() const { return m_waiting == 0; }

Q_SIGNALS:
    void idle(); // all is written, or failed
    void failed(const lathe::widgets::Trouble& trouble);

private:
    void end(const std::optional<Trouble>& trouble);

    QThreadPool m_thread;
    int m_waiting = 0;
};

} // namespace lathe::widgets
