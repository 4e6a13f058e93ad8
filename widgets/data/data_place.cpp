#include "widgets/data/data_place.h"

#include "widgets/common/format.h"
#include "widgets/data/data_card.h"
#include "widgets/data/data_spec_dialog.h"
#include "widgets/data/model_card.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>

namespace lathe::widgets {

namespace {
constexpr int kRecentModels = 8;
constexpr size_t kOfferedVariants = 12;
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
    connect(m_data, &DataCard::openRequested, this, &DataPlace::openData);
    connect(m_model->openMenu(), &QMenu::aboutToShow, this, &DataPlace::fillOpenMenu);
    connect(&m_session, &Session::modelChanged, this, [this] {
        if (!m_session.model())
            return;
        QSettings settings;
        QStringList recent = settings.value("recentModels").toStringList();
        const QString path = toQString(m_session.document().recipe().model);
        recent.removeAll(path);
        recent.prepend(path);
        settings.setValue("recentModels", recent.mid(0, kRecentModels));
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
    const QStringList recent = QSettings().value("recentModels").toStringList();
    if (!recent.isEmpty())
        menu->addSection(tr("Recent"));
    for (const QString& path : recent)
        offer(path.section('/', -2), path);
    const auto& variants = m_session.variants();
    if (!variants.empty())
        menu->addSection(tr("Made by earlier runs"));
    for (size_t i = 0; i < std::min(variants.size(), kOfferedVariants); ++i)
        if (!variants[i].stage.empty())
            offer(QString::fromStdString(variants[i].lineage), toQString(variants[i].model));
}

void DataPlace::openModel()
{
    const QString start = toQString(m_session.document().recipe().model);
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
    DataSpecDialog dialog(m_session.document().recipe().data, this);
    if (dialog.exec() == QDialog::Accepted)
        m_session.document().setDataSpec(dialog.spec());
}

} // namespace lathe::widgets
