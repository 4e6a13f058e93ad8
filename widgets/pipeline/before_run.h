#pragma once

#include "widgets/pipeline/pipeline_view.h"

#include <QListWidget>

namespace lathe::widgets {

// What to know before a run: how much it is, what stops it, and advice. A click selects the node.
class BeforeRun : public QListWidget {
    Q_OBJECT

public:
    explicit BeforeRun(const RecipeDocument& document, QWidget* parent = nullptr);

    void setPreflight(std::vector<PreflightNote> notes);

Q_SIGNALS:
    void nodeChosen(const std::string& node);

private:
    void fill();
    void add(const PreflightNote& note);
    [[nodiscard]] QString size() const;

    const RecipeDocument& m_document;
    std::vector<PreflightNote> m_preflight;
};

} // namespace lathe::widgets
