#include "widgets/compare/details_card.h"

#include "widgets/common/format.h"
#include "widgets/compare/lineage.h"
#include "widgets/compare/proof_words.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme_manager.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>

namespace lathe::widgets {

namespace {

enum Page { Empty, Content };
constexpr size_t kClassRows = 6, kGains = 2;
constexpr double kTitleWidth = 560; // two lines of the card
constexpr double kLinkWidth = 290;

QLabel* wrapped(QLabel* label)
{
    label->setWordWrap(true);
    return label;
}

} // namespace

std::vector<ChangeBars::Change> largestChanges(const std::vector<ClassRow>& classes, size_t most)
{
    std::vector<ChangeBars::Change> changes;
    for (const ClassRow& row : classes)
        if (row.change)
            changes.push_back({row.label, *row.change});
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    if (changes.size() > most)
        changes.erase(changes.begin() + kGains, changes.end() - std::ptrdiff_t(most - kGains));
    return changes;
}

DetailsCard::DetailsCard(CompareStore& store, PairStore& pairs, QWidget* parent)
    : Card(parent), m_store(store), m_pairs(pairs), m_pages(new QStackedWidget(this))
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
    connect(&m_store, &CompareStore::selectionChanged, this, &DetailsCard::refresh);
    connect(&m_store, &CompareStore::comparisonChanged, this, &DetailsCard::refresh);
    connect(&m_store, &CompareStore::verdictsChanged, this, &DetailsCard::refresh);
    connect(&m_store, &CompareStore::limitsChanged, this, &DetailsCard::refresh);
    connect(&m_pairs, &PairStore::pairChanged, this, &DetailsCard::showPair);
    refresh();
    showPair();
}

QWidget* DetailsCard::makeContent()
{
    auto* page = new QWidget(this);
    auto* body = new QVBoxLayout(page);
    body->setContentsMargins(20, 16, 16, 16);
    body->setSpacing(8);
    body->addWidget(m_group = wrapped(makeLabel({}, "accent", page)));
    body->addWidget(m_name = wrapped(makeLabel({}, "title", page)));
    auto* figures = new QHBoxLayout;
    for (auto [member, caption] :
         std::initializer_list<std::pair<Figure**, QString>>{{&m_faster, tr("faster, batch 1")},
                                                             {&m_smaller, tr("smaller")},
                                                             {&m_delta, tr("quality")}})
        figures->addWidget(*member = new Figure(caption, page), 1);
    body->addLayout(figures);
    body->addWidget(m_reason = wrapped(makeLabel({}, "muted", page)));
    body->addWidget(m_toBest = makeButton({}, "link", page));
    m_toBest->setAccessibleName(tr("Show the recommended model"));
    body->addWidget(m_sure = wrapped(makeLabel({}, "accent", page)));
    body->addWidget(m_words = wrapped(makeLabel({}, "muted", page)));
    body->addWidget(m_proofs = wrapped(makeLabel({}, "muted", page)));
    body->addWidget(m_warning = wrapped(makeLabel({}, "warn", page)));
    body->addWidget(makeLine(page));
    body->addWidget(makeLabel(tr("What is left of each layer"), "section", page));
    body->addWidget(m_layers = new LayerBars(page));
    body->addWidget(makeLine(page));
    body->addWidget(m_classesTitle = wrapped(makeLabel({}, "section", page)));
    body->addWidget(m_classes = new ChangeBars(page));
    body->addWidget(m_flips = wrapped(makeLabel({}, "muted", page)));
    auto* links = new QHBoxLayout;
    links->setSpacing(16);
    links->addWidget(m_showTexts = makeButton(tr("Show the texts"), "link", page));
    links->addWidget(m_showClasses = makeButton(tr("Show all labels"), "link", page));
    links->addStretch(1);
    body->addLayout(links);
    body->addWidget(makeLine(page));
    makeFacts(body, page);
    connect(m_toBest, &QPushButton::clicked, this, [this] {
        if (const auto best = m_store.advice().best())
            m_store.select({m_store.comparison()->variants[*best].variant->id});
    });
    connect(m_showTexts, &QPushButton::clicked, this, &DetailsCard::flipsRequested);
    connect(m_showClasses, &QPushButton::clicked, this, &DetailsCard::classesRequested);
    return page;
}

void DetailsCard::makeFacts(QVBoxLayout* body, QWidget* page)
{
    body->addWidget(makeLabel(tr("Model folder"), "section", page));
    auto* files = new QHBoxLayout;
    files->setSpacing(14);
    auto* open = makeButton(tr("Open"), "link", page);
    auto* copy = makeButton(tr("Copy path"), "link", page);
    m_speed = makeButton(tr("Speed…"), "link", page);
    m_speed->setAccessibleName(tr("Measure speed…"));
    m_speed->setToolTip(tr("Measures this variant beside its original: shapes, texts, where the time goes"));
    files->addWidget(m_path = new ElidedLabel("muted", Qt::ElideMiddle, page), 1);
    files->addWidget(m_speed);
    files->addWidget(open);
    files->addWidget(copy);
    body->addLayout(files);
    auto* next = new QHBoxLayout;
    next->setSpacing(6);
    auto* recipe = makeButton(tr("Open recipe"), "", page);
    m_use = makeButton(tr("Start from it"), "", page);
    m_use->setToolTip(tr("Makes this variant the model of the recipe on the canvas"));
    next->addWidget(recipe, 1);
    next->addWidget(m_use, 1);
    m_export = makeButton(tr("Export model…"), "", page);
    m_export->setToolTip(tr("Takes it out for ONNX Runtime, OpenVINO, transformers and others, and proves that it answers there as here"));
    body->addLayout(next);
    body->addWidget(m_export);
    body->addStretch(1);
    body->addWidget(m_foot = wrapped(makeLabel({}, "faint", page)));
    const auto model = [this] {
        return m_store.current() ? m_store.current()->variant->model : std::filesystem::path();
    };
    connect(open, &QPushButton::clicked, this,
            [model] { QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(model()))); });
    connect(copy, &QPushButton::clicked, this,
            [model] { QGuiApplication::clipboard()->setText(toQString(model())); });
    connect(recipe, &QPushButton::clicked, this, [this] {
        if (m_store.current())
            Q_EMIT openRecipeRequested(m_store.current()->variant->runId);
    });
    connect(m_use, &QPushButton::clicked, this,
            [this, model] { Q_EMIT useAsModelRequested(model()); });
    connect(m_speed, &QPushButton::clicked, this, [this] { Q_EMIT speedRequested(speedModels()); });
    connect(m_export, &QPushButton::clicked, this, [this] {
        if (m_store.current())
            Q_EMIT exportRequested(m_store.current()->variant->id);
    });
}

std::vector<std::filesystem::path> DetailsCard::speedModels() const
{
    const ComparedVariant* current = m_store.current();
    if (!current || current->isPeer)
        return {};
    if (!current->original || current->original->model == current->variant->model)
        return {current->variant->model};
    return {current->original->model, current->variant->model};
}

QString DetailsCard::reason() const
{
    return m_reason->isHidden() ? QString() : m_reason->text();
}

void DetailsCard::refresh()
{
    const ComparedVariant* current = m_store.current();
    m_pages->setCurrentIndex(current ? Content : Empty);
    if (!current)
        return;
    const runner::Variant& variant = *current->variant;
    const QString name = variantName(variant);
    m_name->setText(fittedLineage(name, QFontMetricsF(m_name->font()), kTitleWidth));
    m_name->setToolTip(name);
    const auto showRatio = [](Figure* shown, std::optional<double> ratio, const QString& less, const QString& more) {
        const bool isMore = ratio && *ratio < 0.95; // below, what is shown rounds to 1.0 either way
        shown->setValue(ratioText(isMore ? std::optional(1 / *ratio) : ratio));
        shown->setCaption(isMore ? more : less);
    };
    showRatio(m_faster, current->faster, tr("faster, batch 1"), tr("slower, batch 1"));
    showRatio(m_smaller, current->smaller, tr("smaller"), tr("larger"));
    m_delta->setValue(lossText(current->lost));
    m_delta->setCaption(midSentence(metricTitle(m_store.shown().quality)));
    const auto figure = [&](const char* key) { return metricText(variant, key); };
    m_words->setText(tr("%1 %2, macro F1 %3. %4 a text at batch 1, %5 in batches. %6 on disk, %7 "
                        "parameters.")
                         .arg(metricTitle(m_store.shown().quality),
                              figure(m_store.shown().quality.c_str()), figure("macroF1"),
                              figure("latencyP50Ms"), figure("throughput"), figure("sizeBytes"),
                              figure("parameters")));
    m_warning->setText(saidMessage(variant.warning));
    m_warning->setVisible(!variant.warning.empty());
    const QStringList proofs = proofLines(*current, m_store.comparison()->pool);
    m_proofs->setText(proofs.join('\n'));
    m_proofs->setVisible(!proofs.isEmpty());
    showAdvice();
    showJudgement();
    showLayers(variant, m_store.reference());
    showFacts(variant);
}

void DetailsCard::showAdvice()
{
    const ComparedVariant& current = *m_store.current();
    const Advice& advice = m_store.advice();
    const auto best = advice.best();
    const runner::Variant* bestVariant =
        best ? m_store.comparison()->variants[*best].variant : nullptr;
    const bool isBest = bestVariant == current.variant;
    m_group->setText(isBest ? advice.title : groupTitle(current.group));
    setRole(m_group, isBest && !advice.found.chosen ? "warn" : "accent");
    m_group->setStyleSheet(
        isBest ? QString()
               : QString("color: %1").arg(groupColour(current.group, Theme::of(this)).name()));
    m_reason->setVisible(isBest);
    m_reason->setText(advice.reasons.join(' '));
    m_toBest->setVisible(!isBest && bestVariant);
    if (bestVariant && !isBest) {
        const QString text = advice.found.chosen ? tr("Recommended: %1") : tr("Nearest to the limits: %1");
        m_toBest->setText(fittedLineage(text.arg(variantName(*bestVariant)), QFontMetricsF(m_toBest->font()), kLinkWidth));
        m_toBest->setToolTip(advice.reasons.join('\n'));
    }
}

void DetailsCard::showJudgement()
{
    const auto index = m_store.comparison()->indexOf(m_store.current()->variant->id);
    const Judgement* judgement = index ? m_store.comparison()->judgement(*index) : nullptr;
    m_sure->setVisible(judgement);
    if (!judgement)
        return;
    QString text = judgementText(*judgement);
    text.replace(0, 1, text.left(1).toUpper());
    if (judgement->difference)
        text += tr(" (95 %: %1 to %2)")
                    .arg(formatPoints(judgement->difference->low),
                         formatPoints(judgement->difference->high));
    m_sure->setText(text);
}

void DetailsCard::showLayers(const runner::Variant& variant, const runner::Variant* original)
{
    const auto& before = original ? original->facts.layers : variant.facts.layers;
    std::vector<LayerBars::Layer> layers;
    if (before.empty() || variant.facts.layers.empty()) { // not read yet
        m_layers->setLayers({});
        return;
    }
    for (size_t i = 0; i < std::max(before.size(), variant.facts.layers.size()); ++i) {
        const runner::LayerFacts now =
            i < variant.facts.layers.size() ? variant.facts.layers[i] : runner::LayerFacts{};
        const runner::LayerFacts was = i < before.size() ? before[i] : now;
        layers.push_back({now.heads, was.heads, now.ffn, was.ffn});
    }
    m_layers->setLayers(std::move(layers));
}

void DetailsCard::showPair()
{
    const bool isKnown = m_pairs.status() == PairStore::Status::Known;
    const PairAnalysis& pair = m_pairs.pair();
    const bool isTwo = m_store.selection().size() > 1;
    m_classesTitle->setText(isTwo ? tr("Against the second selected: F1 per label")
                                  : tr("Who is affected: F1 per label, change"));
    m_classes->setChanges(largestChanges(pair.classes, kClassRows));
    m_flips->setText(isKnown ? tr("Rows changed: %1 (%2 newly right, %3 newly wrong)")
                                   .arg(pair.newlyRight + pair.newlyWrong)
                                   .arg(pair.newlyRight)
                                   .arg(pair.newlyWrong)
                             : m_pairs.why());
    m_showTexts->setVisible(isKnown);
    m_showClasses->setVisible(isKnown);
}

void DetailsCard::showFacts(const runner::Variant& variant)
{
    for (QPushButton* button : {m_speed, m_use, m_export})
        button->setVisible(!m_store.current()->isPeer); // what another runtime answered is no model of Lathe's any more
    m_path->setFullText(m_store.session().workspace().shown(variant.model));
    QStringList words{tr("run %1").arg(QString::fromStdString(variant.runId)),
                      tr("stored %1").arg(QString::fromStdString(variant.facts.storage))};
    if (!variant.kernels.empty())
        words += tr("ran on %1").arg(QString::fromStdString(variant.kernels));
    m_foot->setText(words.join(" · "));
}

} // namespace lathe::widgets
