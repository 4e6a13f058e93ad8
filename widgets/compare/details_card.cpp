#include "widgets/compare/details_card.h"

#include "core/analysis/quality.h"
#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/sensitivity_map.h"
#include "widgets/compare/variant_model.h"
#include "widgets/theme/theme_manager.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace lathe::widgets {

namespace {

enum Page { Empty, Content };
constexpr size_t kClassRows = 6;
constexpr uint64_t kBootstrapSeed = 13;
constexpr double kTitleWidth = 560; // two lines of the card
constexpr double kChance = 0.05;    // p above it: the loss cannot be told from chance

// The variant with its predictions, from memory or from the history.
runner::Variant complete(const runner::Variant& variant, const history::History& history)
{
    return variant.evaluation ? variant : history.variant(variant.id);
}

} // namespace

ClassChanges classChanges(const runner::Variant& variant, const runner::Variant& original)
{
    if (!variant.evaluation || !original.evaluation)
        return {};
    const runner::Evaluation &now = *variant.evaluation, &before = *original.evaluation;
    if (now.test.rows() == 0 || now.test.truth != before.test.truth)
        return {};
    ClassChanges result;
    result.isKnown = true;
    const auto nowQuality = analysis::quality(now.test, now.thresholds);
    const auto beforeQuality = analysis::quality(before.test, before.thresholds);
    result.difference = analysis::compareQuality({now.test, now.thresholds},
                                                 {before.test, before.thresholds}, kBootstrapSeed);
    const auto& labels = variant.facts.labels ? variant.facts.labels : original.facts.labels;
    for (size_t i = 0; i < nowQuality.perClass.size(); ++i) {
        const QString name = labels && i < labels->names.size()
                                 ? QString::fromStdString(labels->names[i])
                                 : QString("LABEL_%1").arg(i);
        const auto f1 = nowQuality.perClass[i].f1, f1Before = beforeQuality.perClass[i].f1;
        if (f1 && f1Before) // absent for a label that no row has
            result.changes.push_back({name, *f1 - *f1Before});
    }
    std::stable_sort(result.changes.begin(), result.changes.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    const auto nowDecided = analysis::decide(now.test, now.thresholds);
    const auto beforeDecided = analysis::decide(before.test, before.thresholds);
    for (size_t row = 0; row < now.test.rows(); ++row) {
        const bool isRight = nowDecided[row] == now.test.truth[row];
        const bool wasRight = beforeDecided[row] == now.test.truth[row];
        result.newlyRight += isRight && !wasRight;
        result.newlyWrong += !isRight && wasRight;
    }
    if (result.changes.size() > kClassRows)
        result.changes.erase(result.changes.begin() + 2, result.changes.end() - (kClassRows - 2));
    return result;
}

DetailsCard::DetailsCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_pages(new QStackedWidget(this)), m_job(this)
{
    column()->setContentsMargins(0, 0, 0, 0);
    column()->addWidget(m_pages);
    m_pages->addWidget(new EmptyState(
        "compare", tr("No variant selected"),
        tr("Click a dot or a row to see what was gained and what was lost."), {}, this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(makeContent());
    m_pages->addWidget(scroll);
}

QWidget* DetailsCard::makeContent()
{
    auto* page = new QWidget(this);
    auto* body = new QVBoxLayout(page);
    body->setContentsMargins(20, 16, 20, 16);
    body->setSpacing(8);
    body->addWidget(m_group = makeLabel({}, "accent", page));
    body->addWidget(m_name = makeLabel({}, "title", page));
    m_name->setWordWrap(true);
    auto* figures = new QHBoxLayout;
    for (auto [member, caption] :
         std::initializer_list<std::pair<Figure**, QString>>{{&m_faster, tr("faster, batch 1")},
                                                             {&m_smaller, tr("smaller")},
                                                             {&m_delta, tr("quality")}})
        figures->addWidget(*member = new Figure(caption, page), 1);
    body->addLayout(figures);
    body->addWidget(m_words = makeLabel({}, "muted", page));
    body->addWidget(m_sure = makeLabel({}, "accent", page));
    m_sure->setWordWrap(true);
    body->addWidget(m_warning = makeLabel({}, "warn", page));
    m_words->setWordWrap(true);
    m_warning->setWordWrap(true);
    body->addWidget(makeLine(page));
    body->addWidget(m_sensitivityTitle = makeLabel(tr("How far each change moves the answers"), "section", page));
    body->addWidget(m_sensitivity = new SensitivityMap(page));
    body->addWidget(makeLabel(tr("What is left of each layer"), "section", page));
    body->addWidget(m_layers = new LayerBars(page));
    body->addWidget(makeLine(page));
    body->addWidget(m_classesTitle = makeLabel({}, "section", page));
    body->addWidget(m_classes = new ChangeBars(page));
    body->addWidget(m_flips = makeLabel({}, "muted", page));
    m_flips->setWordWrap(true);
    body->addWidget(makeLine(page));
    body->addWidget(makeLabel(tr("Model folder"), "section", page));
    auto* files = new QHBoxLayout;
    files->setSpacing(14);
    auto* open = makeButton(tr("Open"), "link", page);
    auto* copy = makeButton(tr("Copy path"), "link", page);
    auto* speed = makeButton(tr("Speed…"), "link", page);
    speed->setAccessibleName(tr("Measure speed…"));
    speed->setToolTip(tr("Measures this variant beside its original: shapes, texts, where the time goes"));
    files->addWidget(m_path = new ElidedLabel("muted", Qt::ElideMiddle, page), 1);
    files->addWidget(speed);
    files->addWidget(open);
    files->addWidget(copy);
    body->addLayout(files);
    auto* next = new QHBoxLayout;
    auto* recipe = makeButton(tr("Open recipe"), "", page);
    auto* use = makeButton(tr("Start from it"), "", page);
    use->setToolTip(tr("Makes this variant the model of the recipe on the canvas"));
    next->addWidget(recipe, 1);
    next->addWidget(use, 1);
    body->addLayout(next);
    body->addStretch(1);
    body->addWidget(m_foot = makeLabel({}, "faint", page));
    m_foot->setWordWrap(true);
    connect(open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(m_variant.model))); });
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(toQString(m_variant.model)); });
    connect(recipe, &QPushButton::clicked, this,
            [this] { Q_EMIT openRecipeRequested(m_variant.runId); });
    connect(use, &QPushButton::clicked, this,
            [this] { Q_EMIT useAsModelRequested(m_variant.model); });
    connect(speed, &QPushButton::clicked, this, [this] { Q_EMIT speedRequested(speedModels()); });
    return page;
}

std::vector<std::filesystem::path> DetailsCard::speedModels() const
{
    if (m_pages->currentIndex() != Content)
        return {};
    if (m_originalModel.empty() || m_originalModel == m_variant.model)
        return {m_variant.model};
    return {m_originalModel, m_variant.model};
}

void DetailsCard::clear()
{
    m_pages->setCurrentIndex(Empty);
}

void DetailsCard::show(const ComparedVariant& compared, const runner::Variant* original)
{
    m_variant = compared.variant;
    m_originalModel = original ? original->model : std::filesystem::path();
    m_pages->setCurrentIndex(Content);
    m_group->setText(groupTitle(compared.group));
    m_group->setStyleSheet(
        QString("color: %1").arg(groupColour(compared.group, Theme::of(this)).name()));
    const QString name = variantName(m_variant);
    m_name->setText(fittedLineage(name, QFontMetricsF(m_name->font()), kTitleWidth));
    m_name->setToolTip(name);
    const QString none(QChar(0x2013));
    m_faster->setValue(compared.faster.isEmpty() ? none : compared.faster);
    m_smaller->setValue(compared.smaller.isEmpty() ? none : compared.smaller);
    m_delta->setValue(compared.delta.isEmpty() ? none : compared.delta);
    const bool multilabel =
        m_variant.facts.labels && m_variant.facts.labels->kind == data::TaskKind::Multilabel;
    const QString quality = multilabel ? tr("Micro F1 %1, macro F1 %2.") : tr("Accuracy %1, macro F1 %2.");
    m_words->setText(
        quality.arg(metricText(m_variant, multilabel ? "microF1" : "accuracy"), metricText(m_variant, "macroF1")) + " " +
        tr("%1 a text at batch 1, %2 in batches. %3 on disk, %4 parameters.")
            .arg(metricText(m_variant, "latencyP50Ms"), metricText(m_variant, "throughput"),
                 metricText(m_variant, "sizeBytes"), metricText(m_variant, "parameters")));
    m_warning->setText(QString::fromStdString(m_variant.warning));
    m_warning->setVisible(!m_variant.warning.empty());
    showSensitivity(m_variant);
    showLayers(m_variant, original);
    showClasses(m_variant, original);
    showFacts(m_variant);
}

void DetailsCard::showSensitivity(const runner::Variant& variant)
{
    const nlohmann::json training = variant.details.value("training", nlohmann::json::object());
    SensitivityGrid grid = sensitivityGrid(training.value("sensitivity", nlohmann::json::array()));
    m_sensitivityTitle->setVisible(!grid.rows.isEmpty());
    m_sensitivity->setVisible(!grid.rows.isEmpty());
    m_sensitivity->setGrid(std::move(grid));
}

void DetailsCard::showLayers(const runner::Variant& variant, const runner::Variant* original)
{
    const auto& before = original ? original->facts.layers : variant.facts.layers;
    std::vector<LayerBars::Layer> layers;
    for (size_t i = 0; i < std::max(before.size(), variant.facts.layers.size()); ++i) {
        const runner::LayerFacts now =
            i < variant.facts.layers.size() ? variant.facts.layers[i] : runner::LayerFacts{};
        const runner::LayerFacts was = i < before.size() ? before[i] : now;
        layers.push_back({now.heads, was.heads, now.ffn, was.ffn});
    }
    m_layers->setLayers(std::move(layers));
}

void DetailsCard::showClasses(const runner::Variant& variant, const runner::Variant* original)
{
    const auto hide = [this](const QString& why) {
        m_classes->setChanges({});
        m_sure->hide();
        m_flips->setText(why);
    };
    m_classesTitle->setText(tr("Who is affected: F1 per label, change"));
    if (!original || original->id == variant.id) {
        m_job.cancel();
        hide(tr("This is the original that the others are compared with."));
        return;
    }
    hide(tr("Comparing the predictions…"));
    m_job.start(
        [variant, original = *original,
         file = m_session.workspace().historyFile()](const std::stop_token&) {
            const history::History history(file, history::History::Mode::ReadOnly);
            return classChanges(complete(variant, history), complete(original, history));
        },
        [this, hide](const ClassChanges& changes) {
            if (!changes.isKnown) {
                hide(tr("There are no predictions on the same test rows to compare."));
                return;
            }
            const analysis::QualityDifference& difference = changes.difference;
            const QString range = tr("95 %: %1 to %2")
                                      .arg(formatPoints(difference.find("accuracy")->low),
                                           formatPoints(difference.find("accuracy")->high));
            const QString p =
                QString::number(difference.mcnemar.p(), 'f', difference.mcnemar.p() < 0.01 ? 4 : 2);
            m_sure->setText(
                difference.mcnemar.p() > kChance
                    ? tr("Not distinguishable from the original, p %1 (%2)").arg(p, range)
                    : tr("Differs from the original, p %1 (%2)").arg(p, range));
            m_sure->show();
            m_classes->setChanges(changes.changes);
            m_flips->setText(tr("%1 rows changed: %2 newly right, %3 newly wrong")
                                 .arg(changes.newlyRight + changes.newlyWrong)
                                 .arg(changes.newlyRight)
                                 .arg(changes.newlyWrong));
        },
        [hide](const Trouble& trouble) { hide(trouble.text); });
}

void DetailsCard::showFacts(const runner::Variant& variant)
{
    m_path->setFullText(m_session.workspace().shown(variant.model));
    QStringList words{tr("run %1").arg(QString::fromStdString(variant.runId)),
                      tr("stored %1").arg(QString::fromStdString(variant.facts.storage))};
    if (!variant.kernels.empty())
        words += tr("ran on %1").arg(QString::fromStdString(variant.kernels));
    m_foot->setText(words.join(" · "));
}

} // namespace lathe::widgets
