#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

class QProgressBar;
class QScrollArea;
class QSpinBox;
class QStackedWidget;

namespace lathe::widgets {

class DataCharts;
class NoteList;
class TextBrowser;

// The recipe's data set: how much, of what, what to know about it, and every text.
class DataCard : public Card {
    Q_OBJECT
public:
    explicit DataCard(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] DataCharts* charts() const { return m_charts; }
    [[nodiscard]] TextBrowser* texts() const { return m_texts; }
    [[nodiscard]] NoteList* notes() const { return m_notes; }
    [[nodiscard]] QPushButton* repeats() const { return m_repeats; }
    [[nodiscard]] QString trouble() const { return m_trouble; } // why there is no data; or empty

Q_SIGNALS:
    void openRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeFacts();
    QWidget* makeLoading();
    void refresh();
    void fitNotes();
    void showTrouble(const Trouble& trouble);

    Session& m_session;
    QPushButton* m_repeats;
    QPushButton* m_columns;
    QSpinBox* m_maxLength;
    QWidget* m_controls;
    QStackedWidget* m_pages;
    QLabel* m_step;
    QProgressBar* m_progress;
    std::vector<Figure*> m_figures;
    QScrollArea* m_scroll;
    NoteList* m_notes;
    DataCharts* m_charts;
    TextBrowser* m_texts;
    EmptyState* m_failure = nullptr;
    QString m_trouble;
};

} // namespace lathe::widgets
