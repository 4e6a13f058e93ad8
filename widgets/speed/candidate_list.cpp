#include "widgets/speed/candidate_list.h"

#include "widgets/common/format.h"

#include <unordered_set>

namespace lathe::widgets {

namespace {

enum Role { PathRole = Qt::UserRole, ByHandRole };

std::filesystem::path pathOf(const QListWidgetItem& item)
{
    return toPath(item.data(PathRole).toString());
}

} // namespace

CandidateList::CandidateList(QWidget* parent) : QListWidget(parent)
{
    setProperty("role", QByteArray("checks"));
    setDragDropMode(QAbstractItemView::InternalMove);
    setTextElideMode(Qt::ElideMiddle);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::itemChanged, this, &CandidateList::checkedChanged);
}

QListWidgetItem* CandidateList::find(const std::filesystem::path& model) const
{
    for (int i = 0; i < count(); ++i)
        if (pathOf(*item(i)) == model)
            return item(i);
    return nullptr;
}

QListWidgetItem* CandidateList::append(const SpeedCandidate& candidate)
{
    auto* item = new QListWidgetItem(candidate.name);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                   Qt::ItemIsDragEnabled);
    item->setCheckState(Qt::Unchecked);
    item->setData(PathRole, toQString(candidate.model));
    item->setToolTip(candidate.name + "\n" + candidate.shownPath);
    addItem(item);
    return item;
}

void CandidateList::setCandidates(const std::vector<SpeedCandidate>& candidates)
{
    {
        const QSignalBlocker quiet(this);
        std::unordered_set<std::string> offered, shown; // there may be thousands
        for (const SpeedCandidate& candidate : candidates)
            offered.insert(candidate.model.native());
        for (int i = count() - 1; i >= 0; --i) {
            const std::string model = pathOf(*item(i)).native();
            if (item(i)->data(ByHandRole).toBool() || offered.contains(model))
                shown.insert(model);
            else
                delete takeItem(i);
        }
        for (const SpeedCandidate& candidate : candidates)
            if (shown.insert(candidate.model.native()).second)
                append(candidate);
    }
    Q_EMIT checkedChanged();
}

void CandidateList::addFolder(const std::filesystem::path& model)
{
    QListWidgetItem* item = find(model);
    if (!item)
        item = append({toQString(model.filename()), model, toQString(model)});
    item->setData(ByHandRole, true);
    item->setCheckState(Qt::Checked);
    scrollToItem(item);
}

void CandidateList::choose(const std::vector<std::filesystem::path>& models)
{
    {
        const QSignalBlocker quiet(this);
        for (int i = 0; i < count(); ++i)
            item(i)->setCheckState(Qt::Unchecked);
        for (auto model = models.rbegin(); model != models.rend(); ++model)
            if (QListWidgetItem* item = find(*model)) {
                insertItem(0, takeItem(row(item)));
                item->setCheckState(Qt::Checked);
            }
    }
    scrollToTop();
    Q_EMIT checkedChanged();
}

std::vector<std::filesystem::path> CandidateList::checkedModels() const
{
    std::vector<std::filesystem::path> models;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked)
            models.push_back(pathOf(*item(i)));
    return models;
}

QStringList CandidateList::checkedNames() const
{
    QStringList names;
    for (int i = 0; i < count(); ++i)
        if (item(i)->checkState() == Qt::Checked)
            names += item(i)->text();
    return names;
}

} // namespace lathe::widgets
