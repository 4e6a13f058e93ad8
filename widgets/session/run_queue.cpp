#include "widgets/session/run_queue.h"

#include "core/base/error.h"
#include "widgets/session/queue_file.h"

#include <algorithm>

namespace lathe::widgets {

namespace {

std::vector<recipe::Recipe> recipesOf(const std::vector<QueuedRun>& runs)
{
    std::vector<recipe::Recipe> recipes;
    for (const QueuedRun& run : runs)
        recipes.push_back(run.recipe);
    return recipes;
}

int stepsOf(const recipe::Recipe& recipe, const recipe::StageCatalog& catalog)
{
    try {
        return int(recipe::expand(recipe, catalog).steps.size());
    } catch (const Error&) { // a stage that this program lacks: told when the run starts
        return 0;
    }
}

} // namespace

RunQueue::RunQueue(QObject* parent) : QObject(parent) {}

RunQueue::~RunQueue()
{
    saveNow();
}

// What save() put off.
void RunQueue::saveNow()
{
    if (!m_isDirty || m_file.empty())
        return;
    m_isDirty = false;
    m_saveJob.wait();
    try {
        saveQueue(recipesOf(m_waiting), m_file);
    } catch (const Error&) { // nobody is left to be told
    }
}

const QueuedRun* RunQueue::find(quint64 id) const
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [&](const QueuedRun& run) { return run.id == id; });
    return found == m_waiting.end() ? nullptr : &*found;
}

quint64 RunQueue::add(const recipe::Recipe& recipe, int variants,
                      std::optional<runner::Estimate> estimate)
{
    m_waiting.push_back({m_nextId++, recipe, variants, std::move(estimate)});
    note();
    return m_waiting.back().id;
}

void RunQueue::remove(quint64 id)
{
    if (std::erase_if(m_waiting, [&](const QueuedRun& run) { return run.id == id; }) > 0)
        note();
}

void RunQueue::move(quint64 id, int places)
{
    const auto from = std::find_if(m_waiting.begin(), m_waiting.end(),
                                   [&](const QueuedRun& run) { return run.id == id; });
    if (from == m_waiting.end())
        return;
    const auto target = std::clamp<std::ptrdiff_t>(from - m_waiting.begin() + places, 0,
                                                   std::ptrdiff_t(m_waiting.size()) - 1);
    const auto to = m_waiting.begin() + target;
    if (to == from)
        return;
    if (to < from)
        std::rotate(to, from, from + 1);
    else
        std::rotate(from, from + 1, to + 1);
    note();
}

void RunQueue::setHeld(bool held)
{
    if (m_isHeld == held)
        return;
    m_isHeld = held;
    Q_EMIT changed();
}

std::optional<QueuedRun> RunQueue::takeFirst()
{
    if (m_waiting.empty())
        return std::nullopt;
    QueuedRun first = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
    note();
    return first;
}

void RunQueue::open(const std::filesystem::path& file, const recipe::StageCatalog& catalog)
{
    if (file == m_file)
        return;
    saveNow();
    m_file = file;
    m_waiting.clear();
    m_isHeld = false;
    m_isLoading = !file.empty();
    Q_EMIT changed();
    if (file.empty())
        return;
    m_loadJob.start(
        [file, catalog](const std::stop_token&) {
            std::vector<QueuedRun> runs;
            for (const recipe::Recipe& recipe : loadQueue(file))
                runs.push_back({0, recipe, stepsOf(recipe, catalog), {}});
            return runs;
        },
        [this](const std::vector<QueuedRun>& runs) {
            m_isLoading = false;
            m_isHeld = !runs.empty();
            for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // before those added since
                m_waiting.insert(m_waiting.begin(), *run);
                m_waiting.front().id = m_nextId++;
            }
            if (m_isDirty)
                save();
            Q_EMIT changed();
        },
        [this](const Trouble& trouble) {
            m_isLoading = false;
            m_file.clear(); // what cannot be read is not written over
            Q_EMIT failed(trouble);
        });
}

void RunQueue::note()
{
    m_isDirty = true;
    save();
    Q_EMIT changed();
}

void RunQueue::save()
{
    if (m_isSaving || m_isLoading || m_file.empty())
        return;
    m_isSaving = true;
    m_isDirty = false;
    const auto ended = [this] {
        m_isSaving = false;
        if (m_isDirty)
            save();
    };
    m_saveJob.start(
        [recipes = recipesOf(m_waiting), file = m_file](const std::stop_token&) {
            saveQueue(recipes, file);
            return true;
        },
        [ended](bool) { ended(); },
        [this, ended](const Trouble& trouble) {
            ended();
            Q_EMIT failed(trouble);
        });
}

} // namespace lathe::widgets
