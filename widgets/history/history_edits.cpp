#include "widgets/history/history_edits.h"

namespace lathe::widgets {

MarkEdit::MarkEdit(HistoryStore& store, HistoryStore::Marks after, const QString& what)
    : QUndoCommand(what), m_store(store), m_after(std::move(after))
{
    for (const auto& [id, mark] : m_after)
        m_before.emplace_back(id, store.mark(id));
}

RunRemoval::RunRemoval(HistoryStore& store, std::vector<std::string> runIds)
    : QUndoCommand(HistoryStore::tr("Delete runs")), m_store(store), m_runIds(std::move(runIds))
{
}

} // namespace lathe::widgets
