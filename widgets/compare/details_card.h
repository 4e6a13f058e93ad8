#pragma once

#include "core/analysis/intervals.h"
#include "widgets/common/kit.h"
#include "widgets/compare/comparison.h"
#include "widgets/compare/detail_bars.h"
#include "widgets/session/session.h"

class QStackedWidget;

namespace lathe::widgets {

class SensitivityMap;

// How the F1 of each label and the decisions changed against the original.
struct ClassChanges {
    std::vector<ChangeBars::Change> changes; // the largest gains, then the largest losses
    analysis::QualityDifference difference;  // paired, with 95 % intervals
    int newlyRight = 0;
    int newlyWrong = 0;
    bool isKnown = false;
};
[[nodiscard]] ClassChanges classChanges(const runner::Variant& variant,
                                        const runner::Variant& original);

// All that is known of the selected variant: gains and losses, layers, classes, files.
class DetailsCard : public Card {
    Q_OBJECT
public:
    explicit DetailsCard(Session& session, QWidget* parent = nullptr);

    // `original` may be null.
    void show(const ComparedVariant& compared, const runner::Variant* original);
    void clear();
    // What is shown, after its original: what speed is measured of. Empty when nothing is shown.
    [[nodiscard]] std::vector<std::filesystem::path> speedModels() const;

Q_SIGNALS:
    void openRecipeRequested(const std::string& runId);
    void useAsModelRequested(const std::filesystem::path& model);
    void speedRequested(const std::vector<std::filesystem::path>& models);

private:
    QWidget* makeContent();
    void showSensitivity(const runner::Variant& variant);
    void showLayers(const runner::Variant& variant, const runner::Variant* original);
    void showClasses(const runner::Variant& variant, const runner::Variant* original);
    void showFacts(const runner::Variant& variant);

    Session& m_session;
    runner::Variant m_variant;
    std::filesystem::path m_originalModel; // empty: none
    QStackedWidget* m_pages;
    QLabel* m_group;
    QLabel* m_name;
    Figure* m_faster;
    Figure* m_smaller;
    Figure* m_delta;
    QLabel* m_words;
    QLabel* m_warning;
    QLabel* m_sensitivityTitle;
    SensitivityMap* m_sensitivity;
    LayerBars* m_layers;
    QLabel* m_classesTitle;
    ChangeBars* m_classes;
    QLabel* m_sure;
    QLabel* m_flips;
    ElidedLabel* m_path;
    QLabel* m_foot;
    Newest<ClassChanges> m_job;
};

} // namespace lathe::widgets
