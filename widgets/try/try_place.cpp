#include "widgets/try/try_place.h"

#include "widgets/common/format.h"
#include "widgets/speed/candidate_list.h"
#include "widgets/theme/theme.h"
#include "widgets/try/answer_card.h"
#include "widgets/try/batch_view.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

namespace lathe::widgets {

namespace {

enum Page { Empty, Content };
enum View { OneByOne, File };
constexpr int kSideWidth = 372;
constexpr int kPauseMs = 350;
constexpr int kFirstModels = 3; // chosen before anybody chose
constexpr int kCardWidth = 290;
constexpr int kTestTexts = 5;
constexpr qsizetype kRemembered = 40;
constexpr auto kTriedKey = "try/texts";

} // namespace

TryPlace::TryPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_store(new TryStore(session, this)),
      m_batch(new BatchStore(session, this)), m_pages(new QStackedWidget(this)),
      m_editor(new QPlainTextEdit(this)), m_pause(new QTimer(this)),
      m_expected(new ElidedComboBox(this)), m_asked(new QListWidget(this)),
      m_models(new CandidateList(this)), m_modelsNote(makeLabel({}, "faint", this)),
      m_tried(new QListWidget(this)), m_tabs(new QTabBar(this)), m_views(new QStackedWidget(this)),
      m_status(makeLabel({}, "muted", this)), m_batchView(new BatchView(*m_batch, this))
{
    setAcceptDrops(true);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_pages);
    auto* empty = new EmptyState(
        "try", tr("No model can answer yet"),
        tr("Texts are answered by models with a classification head. Fine-tune one by running the "
           "recipe, or open a model that has one."),
        tr("Run the recipe"), this);
    connect(empty, &EmptyState::triggered, this, &TryPlace::runRequested);
    m_pages->addWidget(empty);
    auto* page = new QWidget(this);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(16, 16, 16, 12);
    row->setSpacing(16);
    row->addWidget(makeQuestions());
    row->addWidget(makeAnswers(), 1);
    m_pages->addWidget(page);

    m_pause->setSingleShot(true);
    m_pause->setInterval(kPauseMs);
    connect(m_editor, &QPlainTextEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(m_pause, &QTimer::timeout, this, &TryPlace::ask);
    connect(m_models, &CandidateList::checkedChanged, this, &TryPlace::chooseModels);
    connect(m_models->model(), &QAbstractItemModel::rowsMoved, this, &TryPlace::chooseModels);
    connect(m_asked, &QListWidget::currentRowChanged, this, &TryPlace::refreshAnswers);
    connect(m_expected, &QComboBox::currentTextChanged, this, [this](const QString& labels) {
        if (m_store->texts().isEmpty())
            return;
        QStringList names = labels.split('|', Qt::SkipEmptyParts);
        for (QString& name : names)
            name = name.trimmed();
        names.sort();
        m_expectedOf[m_store->texts()[currentText()]] = names.join('|');
        refreshAnswers();
    });
    connect(m_tried, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { m_editor->setPlainText(item->toolTip()); });
    connect(m_tried, &QListWidget::itemClicked, m_tried, &QListWidget::itemActivated);
    connect(m_tabs, &QTabBar::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_batchView, &BatchView::fileRequested, this, &TryPlace::chooseFile);
    connect(m_store, &TryStore::asked, this, &TryPlace::refreshAsked);
    connect(m_store, &TryStore::answered, this, [this] {
        refreshAsked();
        if (!m_store->isWaiting())
            remember();
    });
    connect(&m_session, &Session::modelChanged, this, &TryPlace::fillCandidates);
    connect(&m_session, &Session::historyChanged, this, &TryPlace::fillCandidates);
    connect(&m_session, &Session::workspaceChanged, this, [this] { m_hasChosen = false; });
    connect(&m_session, &Session::runStateChanged, this, &TryPlace::refreshAnswers);
    connect(&m_session, &Session::benchStateChanged, this, &TryPlace::refreshAnswers);
    fillTried();
    fillCandidates();
}

QWidget* TryPlace::makeQuestions()
{
    auto* card = new Card(this);
    card->setFixedWidth(kSideWidth);
    QVBoxLayout* column = card->column();
    auto* head = new QHBoxLayout;
    head->addStrut(30);
    head->addWidget(makeLabel(tr("Try it"), "title", card));
    head->addStretch(1);
    auto* examples = makeButton(tr("Test texts"), "link", card);
    examples->setToolTip(tr("Asks a few texts of the test split; again: the next ones"));
    connect(examples, &QPushButton::clicked, this, &TryPlace::askTestTexts);
    head->addWidget(examples);
    head->addSpacing(10);
    auto* open = makeButton(tr("Open file…"), "link", card);
    connect(open, &QPushButton::clicked, this, &TryPlace::chooseFile);
    head->addWidget(open);
    column->addLayout(head);
    m_editor->setPlaceholderText(tr("Type or paste texts, one on each line, or drop a file."));
    m_editor->setAccessibleName(tr("Texts to try, one on each line"));
    m_editor->setTabChangesFocus(true);
    m_editor->setFixedHeight(132);
    m_editor->setAcceptDrops(false); // files belong to the place, texts are pasted
    column->addWidget(m_editor);
    auto* expect = new QHBoxLayout;
    expect->setSpacing(8);
    expect->addWidget(makeLabel(tr("Expected label"), "muted", card));
    m_expected->setEditable(true);
    m_expected->setInsertPolicy(QComboBox::NoInsert);
    m_expected->lineEdit()->setPlaceholderText(tr("not given"));
    m_expected->setAccessibleName(tr("Expected label"));
    m_expected->setToolTip(tr("What the text should be answered with; several labels with |"));
    m_expected->setProperty("role", QByteArray("small"));
    m_expected->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    expect->addWidget(m_expected, 1);
    column->addLayout(expect);

    m_asked->setAccessibleName(tr("Texts that were asked"));
    m_asked->setMaximumHeight(150);
    m_asked->setIconSize({9, 9});
    m_asked->setTextElideMode(Qt::ElideRight);
    m_asked->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_asked);

    column->addWidget(makeLine(card));
    auto* models = new QHBoxLayout;
    models->addWidget(makeLabel(tr("Models"), "section", card));
    models->addStretch(1);
    models->addWidget(m_modelsNote);
    column->addLayout(models);
    m_models->setAccessibleName(tr("Models to ask"));
    column->addWidget(m_models, 3);
    column->addWidget(makeLine(card));
    auto* tried = new QHBoxLayout;
    tried->addWidget(makeLabel(tr("Tried before"), "section", card));
    tried->addStretch(1);
    auto* forget = makeButton(tr("Forget"), "link", card);
    connect(forget, &QPushButton::clicked, this, [this] {
        QSettings().remove(kTriedKey);
        fillTried();
    });
    tried->addWidget(forget);
    column->addLayout(tried);
    m_tried->setAccessibleName(tr("Texts that were tried before"));
    m_tried->setTextElideMode(Qt::ElideRight);
    m_tried->setProperty("role", QByteArray("checks")); // its spacing
    m_tried->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_tried, 2);
    return card;
}

QWidget* TryPlace::makeAnswers()
{
    auto* card = new Card(this);
    auto* head = new QHBoxLayout;
    head->addStrut(30);
    m_tabs->addTab(tr("One by one"));
    m_tabs->addTab(tr("A file"));
    m_tabs->setAccessibleName(tr("Answers"));
    m_tabs->setExpanding(false);
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_status);
    card->column()->addLayout(head);
    auto* scroll = new QScrollArea(card);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 4, 4, 4);
    m_grid->setSpacing(14);
    scroll->setWidget(content);
    m_views->addWidget(scroll);
    m_views->addWidget(m_batchView);
    card->column()->addWidget(m_views, 1);
    return card;
}

void TryPlace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        fillCandidates();
}

// Only while it is seen: thousands of model folders are looked for on disk.
void TryPlace::fillCandidates()
{
    m_isStale = !isVisible();
    if (m_isStale)
        return;
    m_searchJob.start(
        [search = ModelSearch(m_session)](const std::stop_token&) { return search.find(); },
        [this](const std::vector<Candidate>& found) { offer(found); },
        [](const Trouble&) {}); // nothing is thrown but for want of memory
}

void TryPlace::offer(const std::vector<Candidate>& found)
{
    std::vector<SpeedCandidate> offered;
    for (const Candidate& candidate : found)
        offered.push_back(
            {candidate.name, candidate.model, m_session.workspace().shown(candidate.model)});
    m_pages->setCurrentIndex(offered.empty() ? Empty : Content);
    m_isFilling = true; // what is checked now was not chosen by anybody
    m_models->setCandidates(offered);
    m_isFilling = false;
    if (m_hasChosen || offered.empty())
        return;
    std::vector<std::filesystem::path> first;
    for (const SpeedCandidate& candidate : offered)
        if (first.size() < kFirstModels)
            first.push_back(candidate.model);
    for (const runner::Variant& variant : m_session.variants())
        if (variant.id == variant.original && variant.facts.labels) { // beside what became of it
            std::erase(first, variant.model);
            first.insert(first.begin(), variant.model);
            break;
        }
    m_isFilling = true;
    m_models->choose(first);
    m_isFilling = false;
}

std::vector<Candidate> TryPlace::chosen() const
{
    std::vector<Candidate> models;
    const auto folders = m_models->checkedModels();
    const QStringList names = m_models->checkedNames();
    for (size_t i = 0; i < folders.size() && i < size_t(TryStore::kMostModels); ++i)
        models.push_back({names[int(i)], folders[i]});
    return models;
}

void TryPlace::chooseModels()
{
    m_hasChosen = m_hasChosen || !m_isFilling;
    const auto checked = m_models->checkedModels().size();
    m_modelsNote->setText(checked > size_t(TryStore::kMostModels)
                              ? tr("the first %1 are asked").arg(TryStore::kMostModels)
                              : tr("%1 chosen, up to %2").arg(checked).arg(TryStore::kMostModels));
    m_store->choose(chosen());
}

void TryPlace::ask()
{
    QStringList texts;
    for (const QString& line : m_editor->toPlainText().split('\n'))
        if (!line.trimmed().isEmpty())
            texts += line.trimmed();
    m_store->ask(texts);
}

int TryPlace::currentText() const
{
    return std::clamp(m_asked->currentRow(), 0, std::max(0, int(m_store->texts().size()) - 1));
}

void TryPlace::refreshAsked()
{
    const QStringList& texts = m_store->texts();
    const int current = currentText();
    {
        const QSignalBlocker quiet(m_asked);
        m_asked->clear();
        for (int i = 0; i < texts.size(); ++i) {
            auto* item = new QListWidgetItem(texts[i], m_asked);
            const bool differs = m_store->disagree(i);
            item->setIcon(makeDot(differs ? Theme::of(this).warn : Theme::of(this).grid));
            item->setToolTip(differs ? tr("The models answer differently\n%1").arg(texts[i])
                                     : texts[i]);
        }
        m_asked->setCurrentRow(current);
        m_asked->setVisible(texts.size() > 1);
    }
    refreshAnswers();
}

void TryPlace::refreshExpected()
{
    const QSignalBlocker quiet(m_expected);
    const auto& answers = m_store->answers();
    const auto ready = std::find_if(answers.begin(), answers.end(), [](const auto& answer) {
        return answer.state == TryStore::State::Ready;
    });
    QStringList names;
    if (ready != answers.end())
        for (const std::string& name : ready->answers.labels.names)
            names += QString::fromStdString(name);
    if (!names.isEmpty() && m_expected->count() != names.size()) {
        m_expected->clear();
        m_expected->addItems(names);
    }
    const QString text = m_store->texts().value(currentText());
    m_expected->setEnabled(!text.isEmpty());
    if (!m_expected->lineEdit()->hasFocus())
        m_expected->setEditText(m_expectedOf.value(text));
}

QString TryPlace::waitingWords() const
{
    if (m_session.isRunning())
        return tr("A run is on; this model answers as soon as the engine is free.");
    if (m_session.isMeasuring())
        return tr("Speed is being measured; this model answers as soon as the engine is free.");
    return tr("Opening the model and asking it");
}

void TryPlace::refreshAnswers()
{
    refreshExpected();
    const auto& answers = m_store->answers();
    const bool hasText = !m_store->texts().isEmpty();
    while (m_cards.size() > (hasText ? answers.size() : 0)) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (hasText && m_cards.size() < answers.size())
        m_cards.push_back(new AnswerCard(this));
    const int text = currentText();
    const QString expected = m_expectedOf.value(m_store->texts().value(text));
    const QStringList* first = nullptr;
    int ready = 0, differing = 0;
    for (size_t i = 0; i < m_cards.size(); ++i) {
        m_cards[i]->showAnswer(answers[i], text, first, expected, waitingWords());
        m_cards[i]->setVisible(true);
        if (answers[i].state != TryStore::State::Ready)
            continue;
        ++ready;
        const QStringList& own = answers[i].decisions[size_t(text)];
        differing += first && *first != own;
        if (!first)
            first = &own;
    }
    m_status->setText(
        !hasText               ? tr("Type a text to see what the models say")
        : answers.empty()      ? tr("Choose at least one model")
        : m_store->isWaiting() ? tr("%1 of %2 have answered").arg(ready).arg(answers.size())
        : differing > 0        ? tr("%1 of %2 differ from the first").arg(differing).arg(ready)
        : ready > 1            ? tr("All %1 agree").arg(ready)
                               : QString());
    layCards();
}

void TryPlace::layCards()
{
    const int columns = std::clamp(m_views->width() / kCardWidth, 1, 3);
    while (QLayoutItem* item = m_grid->takeAt(0))
        delete item;
    for (int i = 0; i < 8; ++i) {
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
        m_grid->setRowStretch(i, 0);
    }
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], int(i) / columns, int(i) % columns);
    m_grid->setRowStretch(int(m_cards.size()) / columns + 1, 1);
}

void TryPlace::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layCards();
}

void TryPlace::remember()
{
    QSettings settings;
    QStringList known = settings.value(kTriedKey).toStringList();
    for (const QString& text : m_store->texts()) {
        // A text that is being typed replaces its beginnings.
        if (!known.isEmpty() && (text.startsWith(known.first()) || known.first().startsWith(text)))
            known.removeFirst();
        known.removeAll(text);
        known.prepend(text);
    }
    settings.setValue(kTriedKey, known.mid(0, kRemembered));
    fillTried();
}

void TryPlace::fillTried()
{
    m_tried->clear();
    for (const QString& text : QSettings().value(kTriedKey).toStringList())
        (new QListWidgetItem(text, m_tried))->setToolTip(text);
}

void TryPlace::askTestTexts()
{
    if (!m_session.data() || m_session.data()->data->test.empty())
        return;
    const data::DataSet& set = *m_session.data()->data;
    QStringList texts;
    for (int i = 0; i < kTestTexts; ++i) {
        const data::Example& example = set.test[m_nextTestText++ % set.test.size()];
        const QString text = QString::fromStdString(example.text).simplified();
        QStringList labels;
        for (const int label : example.labels)
            labels += QString::fromStdString(set.labels.names[size_t(label)]);
        labels.sort();
        m_expectedOf[text] = labels.join('|');
        texts += text;
    }
    m_editor->setPlainText(texts.join('\n'));
    m_tabs->setCurrentIndex(OneByOne);
    ask();
}

void TryPlace::chooseFile()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Open texts"), toQString(m_session.document().recipe().data.test),
        tr("Texts (*.tsv *.csv *.jsonl *.ndjson *.txt);;All files (*)"));
    if (!file.isEmpty())
        openFile(toPath(file));
}

void TryPlace::openFile(const std::filesystem::path& file)
{
    if (chosen().empty()) {
        m_status->setText(tr("Choose at least one model"));
        return;
    }
    m_tabs->setCurrentIndex(File);
    m_batch->open(file, chosen());
}

void TryPlace::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void TryPlace::dropEvent(QDropEvent* event)
{
    openFile(toPath(event->mimeData()->urls().first().toLocalFile()));
    event->acceptProposedAction();
}

} // namespace lathe::widgets
