#pragma once

#include <QListWidget>

#include <filesystem>
#include <vector>

namespace lathe::widgets {

// A model that can be measured.
struct SpeedCandidate {
    QString name;
    std::filesystem::path model;
    QString shownPath;
};

// Models to check and to put in order by dragging.
class CandidateList : public QListWidget {
    Q_OBJECT
public:
    explicit CandidateList(QWidget* parent = nullptr);

    // What is checked, added by hand or moved stays as it is; new ones are appended.
    void setCandidates(const std::vector<SpeedCandidate>& candidates);
    // Adds a model by hand, checked.
    void addFolder(const std::filesystem::path& model);
    // Checks these and no others, and puts them first in that order.
    void choose(const std::vector<std::filesystem::path>& models);

    [[nodiscard]] std::vector<std::filesystem::path> checkedModels() const;
    [[nodiscard]] QStringList checkedNames() const;

Q_SIGNALS:
    void checkedChanged();

private:
    [[nodiscard]] QListWidgetItem* find(const std::filesystem::path& model) const;
    QListWidgetItem* append(const SpeedCandidate& candidate); // unchecked
};

} // namespace lathe::widgets
