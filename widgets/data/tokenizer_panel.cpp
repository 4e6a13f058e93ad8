#include "widgets/data/tokenizer_panel.h"

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "core/text/used_vocabulary.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/common/notes.h"

#include <QLineEdit>

#include <algorithm>

namespace lathe::widgets {

namespace {

constexpr int kCounted = 8192; // tokens at most
constexpr size_t kShown = 44;  // chips
constexpr auto kStage = "prune.vocabulary";
constexpr double kBeside = 260, kBelow = 150; // where the new node stands
constexpr double kWorthSaying = 0.01;         // of the weights

bool isSpecial(const QString& token)
{
    return token.size() > 2 && ((token.startsWith('[') && token.endsWith(']')) ||
                                (token.startsWith('<') && token.endsWith('>')));
}

} // namespace

int64_t vocabularySaving(const runner::ModelFacts& facts, size_t kept)
{
    if (facts.vocabularySize <= 0 || kept >= size_t(facts.vocabularySize))
        return 0;
    // Positions and the like are a row each in the same table of bytes; their form is close enough
    // to the tokens' for a figure in megabytes.
    const double rows = facts.vocabularySize + facts.maxPositions;
    const double perRow = double(facts.embeddingBytes) / rows;
    return int64_t(perRow * double(size_t(facts.vocabularySize) - kept));
}

TokenizerPanel::TokenizerPanel(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_text(new QLineEdit(this)),
      m_tokens(new ChipFlow(this)), m_counts(makeLabel({}, "muted", this)),
      m_prune(makeButton({}, "link", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Try the tokenizer"), "section", this));
    m_text->setText(tr("Measures twice, prunes once, quantizes safely."));
    m_text->setAccessibleName(tr("Text to tokenize"));
    m_text->setMaxLength(20000);
    column->addWidget(m_text);
    column->addWidget(m_tokens);
    m_counts->setWordWrap(true);
    column->addWidget(m_counts);
    m_prune->setToolTip(
        tr("Adds a stage to the recipe that keeps only what the training texts use"));
    column->addWidget(m_prune, 0, Qt::AlignLeft);
    connect(m_text, &QLineEdit::textChanged, this, &TokenizerPanel::tokenize);
    connect(m_prune, &QPushButton::clicked, this, &TokenizerPanel::pruneVocabulary);
    connect(&m_session.document(), &RecipeDocument::changed, this, &TokenizerPanel::refresh);
    refresh();
}

QString TokenizerPanel::counts() const
{
    return m_counts->text();
}

void TokenizerPanel::refresh()
{
    tokenize();
    refreshVocabulary();
}

void TokenizerPanel::tokenize()
{
    const auto tokenizer = m_session.tokenizer();
    if (!tokenizer) {
        m_tokens->setChips({});
        m_counts->setText(m_session.model() ? tr("This model's tokenizer could not be read.")
                                            : QString());
        return;
    }
    const std::string text = m_text->text().toStdString();
    const int most = m_session.document().recipe().maxLength;
    const text::Encoding all = tokenizer->encodeWithTokens(text, kCounted);
    const int32_t unknownId = text::unknownId(*tokenizer);
    // The special token behind the text is never cut, so the last of the kept ones are the words
    // before it.
    const size_t count = all.ids.size();
    const bool isCut = most > 3 && count > size_t(most);
    size_t behind = 0;
    while (behind < count && isSpecial(QString::fromStdString(all.tokens[count - 1 - behind])))
        ++behind;
    const size_t cutFrom = isCut ? size_t(most) - behind : count;
    std::vector<ChipFlow::Chip> chips;
    int unknown = 0;
    for (size_t i = 0; i < count; ++i) {
        const QString token = QString::fromStdString(all.tokens[i]);
        const bool isUnknown = all.ids[i] == unknownId;
        unknown += isUnknown;
        const bool isGone = i >= cutFrom && i < count - behind;
        if (chips.size() >= kShown)
            continue;
        chips.push_back({token,
                         isGone ? tr("id %1, cut").arg(all.ids[i])
                         : isUnknown
                             ? tr("id %1: the vocabulary has no entry for it").arg(all.ids[i])
                             : tr("id %1").arg(all.ids[i]),
                         isGone                   ? ChipFlow::Look::Cut
                         : isUnknown              ? ChipFlow::Look::Unknown
                         : isSpecial(token)       ? ChipFlow::Look::Special
                         : token.startsWith("##") ? ChipFlow::Look::Continued
                                                  : ChipFlow::Look::Plain});
    }
    if (count > kShown)
        chips.push_back({tr("+%1").arg(count - kShown), tr("More tokens"), ChipFlow::Look::Plain});
    m_tokens->setChips(std::move(chips));
    QStringList about{isCut ? tr("%1 tokens, cut to %2").arg(count).arg(most)
                            : tr("%1 tokens of at most %2").arg(count).arg(most)};
    if (unknown > 0)
        about += tr("%1 unknown").arg(unknown);
    about += QString::fromStdString(tokenizer->description());
    if (m_session.data() && m_session.data()->usedVocabulary > 0)
        about += tr("%1 of them occur in this data set")
                     .arg(formatCount(int64_t(m_session.data()->usedVocabulary)));
    m_counts->setText(about.join(" · "));
}

void TokenizerPanel::refreshVocabulary()
{
    const runner::ModelFacts* facts = m_session.model();
    const DataSummary* data = m_session.data();
    const recipe::Recipe& recipe = m_session.document().recipe();
    const int64_t saved = facts && data && data->keptVocabulary > 0
                              ? vocabularySaving(*facts, data->keptVocabulary)
                              : 0;
    const bool isKnown = m_session.document().catalog().find(kStage) != nullptr;
    const bool isPlanned =
        std::any_of(recipe.nodes.begin(), recipe.nodes.end(),
                    [](const recipe::Node& node) { return node.stage == kStage; });
    m_prune->setVisible(isKnown && facts &&
                        double(saved) > kWorthSaying * double(facts->weightBytes));
    m_prune->setEnabled(!isPlanned);
    m_prune->setText(
        isPlanned ? tr("Pruning the vocabulary is in the recipe: it saves %1")
                        .arg(formatMegabytes(double(saved)))
                  : tr("Pruning the vocabulary would save %1").arg(formatMegabytes(double(saved))));
}

void TokenizerPanel::pruneVocabulary()
{
    RecipeDocument& document = m_session.document();
    std::string from = recipe::kSource; // or behind the first training, so that it can be measured
    double lowest = document.position(from).y;
    for (const recipe::Node& node : document.recipe().nodes) {
        const recipe::StageInfo* stage = document.stageOf(node.id);
        if (from == recipe::kSource && stage && stage->family == recipe::StageFamily::Train)
            from = node.id;
        lowest = std::max(lowest, document.position(node.id).y);
    }
    document.addNode(kStage, {document.position(from).x + kBeside, lowest + kBelow}, from);
}

} // namespace lathe::widgets
