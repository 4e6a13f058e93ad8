#pragma once

#include "core/report/report.h"
#include "widgets/session/session.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace lathe::widgets {

class Banner;
class LimitForm;
class PageView;
class Pages;
class VariantChoice;

// A report to hand on: which models, which limits, and the pages as they will be printed.
class ReportPlace : public QWidget {
    Q_OBJECT
public:
    ReportPlace(Session& session, recipe::StageCatalog catalog, QWidget* parent = nullptr);

    [[nodiscard]] PageView* preview() const { return m_preview; }
    [[nodiscard]] VariantChoice* choice() const { return m_choice; }
    [[nodiscard]] const report::Document* document() const { return m_document.get(); }

    // Writes the report that is shown: a PDF or, by its ending, HTML. Says how that ended.
    void writeTo(const std::filesystem::path& file);

public Q_SLOTS:
    void makeReport(const std::vector<std::string>& ids);
    // Asks for a file name; "pdf" or "html".
    void saveAs(const QString& ending);

Q_SIGNALS:
    void chosenChanged();
    void saved(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Written {
        std::shared_ptr<const report::Document> document; // null: there is none
        std::shared_ptr<const Pages> pages;
    };
    QWidget* makeForm();
    QWidget* makeRight();
    void readHistory();
    void studyLater(); // once a burst of changes is over, and only while it is seen
    void study();
    void write(); // the document and its pages, from the study
    void show(const Written& written);
    void sayPages();
    void open();

    Session& m_session;
    recipe::StageCatalog m_catalog;
    QStackedWidget* m_pages;
    Banner* m_banner;
    QLineEdit* m_title;
    QComboBox* m_template;
    LimitForm* m_limits;
    VariantChoice* m_choice;
    QLabel* m_state;
    QPushButton* m_pdf;
    QPushButton* m_html;
    QPushButton* m_open;
    PageView* m_preview;
    QTimer m_later;
    bool m_isStale = true;
    std::shared_ptr<const report::Study> m_study;
    std::shared_ptr<const report::Document> m_document;
    QString m_written; // the newest file
    Newest<std::shared_ptr<const report::Study>> m_job{this};
    Newest<Written> m_writeJob{this};
    Newest<bool> m_saveJob{this};
};

} // namespace lathe::widgets
