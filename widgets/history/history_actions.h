#pragma once

#include "widgets/history/history_store.h"

#include <QAction>

namespace lathe::widgets {

// What can be done with the selected rows: the same actions in menus, on buttons and by keys.
class HistoryActions : public QObject {
    Q_OBJECT
public:
    HistoryActions(HistoryStore& store, QWidget* parent);

    QAction *openRecipe, *runAgain, *compare, *report, *speed, *exportModel, *folder, *copyId, *star, *remove,
        *undo, *redo;

    [[nodiscard]] QList<QAction*> forMenu() const;

Q_SIGNALS:
    void openRecipeRequested(const std::string& runId);
    void runAgainRequested(const std::string& runId);
    // An empty run: of several.
    void compareRequested(const std::string& runId, const std::vector<std::string>& variantIds);
    void reportRequested(const std::vector<std::string>& variantIds);
    void speedRequested(const std::vector<std::filesystem::path>& models);
    void exportRequested(const std::string& variantId);

private:
    QAction* add(const QString& text, const QString& shortText, const QKeySequence& key,
                 void (HistoryActions::*slot)());
    void refresh();
    void askOpen();
    void askRun();
    void askCompare();
    void askReport();
    void askSpeed();
    void askExport();
    void showFolder();
    void copy();
    void toggleStar();
    void removeRuns();
    void undoEdit();
    void redoEdit();
    [[nodiscard]] std::vector<std::filesystem::path> models() const;
    [[nodiscard]] std::string exportable() const; // id of the one variant that is selected; empty: none

    HistoryStore& m_store;
    QWidget* m_widget;
};

} // namespace lathe::widgets
