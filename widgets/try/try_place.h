#pragma once

#include "widgets/common/kit.h"
#include "widgets/try/batch_store.h"

class QGridLayout;
class QListWidget;
class QPlainTextEdit;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace lathe::widgets {

class AnswerCard;
class BatchView;
class CandidateList;

// Texts of one's own, answered by the original and chosen variants side by side.
class TryPlace : public QWidget {
    Q_OBJECT
public:
    explicit TryPlace(Session& session, QWidget* parent = nullptr);

    // Reads a file of texts and has the chosen models answer all of it.
    void openFile(const std::filesystem::path& file);
    // Asks the next few texts of the test split, with the labels that they should get.
    void askTestTexts();

    [[nodiscard]] TryStore* store() const { return m_store; }
    [[nodiscard]] BatchStore* batch() const { return m_batch; }
    [[nodiscard]] BatchView* batchView() const { return m_batchView; }
    [[nodiscard]] QPlainTextEdit* editor() const { return m_editor; }
    [[nodiscard]] CandidateList* models() const { return m_models; }
    [[nodiscard]] QComboBox* expected() const { return m_expected; }
    [[nodiscard]] QListWidget* asked() const { return m_asked; }
    [[nodiscard]] QListWidget* tried() const { return m_tried; }
    [[nodiscard]] const std::vector<AnswerCard*>& cards() const { return m_cards; }
    [[nodiscard]] QString status() const { return m_status->text(); }

Q_SIGNALS:
    void runRequested();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeQuestions();
    QWidget* makeAnswers();
    void fillCandidates();
    void offer(const std::vector<Candidate>& found);
    void ask();
    void chooseModels();
    void chooseFile();
    void refreshAsked();
    void refreshExpected();
    void refreshAnswers();
    void layCards();
    void remember();
    void fillTried();
    [[nodiscard]] int currentText() const;
    [[nodiscard]] QString waitingWords() const;
    [[nodiscard]] std::vector<Candidate> chosen() const;

    Session& m_session;
    TryStore* m_store;
    BatchStore* m_batch;
    QStackedWidget* m_pages;
    QPlainTextEdit* m_editor;
    QTimer* m_pause; // after the last key
    QComboBox* m_expected;
    QListWidget* m_asked;
    CandidateList* m_models;
    QLabel* m_modelsNote;
    QListWidget* m_tried;
    QTabBar* m_tabs;
    QStackedWidget* m_views;
    QLabel* m_status;
    QGridLayout* m_grid;
    BatchView* m_batchView;
    std::vector<AnswerCard*> m_cards;
    QHash<QString, QString> m_expectedOf; // text -> labels joined by '|'
    size_t m_nextTestText = 0;
    bool m_isStale = false; // the history has changed while nobody looked
    bool m_hasChosen = false; // somebody did; until then the first models are asked
    bool m_isFilling = false;
    Newest<std::vector<Candidate>> m_searchJob{this};
};

} // namespace lathe::widgets
