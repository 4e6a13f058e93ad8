#pragma once

#include "widgets/commands/command_index.h"

#include <QAbstractListModel>
#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace lathe::widgets {

// The commands that were found.
class CommandModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, ShortcutRole, KindRole };

    using QAbstractListModel::QAbstractListModel;
    void setIndex(CommandIndex index);
    void find(const QString& text);
    [[nodiscard]] const Command& at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    CommandIndex m_index;
    std::vector<int> m_found;
};

// Type, choose with the arrows, press Enter.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent = nullptr);

    // Shows it below the top of its parent, with everything that can be chosen now.
    void open(std::vector<Command> commands);

    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] CommandModel* model() const { return m_model; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void find();
    void choose();

    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_none;
    CommandModel* m_model;
};

} // namespace lathe::widgets
