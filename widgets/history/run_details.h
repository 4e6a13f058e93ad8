#pragma once

#include "widgets/common/kit.h"
#include "widgets/history/history_store.h"
#include "widgets/history/run_papers.h"

class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QStringListModel;
class QTabWidget;
class QTextBrowser;
class QToolButton;

namespace lathe::widgets {

// The selected run or variant: stars, tags and a note to edit; figures, recipe, machine and log to
// read.
class RunDetails : public Card {
    Q_OBJECT
public:
    explicit RunDetails(HistoryStore& store, QWidget* parent = nullptr);
    ~RunDetails() override;

    [[nodiscard]] QLineEdit* tags() const { return m_tags; }
    [[nodiscard]] QPlainTextEdit* note() const { return m_note; }
    [[nodiscard]] QToolButton* star() const { return m_star; }
    [[nodiscard]] QTextBrowser* page(int tab) const;
    enum Tab { Figures, Recipe, Machine, Log };
    // Writes what is still being typed.
    void commit();
    void addActions(const QList<QAction*>& actions);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeContent();
    void refresh();
    void showMark();
    void showPages();
    void readPapers(const history::RunRow& run);

    HistoryStore& m_store;
    QStackedWidget* m_pages;
    ElidedLabel* m_name;
    QLabel* m_line;
    QToolButton* m_star;
    QLineEdit* m_tags;
    QStringListModel* m_knownTags;
    QPlainTextEdit* m_note;
    QTabWidget* m_tabs;
    QHBoxLayout* m_buttons;
    std::string m_shown; // id
    RunPapers m_papers;
    Newest<RunPapers> m_papersJob{this};
};

} // namespace lathe::widgets
