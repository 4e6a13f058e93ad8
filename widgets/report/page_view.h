#pragma once

#include "widgets/report/pages/pages.h"

#include <QScrollArea>

#include <memory>

namespace lathe::widgets {

// The pages of a report below each other, as wide as there is room; what is printed, painted by the
// same code.
class PageView : public QScrollArea {
    Q_OBJECT
public:
    explicit PageView(QWidget* parent = nullptr);

    void setPages(std::shared_ptr<const Pages> pages); // null: none
    [[nodiscard]] int pageCount() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Sheets;
    Sheets* m_sheets;
};

} // namespace lathe::widgets
