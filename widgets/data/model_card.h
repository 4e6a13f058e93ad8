#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

class QLineEdit;
class QMenu;
class QStackedWidget;
class QTreeView;

namespace lathe::widgets {

class Banner;
class ChipFlow;
class StackedBar;
class StructureModel;

// What there is to know of the recipe's model without running it, and its tokenizer to try out.
class ModelCard : public Card {
    Q_OBJECT
public:
    explicit ModelCard(Session& session, QWidget* parent = nullptr);

    // The menu of "Open model": recent models go below what is already in it.
    [[nodiscard]] QMenu* openMenu() const { return m_openMenu; }

Q_SIGNALS:
    void openRequested();
    void speedRequested(const std::vector<std::filesystem::path>& models);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFacts();
    void refresh();
    void tokenize();

    Session& m_session;
    QMenu* m_openMenu;
    ElidedLabel* m_name;
    QPushButton* m_speed;
    Banner* m_banner;
    QStackedWidget* m_pages;
    Figure* m_parameters;
    Figure* m_size;
    Figure* m_positions;
    Figure* m_shape;
    Figure* m_latency;
    StackedBar* m_bytes;
    StructureModel* m_structure;
    QTreeView* m_tree;
    QLineEdit* m_try;
    ChipFlow* m_tokens;
    QLabel* m_tokenizer;
};

} // namespace lathe::widgets
