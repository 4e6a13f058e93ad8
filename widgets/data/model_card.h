#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

class QMenu;
class QStackedWidget;
class QTreeView;

namespace lathe::widgets {

class ModelPicture;
class ModelTimer;
class StackedBar;
class StructureModel;
class TokenizerPanel;

// What there is to know of the recipe's model without running it, and its tokenizer to try out.
class ModelCard : public Card {
    Q_OBJECT
public:
    explicit ModelCard(Session& session, QWidget* parent = nullptr);

    // The menu of "Open model": recent models go below what is already in it.
    [[nodiscard]] QMenu* openMenu() const { return m_openMenu; }
    [[nodiscard]] ModelPicture* picture() const { return m_picture; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }
    [[nodiscard]] TokenizerPanel* tokenizer() const { return m_tokenizer; }
    [[nodiscard]] ModelTimer* timer() const { return m_timer; }
    [[nodiscard]] QString trouble() const { return m_trouble; } // why there is no model; or empty
    [[nodiscard]] QString timeNote() const { return m_timeNote->text(); }

Q_SIGNALS:
    void openRequested();
    void speedRequested(const std::vector<std::filesystem::path>& models);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFacts();
    void refresh();
    void showTrouble(const Trouble& trouble);
    void refreshTime();
    void refreshPicture();
    QLayout* makePictureHead(QWidget* page);

    Session& m_session;
    QMenu* m_openMenu;
    ElidedLabel* m_name;
    QPushButton* m_speed;
    QStackedWidget* m_pages;
    Figure* m_parameters;
    Figure* m_size;
    Figure* m_positions;
    Figure* m_shape;
    Figure* m_latency;
    StackedBar* m_bytes;
    StructureModel* m_structure;
    QTreeView* m_tree;
    ModelTimer* m_timer;
    StackedBar* m_time;
    QLabel* m_timeNote;
    QPushButton* m_measure;
    QComboBox* m_colour;
    QLabel* m_legend;
    ModelPicture* m_picture;
    TokenizerPanel* m_tokenizer;
    EmptyState* m_failure = nullptr;
    QString m_trouble;
};

} // namespace lathe::widgets
