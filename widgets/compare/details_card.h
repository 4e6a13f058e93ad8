#pragma once

#include "widgets/common/kit.h"
#include "widgets/compare/detail_bars.h"
#include "widgets/compare/pair_store.h"

class QStackedWidget;

namespace lathe::widgets {

// At most `most` labels: the largest gains, then the largest losses.
[[nodiscard]] std::vector<ChangeBars::Change> largestChanges(const std::vector<ClassRow>& classes,
                                                             size_t most);

// All that is known of the current variant: why it is recommended, gains and losses, layers,
// classes, files.
class DetailsCard : public Card {
    Q_OBJECT
public:
    DetailsCard(CompareStore& store, PairStore& pairs, QWidget* parent = nullptr);

    // What is shown, after its original: what speed is measured of. Empty when nothing is shown.
    [[nodiscard]] std::vector<std::filesystem::path> speedModels() const;
    [[nodiscard]] QLabel* heading() const { return m_group; }
    [[nodiscard]] QString reason() const;

Q_SIGNALS:
    void openRecipeRequested(const std::string& runId);
    void useAsModelRequested(const std::filesystem::path& model);
    void speedRequested(const std::vector<std::filesystem::path>& models);
    void exportRequested(const std::string& variantId);
    void flipsRequested();
    void classesRequested();

private:
    QWidget* makeContent();
    void makeFacts(QVBoxLayout* body, QWidget* page);
    void refresh();
    void showAdvice();
    void showJudgement();
    void showPair();
    void showLayers(const runner::Variant& variant, const runner::Variant* original);
    void showFacts(const runner::Variant& variant);

    CompareStore& m_store;
    PairStore& m_pairs;
    QStackedWidget* m_pages;
    QLabel* m_group;
    QLabel* m_name;
    QLabel* m_reason;
    QPushButton* m_toBest;
    Figure* m_faster;
    Figure* m_smaller;
    Figure* m_delta;
    QLabel* m_words;
    QLabel* m_proofs;
    QLabel* m_sure;
    QLabel* m_warning;
    LayerBars* m_layers;
    QLabel* m_classesTitle;
    ChangeBars* m_classes;
    QLabel* m_flips;
    QPushButton* m_showTexts;
    QPushButton* m_showClasses;
    ElidedLabel* m_path;
    QPushButton* m_speed;
    QPushButton* m_export;
    QPushButton* m_use;
    QLabel* m_foot;
};

} // namespace lathe::widgets
