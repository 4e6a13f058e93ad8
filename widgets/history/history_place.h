#pragma once

#include "widgets/session/session.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTreeView;

namespace lathe::widgets {

class Banner;
class RunModel;

// Every run of the workspace with its variants: find one, look at it, run it again, delete it.
class HistoryPlace : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPlace(Session& session, QWidget* parent = nullptr);
    ~HistoryPlace() override;

    [[nodiscard]] RunModel* runModel() const { return m_model; }

Q_SIGNALS:
    void compareRequested(const std::string& runId, const std::string& variantId);

private:
    void refresh();
    void followSelection();
    void removeSelected();
    void exportCsv();
    [[nodiscard]] std::string selectedRun() const;

    Session& m_session;
    Banner* m_banner;
    QStackedWidget* m_pages;
    QLineEdit* m_find;
    QPushButton* m_open;
    QPushButton* m_compare;
    QPushButton* m_remove;
    RunModel* m_model;
    QSortFilterProxyModel* m_found;
    QTreeView* m_tree;
};

} // namespace lathe::widgets
