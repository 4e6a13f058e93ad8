#include "widgets/data/model_card.h"

#include "core/base/error.h"
#include "core/text/tokenizer.h"
#include "widgets/common/banner.h"
#include "widgets/common/bars.h"
#include "widgets/common/format.h"
#include "widgets/common/notes.h"
#include "widgets/data/structure.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>

namespace lathe::widgets {

namespace {
enum Page { Empty, Loading, Facts };
constexpr int kTriedTokens = 64; // shown of the text to try
} // namespace

ModelCard::ModelCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_openMenu(new QMenu(this)),
      m_name(new ElidedLabel("muted", Qt::ElideMiddle, this)),
      m_speed(makeButton(tr("Measure speed…"), "link", this)), m_banner(new Banner(this)),
      m_pages(new QStackedWidget(this))
{
    auto* open = makeButton(tr("Open model  "), "link", this);
    open->setMenu(m_openMenu);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addStrut(30); // as high as the head of the data card
    head->addWidget(makeLabel(tr("Model"), "title", this));
    head->addWidget(m_name, 1);
    head->addWidget(m_speed);
    head->addWidget(open);
    column()->addLayout(head);
    connect(m_speed, &QPushButton::clicked, this,
            [this] { Q_EMIT speedRequested({m_session.document().recipe().model}); });
    column()->addWidget(m_banner);
    column()->addWidget(m_pages, 1);

    auto* empty = new EmptyState(
        "source", tr("No model yet"),
        tr("Open a Hugging Face model folder (config.json, weights and tokenizer), a GGUF file, "
           "or a variant that an earlier run made."),
        tr("Open model folder…"), this);
    connect(empty, &EmptyState::triggered, this, &ModelCard::openRequested);
    m_pages->addWidget(empty);
    m_pages->addWidget(new EmptyState(
        "source", tr("Reading the model"),
        tr("While a run is on, the model is read as soon as the engine is free."), {}, this));
    m_pages->addWidget(makeFacts());

    connect(&m_session, &Session::modelChanged, this, &ModelCard::refresh);
    connect(&m_session, &Session::dataChanged, this, &ModelCard::refresh);
    connect(&m_session, &Session::historyChanged, this, &ModelCard::refresh);
    connect(&m_session, &Session::modelFailed, this, [this](const Trouble& trouble) {
        m_banner->showMessage(Banner::Tone::Bad, tr("This model cannot be used"),
                              trouble.remedy.isEmpty() ? trouble.text
                                                       : trouble.text + "\n" + trouble.remedy);
    });
    connect(m_try, &QLineEdit::textChanged, this, &ModelCard::tokenize);
    refresh();
}

QWidget* ModelCard::makeFacts()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(8);
    for (auto [member, caption] : std::initializer_list<std::pair<Figure**, QString>>{
             {&m_parameters, tr("parameters")},
             {&m_size, tr("on disk")},
             {&m_shape, tr("layers × width")},
             {&m_positions, tr("positions")},
             {&m_latency, tr("batch 1, measured")}}) {
        *member = new Figure(caption, page);
        figures->addWidget(*member, 1);
    }
    column->addLayout(figures);
    column->addSpacing(8);
    column->addWidget(makeLabel(tr("Where the bytes are"), "section", page));
    column->addWidget(m_bytes = new StackedBar(page));
    column->addSpacing(8);
    column->addWidget(makeLabel(tr("Structure"), "section", page));
    m_structure = new StructureModel(this);
    m_tree = new QTreeView(page);
    m_tree->setModel(m_structure);
    m_tree->setIndentation(18);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Structure"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(StructureModel::Shape, QHeaderView::Stretch);
    m_tree->header()->resizeSection(StructureModel::Name, 138);
    m_tree->header()->resizeSection(StructureModel::Size, 84);
    m_tree->header()->resizeSection(StructureModel::Share, 70);
    column->addWidget(m_tree, 1);
    column->addWidget(makeLine(page));
    column->addSpacing(2);
    column->addWidget(makeLabel(tr("Try the tokenizer"), "section", page));
    column->addWidget(m_try = new QLineEdit(page));
    m_try->setText(tr("Measures twice, prunes once, quantizes safely."));
    m_try->setAccessibleName(tr("Text to tokenize"));
    m_try->setMaxLength(2000);
    m_tokens = new ChipFlow(page);
    column->addWidget(m_tokens);
    m_tokenizer = makeLabel({}, "muted", page);
    m_tokenizer->setWordWrap(true);
    column->addWidget(m_tokenizer);
    return page;
}

void ModelCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_session.model())
        m_bytes->setSegments(byteShares(*m_session.model(), this));
}

void ModelCard::refresh()
{
    const runner::ModelFacts* facts = m_session.model();
    const std::filesystem::path& path = m_session.document().recipe().model;
    m_name->setFullText(facts ? m_session.workspace().shown(path) : QString());
    m_speed->setVisible(facts != nullptr);
    m_speed->setEnabled(facts && facts->labels);
    m_speed->setToolTip(facts && !facts->labels
                            ? tr("This model cannot classify yet; its speed is measured once it is "
                                 "fine-tuned")
                            : tr("On shapes and texts, and where the time goes"));
    if (!facts) {
        m_pages->setCurrentIndex(m_session.isModelLoading() ? Loading : Empty);
        if (m_session.isModelLoading())
            m_banner->hide();
        return;
    }
    m_pages->setCurrentIndex(Facts);
    m_parameters->setValue(formatMillions(facts->parameters));
    m_size->setValue(formatMegabytes(double(facts->weightBytes)));
    m_size->setCaption(tr("on disk, %1").arg(QString::fromStdString(facts->storage)));
    m_shape->setValue(tr("%1 × %2").arg(facts->layers.size()).arg(facts->hiddenSize));
    m_shape->setCaption(tr("layers, %1").arg(QString::fromStdString(facts->family).toUpper()));
    m_positions->setValue(QString::number(facts->maxPositions));
    m_latency->hide();
    for (const runner::Variant& variant : m_session.variants()) {
        const auto latency = variant.metrics.find("latencyP50Ms");
        if (variant.model == path && latency != variant.metrics.end()) {
            m_latency->setValue(QString::fromStdString(
                analysis::formatMetric(*analysis::findMetric("latencyP50Ms"), latency->second)));
            m_latency->show();
            break;
        }
    }
    m_bytes->setSegments(byteShares(*facts, this));
    m_structure->setParts(structureOf(*facts));
    m_tree->expand(m_structure->index(0, 0));
    m_tree->expand(m_structure->index(1, 0));
    tokenize();
}

void ModelCard::tokenize()
{
    const auto tokenizer = m_session.tokenizer();
    if (!tokenizer) {
        m_tokens->setChips({});
        m_tokenizer->setText(tr("This model's tokenizer could not be read."));
        return;
    }
    std::vector<ChipFlow::Chip> chips;
    const text::Encoding encoding =
        tokenizer->encodeWithTokens(m_try->text().toStdString(), kTriedTokens);
    for (size_t i = 0; i < encoding.ids.size(); ++i) {
        const QString token = QString::fromStdString(encoding.tokens[i]);
        const bool isSpecial =
            token.size() > 2 && ((token.startsWith('[') && token.endsWith(']')) ||
                                 (token.startsWith('<') && token.endsWith('>')));
        chips.push_back({token, tr("id %1").arg(encoding.ids[i]),
                         isSpecial                ? ChipFlow::Look::Special
                         : token.startsWith("##") ? ChipFlow::Look::Continued
                                                  : ChipFlow::Look::Plain});
    }
    m_tokens->setChips(std::move(chips));
    QString about = tr("%1 tokens").arg(encoding.ids.size()) + " · " +
                    QString::fromStdString(tokenizer->description());
    if (m_session.data() && m_session.data()->usedVocabulary > 0)
        about += tr(" · %1 of them occur in this data set")
                     .arg(formatCount(int64_t(m_session.data()->usedVocabulary)));
    m_tokenizer->setText(about);
}

} // namespace lathe::widgets
