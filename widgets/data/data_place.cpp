#include "widgets/data/data_place.h"

#include "widgets/common/format.h"
#include "widgets/data/data_card.h"
#include "widgets/data/data_spec_dialog.h"
#include "widgets/data/model_card.h"
#include "widgets/settings/preferences.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>

namespace lathe::widgets {

namespace {
constexpr qsizetype kOfferedRuns = 30; // lines of the menu
} // namespace

DataPlace::DataPlace(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new ModelCard(session, this)),
      m_data(new DataCard(session, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 16, 16, 12);
    row->setSpacing(16);
    row->addWidget(m_model, 52);
    row->addWidget(m_data, 80);
    m_model->setMinimumWidth(430);
    connect(m_model, &ModelCard::openRequested, this, &DataPlace::openModel);
    connect(m_model, &ModelCard::speedRequested, this, &DataPlace::speedRequested);
    connect(m_data, &DataCard::openRequested, this, qOverload<>(&DataPlace::openData));
    connect(m_model->openMenu(), &QMenu::aboutToShow, this, &DataPlace::fillOpenMenu);
    connect(&m_session, &Session::modelChanged, this, [this] {
        if (!m_session.model())
            return;
        remember(keys::kRecentModels, toQString(m_session.document().recipe().model));
    });
}

void DataPlace::fillOpenMenu()
{
    QMenu* menu = m_model->openMenu();
    menu->clear();
    menu->addAction(tr("Open model folder…"), this, &DataPlace::openModel);
    menu->addAction(tr("Open GGUF file…"), this, &DataPlace::openGguf);
    const auto offer = [this, menu](const QString& text, const QString& path) {
        menu->addAction(text, this, [this, path] { m_session.document().setModel(toPath(path)); });
    };
    const QStringList earlier = recent(keys::kRecentModels);
    if (!earlier.isEmpty())
        menu->addSection(tr("Recent"));
    for (const QString& path : earlier)
        offer(path.section('/', -2), path);
    bool isFirst = true;
    for (const history::RunRow& run : m_session.runs()) {
        if (menu->actions().size() > kOfferedRuns)
            break;
        QMenu* variants = nullptr;
        for (const runner::Variant& variant : m_session.variants()) {
            if (variant.runId != run.id || variant.stage.empty())
                continue;
            if (isFirst)
                menu->addSection(tr("Made by earlier runs"));
            isFirst = false;
            if (!variants)
                variants = menu->addMenu(QString("%1 · %2").arg(QString::fromStdString(run.name),
                                                                formatTime(run.started)));
            variants->addAction(
                QString::fromStdString(variant.lineage), this,
                [this, model = variant.model] { m_session.document().setModel(model); });
        }
    }
}

void DataPlace::openModel()
{
    QString start = toQString(m_session.document().recipe().model);
    if (start.isEmpty())
        start = Preferences::read().modelsFolder;
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open model folder"), start);
    if (!folder.isEmpty())
        m_session.document().setModel(toPath(folder));
}

void DataPlace::openGguf()
{
    const QString start = toQString(m_session.document().recipe().model);
    const QString file = QFileDialog::getOpenFileName(this, tr("Open GGUF file"), start, tr("GGUF files (*.gguf)"));
    if (!file.isEmpty())
        m_session.document().setModel(toPath(file));
}

void DataPlace::openData()
{
    openData(m_session.document().recipe().data);
}

void DataPlace::openData(const data::DataSpec& offered)
{
    DataSpecDialog dialog(offered, this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.document().setDataSpec(dialog.spec());
}

} // namespace lathe::widgets
