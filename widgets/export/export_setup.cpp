#include "widgets/export/export_setup.h"

#include "core/export/zip_file.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/export/format_card.h"
#include "widgets/export/proof_choice.h"
#include "widgets/theme/said.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardPaths>

#include <map>

namespace lathe::widgets {

namespace {

constexpr int kPauseMs = 150; // after the last key
constexpr int kColumns = 3;   // of cards

} // namespace

ExportSetup::ExportSetup(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_models(new ElidedComboBox(this)), m_figures(makeLabel({}, "muted", this)),
      m_modelNote(makeLabel({}, "warn", this)),
      m_formats(new QButtonGroup(this)),
      m_halves(new QCheckBox(tr("Keep 32-bit floats as 16-bit floats: half the size, answers may differ a little"), this)),
      m_folder(new QLineEdit(this)), m_zip(new QCheckBox(tr("One zip file instead of a folder"), this)), m_folderNote(makeLabel({}, "warn", this)),
      m_proofTitle(makeLabel(tr("Proof"), "section", this)), m_proof(new ProofChoice(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);
    makeModel(column);
    column->addSpacing(8);
    makeFormats(column);
    column->addSpacing(8);
    makeFolder(column);
    column->addSpacing(8);
    column->addWidget(m_proofTitle);
    column->addWidget(m_proof);
    column->addStretch(1);
    m_later.setSingleShot(true);
    m_later.setInterval(kPauseMs);
    connect(&m_later, &QTimer::timeout, this, &ExportSetup::look);
    connect(m_proof, &ProofChoice::changed, this, &ExportSetup::changed);
    connect(&m_session, &Session::dataChanged, this, &ExportSetup::showFormat);
}

void ExportSetup::makeModel(QVBoxLayout* column)
{
    column->addWidget(makeLabel(tr("Model"), "section", this));
    m_models->setAccessibleName(tr("Model to export"));
    m_models->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_figures->setWordWrap(true);
    column->addWidget(m_models);
    column->addWidget(m_figures);
    m_modelNote->setWordWrap(true);
    m_modelNote->hide();
    column->addWidget(m_modelNote);
    connect(m_models, &QComboBox::currentIndexChanged, this, &ExportSetup::showSubject);
}

void ExportSetup::makeFormats(QVBoxLayout* column)
{
    column->addWidget(makeLabel(tr("Format"), "section", this));
    auto* grid = new QGridLayout;
    grid->setSpacing(10);
    m_formats->setExclusive(true);
    for (const exports::FormatInfo& format : exports::allFormats()) {
        auto* card = new FormatCard(format, this);
        const int index = int(m_cards.size());
        grid->addWidget(card, index / kColumns, index % kColumns);
        m_formats->addButton(card, index);
        m_cards.push_back(card);
    }
    for (int i = 0; i < kColumns; ++i)
        grid->setColumnStretch(i, 1);
    column->addLayout(grid);
    column->addWidget(m_halves);
    connect(m_formats, &QButtonGroup::idToggled, this, [this](int, bool isOn) {
        if (isOn)
            showFormat();
    });
    connect(m_halves, &QCheckBox::toggled, this, &ExportSetup::changed);
}

void ExportSetup::makeFolder(QVBoxLayout* column)
{
    column->addWidget(makeLabel(tr("New folder"), "section", this));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* choose = makeButton(tr("Choose…"), "", this);
    choose->setAccessibleName(tr("Choose the folder to write into"));
    m_folder->setAccessibleName(tr("Folder to write into"));
    m_folderNote->setWordWrap(true);
    m_folderNote->hide();
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    column->addLayout(row);
    column->addWidget(m_zip);
    column->addWidget(m_folderNote);
    m_zip->setVisible(exports::canZip());
    connect(m_zip, &QCheckBox::toggled, this, &ExportSetup::nameAsZip);
    connect(m_folder, &QLineEdit::textChanged, this, [this](const QString& text) {
        const QSignalBlocker quiet(m_zip);
        m_zip->setChecked(exports::isZipFile(toPath(text.trimmed())));
    });
    connect(m_folder, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_isFolderChosen = !text.trimmed().isEmpty();
        m_check.reset();
        m_later.start();
        Q_EMIT changed();
    });
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder to write into"), toQString(home()));
        if (folder.isEmpty())
            return;
        m_isFolderChosen = true;
        m_folder->setText(folder);
        look();
    });
}

void ExportSetup::setSubjects(std::vector<ExportSubject> subjects, std::string variant)
{
    if (!subject() || subject()->variant != variant)
        m_isFolderChosen = false;
    m_subjects = std::move(subjects);
    int chosen = 0;
    {
        const QSignalBlocker quiet(m_models);
        m_models->clear();
        for (const ExportSubject& subject : m_subjects) {
            if (!variant.empty() && subject.variant == variant)
                chosen = m_models->count();
            m_models->addItem(subject.name);
        }
        m_models->setCurrentIndex(m_subjects.empty() ? -1 : chosen);
    }
    showSubject();
}

const ExportSubject* ExportSetup::subject() const
{
    const int index = m_models->currentIndex();
    return index >= 0 && size_t(index) < m_subjects.size() ? &m_subjects[size_t(index)] : nullptr;
}

const exports::FormatInfo* ExportSetup::format() const
{
    const int id = m_formats->checkedId();
    return id >= 0 && m_cards[size_t(id)]->isEnabled() ? &m_cards[size_t(id)]->format() : nullptr;
}

void ExportSetup::showSubject()
{
    const ExportSubject* chosen = subject();
    m_figures->setText(!chosen                    ? tr("There is nothing to export yet: run a recipe, or open a model.")
                       : chosen->variant.empty() ? tr("The recipe's model · %1").arg(chosen->figures)
                                                 : chosen->figures);
    // What most formats say is said once.
    std::map<std::string, int> reasons;
    for (const FormatCard* card : m_cards)
        if (std::string reason = chosen ? exports::whyNot(card->format(), chosen->facts) : std::string(); !reason.empty())
            ++reasons[std::move(reason)];
    m_whyNone.clear();
    for (const auto& [reason, count] : reasons)
        if (count > 1)
            m_whyNone = reason;
    m_modelNote->setText(saidMessage(m_whyNone));
    m_modelNote->setVisible(!m_whyNone.empty());
    FormatCard* first = nullptr;
    for (FormatCard* card : m_cards) {
        const std::string reason = chosen ? exports::whyNot(card->format(), chosen->facts) : std::string();
        card->setWhyNot(reason, reason == m_whyNone);
        card->setEnabled(chosen && card->isEnabled());
        if (!first && card->isEnabled())
            first = card;
    }
    if (!format() && first)
        first->setChecked(true); // which shows it
    else
        showFormat();
}

void ExportSetup::showFormat()
{
    const exports::FormatInfo* info = format();
    const bool canHalve = info && info->takesHalves && subject()->facts.storage.find("fp32") != std::string::npos;
    m_halves->setVisible(canHalve);
    m_proofTitle->setVisible(info);
    m_proof->setVisible(info);
    m_folder->setEnabled(info);
    if (!m_isFolderChosen)
        suggestFolder();
    look();
}

// Where exports go if nobody says otherwise; not into a workspace that only another program may write.
std::filesystem::path ExportSetup::home() const
{
    if (m_session.access().isWritable())
        return m_session.workspace().folder / "exports";
    return toPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)) / "lathe-exports";
}

void ExportSetup::suggestFolder()
{
    if (format())
        m_folder->setText(toQString(home() / toPath(QString("%1-%2%3").arg(subject()->slug(), QString::fromStdString(format()->key),
                                                                           m_zip->isChecked() ? ".zip" : ""))));
}

void ExportSetup::nameAsZip(bool isZip)
{
    std::filesystem::path place = toPath(m_folder->text().trimmed());
    if (!place.has_filename())
        place = place.parent_path();
    if (isZip && place.has_filename())
        place += ".zip";
    else
        place.replace_extension();
    m_folder->setText(toQString(place));
    look();
}

void ExportSetup::renew()
{
    m_isFolderChosen = false;
    showFormat();
}

void ExportSetup::look()
{
    m_check.reset();
    m_later.stop();
    const exports::FormatInfo* info = format();
    const std::filesystem::path folder = toPath(m_folder->text().trimmed());
    if (info && folder.is_absolute())
        m_look.start([info, folder, isFree = !m_isFolderChosen](
                         const std::stop_token&) { return checkExport(*info, folder, isFree); },
                     [this](const ExportCheck& check) { take(check); },
                     [this](const Trouble& trouble) { take({toPath(m_folder->text().trimmed()), trouble.text, {}}); });
    else
        m_look.cancel();
    if (info && !folder.is_absolute())
        take({folder, folder.empty() ? tr("Name a folder to write into.")
                                     : tr("Write the whole path, from / on."), {}});
    Q_EMIT changed();
}

void ExportSetup::take(const ExportCheck& check)
{
    m_check = check;
    if (!m_isFolderChosen)
        m_folder->setText(toQString(check.folder));
    m_folderNote->setText(check.whyNot);
    m_folderNote->setVisible(!check.whyNot.isEmpty());
    if (format())
        m_proof->show(*format(), check.missing, whyNoProof());
    Q_EMIT changed();
    Q_EMIT checked();
}

QString ExportSetup::whyNoProof() const
{
    if (subject()->variant.empty() && !m_session.data())
        return tr("There are no test texts to prove it with: open the data of the recipe, or export a variant of a run.");
    return {};
}

QString ExportSetup::problem() const
{
    if (!subject())
        return m_figures->text();
    if (!format())
        return m_whyNone.empty() ? tr("No format can hold this model; the cards say why.") : tr("No format can hold this model.");
    if (!m_check)
        return tr("Looking at the folder…");
    if (!m_check->whyNot.isEmpty())
        return m_folderNote->text();
    return m_proof->problem();
}

ExportJob ExportSetup::job() const
{
    ExportJob job;
    job.order.model = subject()->model;
    job.order.format = format();
    job.order.halves = !m_halves->isHidden() && m_halves->isChecked();
    job.order.folder = m_check->folder;
    job.order.name = subject()->facts.name;
    job.order.verify = m_proof->isProving();
    job.order.allowPython = m_proof->mayInstall();
    job.order.reference.maxLength = m_session.document().recipe().maxLength;
    job.variant = subject()->variant;
    job.history = m_session.workspace().historyFile();
    if (m_session.data())
        job.data = m_session.data()->data;
    return job;
}

} // namespace lathe::widgets
