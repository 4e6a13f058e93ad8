#include "core/base/error.h"
#include "core/history/history.h"

// Stands in for the history where SQLite is not installed.
namespace lathe::history {

struct History::Connection {};

namespace {

[[noreturn]] void refuse()
{
    throw Error(ErrorKind::Unsupported, "this Lathe was built without SQLite, which keeps the history",
                "Install SQLiteCpp and build again, or read the history on the machine that has it");
}

} // namespace

bool History::isBuilt() { return false; }

History::History(const std::filesystem::path&, Mode) { refuse(); }
History::~History() = default;
std::vector<RunRow> History::runs() const { refuse(); }
std::vector<runner::Variant> History::variants() const { refuse(); }
std::vector<runner::Variant> History::variants(std::string_view) const { refuse(); }
std::vector<runner::Variant> History::newestVariants(size_t) const { refuse(); }
runner::Variant History::variant(std::string_view) const { refuse(); }
recipe::Recipe History::recipe(std::string_view) const { refuse(); }
nlohmann::json History::environment(std::string_view) const { refuse(); }
std::vector<runner::LogLine> History::log(std::string_view) const { refuse(); }
std::vector<runner::Failure> History::failures(std::string_view) const { refuse(); }
std::vector<runner::StepCurve> History::curves(std::string_view) const { refuse(); }
Summary History::summary() const { refuse(); }
Mark History::mark(std::string_view) const { refuse(); }
void History::setMark(std::string_view, const Mark&) { refuse(); }
void History::removeRuns(const std::vector<std::string>&) { refuse(); }
void History::restoreRuns(const std::vector<std::string>&) { refuse(); }
void History::purgeRemoved() { refuse(); }
std::vector<std::string> tagsFrom(std::string_view) { refuse(); }
void Recorder::onEvent(const runner::Event&) { refuse(); }

} // namespace lathe::history
