#pragma once

#include "widgets/pipeline/recipe_document.h"
#include "widgets/pipeline/template_list.h"

#include <QAbstractButton>

namespace lathe::widgets {

// One template as a button: the graph in small, title, what it does, what it gave, what it takes.
class TemplateCard : public QAbstractButton {
    Q_OBJECT

public:
    TemplateCard(const PipelineTemplate& shown, const recipe::StageCatalog& catalog);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintGraph(QPainter& painter, const QRectF& room) const;

    PipelineTemplate m_shown;
    const recipe::StageCatalog& m_catalog;
};

} // namespace lathe::widgets
