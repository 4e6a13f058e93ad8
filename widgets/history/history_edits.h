#pragma once

#include "widgets/history/history_store.h"

#include <QUndoCommand>

namespace lathe::widgets {

class MarkEdit : public QUndoCommand {
public:
    MarkEdit(HistoryStore& store, HistoryStore::Marks after, const QString& what);
    void undo() override { m_store.applyMarks(m_before); }
    void redo() override { m_store.applyMarks(m_after); }

private:
    HistoryStore& m_store;
    HistoryStore::Marks m_before, m_after;
};

class RunRemoval : public QUndoCommand {
public:
    RunRemoval(HistoryStore& store, std::vector<std::string> runIds);
    void undo() override { m_store.applyRemoval(m_runIds, false); }
    void redo() override { m_store.applyRemoval(m_runIds, true); }

private:
    HistoryStore& m_store;
    std::vector<std::string> m_runIds;
};

} // namespace lathe::widgets
