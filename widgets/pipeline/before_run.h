#pragma once

#include "widgets/pipeline/pipeline_view.h"

#include <QListWidget>

namespace lathe::widgets {

// What to know before a run: how much it is, what stops it, and advice. A click selects the node; a
// click on the words at the right, or F, applies the edit that settles it.
class BeforeRun : public QListWidget {
    Q_OBJECT

public:
    explicit BeforeRun(const RecipeDocument& document, QWidget* parent = nullptr);

    void setPreflight(std::vector<PreflightNote> notes);

Q_SIGNALS:
    void nodeChosen(const std::string& node);
    void fixChosen(const lathe::recipe::Finding& finding);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void fix(const QListWidgetItem* item);
    void add(const PreflightNote& note, int finding = -1);
    [[nodiscard]] QString size() const;

    const RecipeDocument& m_document;
    std::vector<PreflightNote> m_preflight;
};

} // namespace lathe::widgets
