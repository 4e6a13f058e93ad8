#include "widgets/settings/settings_dialog.h"

#include "core/base/system_info.h"
#include "widgets/settings/languages.h"
#include "widgets/settings/storage_card.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>

namespace lathe::widgets {

namespace {

constexpr int kMostThreads = 1024;
constexpr int kLabelWidth = 140;

QComboBox* makeChoice(const QString& name, const std::vector<std::pair<QString, QVariant>>& choices,
                      const QVariant& chosen, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    for (const auto& [title, value] : choices)
        box->addItem(title, value);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    return box;
}

QFormLayout* addForm(Card* card, const QString& title)
{
    card->column()->addWidget(makeLabel(title, "title", card));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    card->column()->addLayout(form);
    return form;
}

QLabel* label(const QString& text, QWidget* parent)
{
    auto* result = new QLabel(text, parent);
    result->setMinimumWidth(kLabelWidth); // alike in all cards
    return result;
}

void addNote(QFormLayout* form, const QString& text, QWidget* parent)
{
    auto* note = makeLabel(text, "faint", parent);
    note->setWordWrap(true);
    form->addRow(QString(), note);
}

QLineEdit* addFolder(QFormLayout* form, const QString& title, const QString& value, const QString& none, QWidget* parent)
{
    auto* field = new QLineEdit(value, parent);
    field->setAccessibleName(title);
    field->setPlaceholderText(none);
    auto* choose = makeButton(SettingsDialog::tr("Choose…"), "", parent);
    choose->setAccessibleName(SettingsDialog::tr("Choose: %1").arg(title));
    QObject::connect(choose, &QPushButton::clicked, field, [field, title] {
        const QString folder = QFileDialog::getExistingDirectory(field, title, field->text());
        if (!folder.isEmpty())
            field->setText(folder);
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(field, 1);
    row->addWidget(choose);
    form->addRow(label(title, parent), row);
    return field;
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences& preferences, Session& session, QWidget* parent)
    : QDialog(parent), m_storage(new StorageCard(session, this))
{
    setWindowTitle(tr("Settings"));
    resize(640, 720);
    auto* content = new QWidget;
    auto* cards = new QVBoxLayout(content);
    cards->setContentsMargins(16, 16, 16, 8);
    cards->setSpacing(12);
    cards->addWidget(makeLook(preferences));
    cards->addWidget(makeEngine(preferences));
    cards->addWidget(makeFolders(preferences));
    cards->addWidget(makeManners(preferences));
    cards->addWidget(m_storage);
    cards->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Save)->setText(tr("Save"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    setRole(buttons->button(QDialogButtonBox::Save), "primary");
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 12);
    column->addWidget(scroll, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(16, 0, 16, 0);
    foot->addWidget(buttons);
    column->addLayout(foot);
}

QWidget* SettingsDialog::makeLook(const Preferences& preferences)
{
    auto* card = new Card(this);
    QFormLayout* form = addForm(card, tr("Appearance"));
    m_theme = makeChoice(tr("Theme"),
                         {{tr("As the system"), int(ThemeChoice::System)},
                          {tr("Light"), int(ThemeChoice::Light)},
                          {tr("Dark"), int(ThemeChoice::Dark)}},
                         int(preferences.theme), card);
    form->addRow(label(tr("Theme"), card), m_theme);
    std::vector<std::pair<QString, QVariant>> languages{{tr("As the system"), QString()}};
    for (const Language& language : knownLanguages())
        languages.emplace_back(language.name, language.code);
    m_language = makeChoice(tr("Language"), languages, preferences.language, card);
    form->addRow(label(tr("Language"), card), m_language);
    addNote(form, tr("Another language takes effect at the next start."), card);
    return card;
}

QWidget* SettingsDialog::makeEngine(const Preferences& preferences)
{
    auto* card = new Card(this);
    QFormLayout* form = addForm(card, tr("Computing"));
    m_threads = new QSpinBox(card);
    m_threads->setRange(0, kMostThreads);
    m_threads->setSpecialValueText(tr("One per core (%1)").arg(readSystemInfo().cores));
    m_threads->setValue(preferences.threads);
    m_threads->setAccessibleName(tr("Threads"));
    form->addRow(label(tr("Threads"), card), m_threads);
    m_device = makeChoice(tr("Train on"), {{tr("CPU"), "cpu"}, {tr("GPU (CUDA)"), "cuda"}},
                          QString(preferences.device), card);
    form->addRow(label(tr("Train on"), card), m_device);
    addNote(form,
            tr("Training, calibration and evaluation run there; speed is always measured on the CPU. A change takes "
               "effect when the work in progress has ended."),
            card);
    return card;
}

QWidget* SettingsDialog::makeFolders(const Preferences& preferences)
{
    auto* card = new Card(this);
    QFormLayout* form = addForm(card, tr("Folders"));
    m_workspaces = addFolder(form, tr("New workspaces"), preferences.workspacesFolder, {}, card);
    m_models = addFolder(form, tr("Models"), preferences.modelsFolder, tr("where the last one was"), card);
    return card;
}

QWidget* SettingsDialog::makeManners(const Preferences& preferences)
{
    auto* card = new Card(this);
    card->column()->addWidget(makeLabel(tr("Starting, saving, telling"), "title", card));
    const auto add = [&](const QString& text, bool isOn) {
        auto* box = new QCheckBox(text, card);
        box->setChecked(isOn);
        card->column()->addWidget(box);
        return box;
    };
    m_reopens = add(tr("Open the last workspace at the start"), preferences.reopens);
    m_autosaves = add(tr("Keep unsaved changes for the case of a crash"), preferences.autosaves);
    m_notifies = add(tr("Notify on the desktop when a run has ended"), preferences.notifies);
    return card;
}

Preferences SettingsDialog::preferences() const
{
    Preferences result;
    result.theme = ThemeChoice(m_theme->currentData().toInt());
    result.language = m_language->currentData().toString();
    result.threads = m_threads->value();
    result.device = m_device->currentData().toString();
    result.workspacesFolder = m_workspaces->text();
    result.modelsFolder = m_models->text();
    result.reopens = m_reopens->isChecked();
    result.autosaves = m_autosaves->isChecked();
    result.notifies = m_notifies->isChecked();
    return result;
}

} // namespace lathe::widgets
