#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

class QTableView;

namespace lathe::widgets {

class QueueModel;

// The runs that wait: moved, removed, looked at, and let go where they are held. Hidden while none
// waits.
class QueuePanel : public Card {
    Q_OBJECT
public:
    explicit QueuePanel(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }

Q_SIGNALS:
    void openRequested(quint64 id); // on the canvas

private:
    QPushButton* addAction(QHBoxLayout* row, const QString& text, const QKeySequence& key,
                           std::function<void(quint64)> act);
    void refresh();
    [[nodiscard]] quint64 selected() const;

    Session& m_session;
    QueueModel* m_model;
    QTableView* m_table;
    QLabel* m_state;
    QPushButton* m_start;
    std::vector<QPushButton*> m_actions;
    quint64 m_selected = 0; // kept while rows move
};

} // namespace lathe::widgets
