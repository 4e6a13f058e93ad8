#pragma once

#include "widgets/guide/book.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QUrl;

namespace lathe::widgets {

class ContentsTree;
class GuidePageView;
class ResultList;

// The guide beside the work: contents or what a search found at the left, a page at the right.
class GuideWindow : public QDialog {
    Q_OBJECT
public:
    explicit GuideWindow(GuideBook book, QWidget* parent = nullptr);

    // Shows a page; the first one where there is no such page.
    void openPage(const QString& page);
    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] const GuideBook& book() const { return m_book; }
    void back();
    void forward();

    [[nodiscard]] QLineEdit* searchField() const { return m_search; }
    [[nodiscard]] ContentsTree* contents() const { return m_contents; }
    [[nodiscard]] ResultList* results() const { return m_results; }
    [[nodiscard]] GuidePageView* view() const { return m_view; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Place {
        QString page;
        int scrolled = 0;
    };

    QWidget* makeSide();
    QWidget* makeContent();
    QToolButton* makeStep(const QString& name, const QList<QKeySequence>& keys, void (GuideWindow::*act)());
    void dress();
    void turnTo(const Place& place);
    void step(std::vector<Place>& from, std::vector<Place>& to);
    void search(const QString& text);
    void follow(const QUrl& link);

    GuideBook m_book;
    QLineEdit* m_search;
    QStackedWidget* m_lists;
    ContentsTree* m_contents;
    ResultList* m_results;
    QLabel* m_found;
    GuidePageView* m_view;
    QToolButton* m_back = nullptr;
    QToolButton* m_forward = nullptr;
    QLabel* m_where = nullptr;
    QString m_page;
    std::vector<Place> m_before, m_after;
};

} // namespace lathe::widgets
