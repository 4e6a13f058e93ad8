#pragma once

#include "widgets/session/newest.h"
#include "widgets/start/recent_workspaces.h"

#include <QWidget>

class QVBoxLayout;

namespace lathe::widgets {

// What one sees without a project: ways to begin, and the workspaces of before.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<WorkspaceFacts>& workspaces() const { return m_workspaces; }

public Q_SLOTS:
    // Reads the list of recent workspaces and what has become of them.
    void refresh();

Q_SIGNALS:
    void sampleRequested();
    void modelRequested();
    void dataRequested();
    void openRequested(); // a workspace, to be chosen
    void newRequested();
    void workspaceChosen(const QString& folder);
    void refreshed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill(const std::vector<WorkspaceFacts>& workspaces);
    [[nodiscard]] QWidget* makeRow(const WorkspaceFacts& facts);

    QVBoxLayout* m_list;
    QWidget* m_rows = nullptr;
    std::vector<WorkspaceFacts> m_workspaces;
    Newest<std::vector<WorkspaceFacts>> m_job{this};
};

} // namespace lathe::widgets
