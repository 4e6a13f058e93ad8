#include "widgets/data/model_card.h"

#include "widgets/common/kit.h"
#include "widgets/common/bars.h"
#include "widgets/common/format.h"
#include "widgets/data/model_picture.h"
#include "widgets/data/model_timer.h"
#include "widgets/data/structure.h"
#include "widgets/data/tokenizer_panel.h"
#include "widgets/speed/speed_model.h"
#include "widgets/theme/said.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTreeView>

namespace lathe::widgets {

namespace {
enum Page { Empty, Loading, Facts };
} // namespace

ModelCard::ModelCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_openMenu(new QMenu(this)),
      m_name(new ElidedLabel("muted", Qt::ElideMiddle, this)),
      m_speed(makeButton(tr("Measure speed…"), "link", this)), m_pages(new QStackedWidget(this)),
      m_timer(new ModelTimer(session, this))
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
    connect(&m_session, &Session::modelFailed, this, &ModelCard::showTrouble);
    connect(m_timer, &ModelTimer::changed, this, &ModelCard::refreshTime);
    refresh();
}

void ModelCard::showTrouble(const Trouble& trouble)
{
    m_trouble = trouble.remedy.isEmpty() ? trouble.text : trouble.text + "\n" + trouble.remedy;
    delete m_failure;
    m_failure = new EmptyState("warning", tr("This model cannot be used"), m_trouble,
                               tr("Open another model…"), this);
    connect(m_failure, &EmptyState::triggered, this, &ModelCard::openRequested);
    m_pages->addWidget(m_failure);
    m_pages->setCurrentWidget(m_failure);
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
    column->addSpacing(4);
    auto* timeHead = new QHBoxLayout;
    timeHead->addWidget(makeLabel(tr("Where the time goes"), "section", page));
    timeHead->addWidget(m_timeNote = makeLabel({}, "muted", page), 1);
    timeHead->addWidget(m_measure = makeButton(tr("Measure again"), "link", page));
    column->addLayout(timeHead);
    column->addWidget(m_time = new StackedBar(page));
    column->addSpacing(4);
    column->addLayout(makePictureHead(page));
    column->addWidget(m_picture);
    m_structure = new StructureModel(this);
    m_tree = new QTreeView(page);
    m_tree->setModel(m_structure);
    m_tree->setIndentation(14);
    m_tree->setUniformRowHeights(true);
    m_tree->setAccessibleName(tr("Structure"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(StructureModel::Shape, QHeaderView::Stretch);
    setSectionWidth(m_tree->header(), StructureModel::Name, 118);
    setSectionWidth(m_tree->header(), StructureModel::Form, 62);
    setSectionWidth(m_tree->header(), StructureModel::Size, 76);
    setSectionWidth(m_tree->header(), StructureModel::Share, 66);
    column->addWidget(m_tree, 1);
    column->addWidget(makeLine(page));
    column->addSpacing(2);
    column->addWidget(m_tokenizer = new TokenizerPanel(m_session, page));

    connect(m_measure, &QPushButton::clicked, m_timer, &ModelTimer::measureAnew);
    connect(m_colour, &QComboBox::currentIndexChanged, this, &ModelCard::refreshPicture);
    connect(m_picture, &ModelPicture::partClicked, this, [this](const PartId& part) {
        const QModelIndex index = m_structure->indexOf(part);
        m_tree->setCurrentIndex(index);
        m_tree->scrollTo(index);
    });
    connect(
        m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) { m_picture->setSelected(m_structure->partOf(index)); });
    return page;
}

QLayout* ModelCard::makePictureHead(QWidget* page)
{
    m_picture = new ModelPicture(page);
    m_colour = new QComboBox(page);
    m_colour->setProperty("role", QByteArray("quiet"));
    m_colour->setAccessibleName(tr("Colour of the picture"));
    m_colour->addItem(tr("colour: bits"), int(ModelPicture::Colour::Bits));
    m_colour->addItem(tr("colour: bytes"), int(ModelPicture::Colour::Bytes));
    m_colour->addItem(tr("colour: time"), int(ModelPicture::Colour::Time));
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("Structure"), "section", page));
    head->addStretch(1);
    head->addWidget(m_legend = makeLabel({}, "faint", page));
    m_legend->setTextFormat(Qt::RichText);
    head->addSpacing(10);
    head->addWidget(m_colour);
    return head;
}

void ModelCard::refreshPicture()
{
    const runner::ModelFacts* facts = m_session.model();
    if (!facts)
        return;
    const bool isTimed = m_timer->state() == ModelTimer::State::Known;
    auto colour = ModelPicture::Colour(m_colour->currentData().toInt());
    m_picture->setModel(*facts,
                        isTimed ? m_timer->time().parts : std::vector<runner::OperatorTime>());
    m_picture->setColour(colour);
    QString legend;
    for (const LegendEntry& entry : legendOf(colour, *facts, this))
        legend += QString("<span style='color:%1'>\u25a0</span> %2 &nbsp; ")
                      .arg(entry.colour.name(), entry.text);
    m_legend->setText(colour == ModelPicture::Colour::Time && !isTimed ? tr("not measured yet")
                                                                       : legend);
}

void ModelCard::refreshTime()
{
    using State = ModelTimer::State;
    const State state = m_timer->state();
    const ModelTime& time = m_timer->time();
    const bool isKnown = state == State::Known;
    m_time->setVisible(isKnown);
    m_measure->setVisible(isKnown || state == State::Failed);
    m_latency->setVisible(isKnown);
    switch (state) {
    case State::Known:
        m_latency->setValue(formatMilliseconds(time.seconds));
        m_latency->setCaption(tr("one text, measured"));
        m_latency->setToolTip(tr("%1 tokens, %2 threads, %3; the median is known to %4 %")
                                  .arg(time.tokens)
                                  .arg(time.threads)
                                  .arg(time.cpu)
                                  .arg(saidNumber(100 * time.uncertainty, 1)));
        m_time->setSegments(timeShares(time.parts, this));
        m_timeNote->setText(tr("(one text of %1 tokens)").arg(time.tokens));
        break;
    case State::Measuring:
        m_timeNote->setText(tr("measuring…"));
        break;
    case State::NoHead:
        m_timeNote->setText(tr("measured once the model is fine-tuned"));
        break;
    case State::Waiting:
        m_timeNote->setText(m_session.isRunning() || m_session.isMeasuring()
                                ? tr("measured when the engine is free")
                                : tr("measured in a moment"));
        break;
    case State::Failed:
        m_timeNote->setText(tr("could not be measured: %1").arg(m_timer->problem()));
        break;
    case State::Unknown:
        m_timeNote->clear();
        break;
    }
    refreshPicture();
}

void ModelCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_session.model())
        return;
    m_bytes->setSegments(byteShares(*m_session.model(), this));
    refreshTime();
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
        if (m_session.isModelLoading() || path.empty())
            m_trouble.clear();
        if (m_trouble.isEmpty())
            m_pages->setCurrentIndex(m_session.isModelLoading() ? Loading : Empty);
        return;
    }
    if (!m_trouble.isEmpty()) // the weights are fine, the tokenizer is not
        return;
    m_pages->setCurrentIndex(Facts);
    m_parameters->setValue(formatMillions(facts->parameters));
    m_size->setValue(formatMegabytes(double(facts->weightBytes)));
    m_size->setCaption(tr("on disk, %1").arg(QString::fromStdString(facts->storage)));
    m_shape->setValue(facts->layers.empty() // not known of a program
                          ? QString(QChar(0x2013))
                          : tr("%1 × %2").arg(facts->layers.size()).arg(facts->hiddenSize));
    m_shape->setCaption(tr("layers, %1").arg(QString::fromStdString(facts->family).toUpper()));
    m_positions->setValue(QString::number(facts->maxPositions));
    m_bytes->setSegments(byteShares(*facts, this));
    m_structure->setParts(structureOf(*facts));
    m_tree->expand(m_structure->index(0, 0));
    m_tree->expand(m_structure->index(1, 0));
    refreshTime();
    m_tokenizer->refresh();
}

} // namespace lathe::widgets
