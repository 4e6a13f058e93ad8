#pragma once

#include "core/history/summary.h"
#include "core/runner/events.h"

#include <memory>

namespace lathe::history {

// The experiment history: one SQLite file (WAL, foreign keys, numbered migrations), written by one
// process at a time and read by any number. The only code in Lathe that knows SQL.
//
// Throws Error naming the file when it is not a history, is newer than this program or cannot be
// written.
class History {
public:
    // False in a build without SQLite, where every other call throws Error.
    [[nodiscard]] static bool isBuilt();

    enum class Mode { ReadWrite, ReadOnly };
    explicit History(const std::filesystem::path& file, Mode mode = Mode::ReadWrite);
    ~History();
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    // Newest first. Runs whose process is gone are reported as Interrupted.
    [[nodiscard]] std::vector<RunRow> runs() const;
    [[nodiscard]] std::vector<runner::Variant> variants() const; // newest run first
    [[nodiscard]] std::vector<runner::Variant> variants(std::string_view runId) const;
    // Those recorded last, `most` at most: each takes about 0.1 ms.
    [[nodiscard]] std::vector<runner::Variant> newestVariants(size_t most) const;
    // Throws Error when there is none.
    [[nodiscard]] runner::Variant variant(std::string_view id) const; // with its evaluation, and
    // with the figures that follow from it, also those that its run did not know yet
    [[nodiscard]] recipe::Recipe recipe(std::string_view runId) const;
    [[nodiscard]] nlohmann::json environment(std::string_view runId) const;
    [[nodiscard]] std::vector<runner::LogLine> log(std::string_view runId) const;
    // Of its steps and of the rest of it, in order; none of a run that an older Lathe recorded.
    [[nodiscard]] std::vector<runner::Failure> failures(std::string_view runId) const;
    [[nodiscard]] std::vector<runner::StepCurve> curves(std::string_view runId) const;

    // All runs and variants without what is large. Tens of thousands take some tenths of a second.
    [[nodiscard]] Summary summary() const;

    // What people noted of a run or a variant. Throws Error when there is neither of that id.
    [[nodiscard]] Mark mark(std::string_view id) const;
    void setMark(std::string_view id, const Mark& mark);

    // Hides runs from every query, until they are restored or purged. All of them or none: throws
    // Error when one is unknown or still going on. Artifacts stay in the cache.
    void removeRuns(const std::vector<std::string>& runIds);
    void restoreRuns(const std::vector<std::string>& runIds);
    void purgeRemoved(); // deletes the rows of removed runs for good

private:
    friend class Recorder;
    struct Connection;
    std::unique_ptr<Connection> m_connection;
};

// Writes what a run tells into the history as it happens. A variant that is measured again replaces what was told of it
// before; its answers stay where it comes without any.
class Recorder final : public runner::Listener {
public:
    explicit Recorder(History& history) : m_history(history) {}
    void onEvent(const runner::Event& event) override;

private:
    History& m_history;
    std::string m_runId;
};

} // namespace lathe::history
