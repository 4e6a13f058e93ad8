#pragma once

#include "widgets/common/kit.h"
#include "widgets/try/batch_store.h"

class QGridLayout;
class QProgressBar;
class QStackedWidget;
class QTableView;

namespace lathe::widgets {

class Banner;
class BatchFilter;
class BatchModel;

// A file of texts answered by all chosen models: figures, a table to filter, CSV.
class BatchView : public QWidget {
    Q_OBJECT
public:
    explicit BatchView(BatchStore& store, QWidget* parent = nullptr);

    [[nodiscard]] BatchModel* model() const { return m_model; }
    [[nodiscard]] BatchFilter* filter() const { return m_filter; }
    [[nodiscard]] QComboBox* shown() const { return m_show; }

Q_SIGNALS:
    void fileRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeContent();
    void refresh();
    void fillFigures();
    void exportCsv();

    BatchStore& m_store;
    Banner* m_banner;
    QStackedWidget* m_pages;
    QLabel* m_step;
    QProgressBar* m_progress;
    ElidedLabel* m_file;
    QWidget* m_figures = nullptr;
    QVBoxLayout* m_figuresPlace;
    QComboBox* m_show;
    QLabel* m_count;
    BatchModel* m_model;
    BatchFilter* m_filter;
    QTableView* m_table;
    Newest<bool> m_export{this};
};

} // namespace lathe::widgets
