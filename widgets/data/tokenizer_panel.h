#pragma once

#include "widgets/session/session.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace lathe::widgets {

class ChipFlow;

// A text and the tokens it becomes, what is cut, and what of the vocabulary the data needs.
class TokenizerPanel : public QWidget {
    Q_OBJECT
public:
    explicit TokenizerPanel(Session& session, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QLineEdit* text() const { return m_text; }
    [[nodiscard]] ChipFlow* tokens() const { return m_tokens; }
    [[nodiscard]] QString counts() const;
    [[nodiscard]] QPushButton* prune() const { return m_prune; }

private:
    void tokenize();
    void refreshVocabulary();
    void pruneVocabulary();

    Session& m_session;
    QLineEdit* m_text;
    ChipFlow* m_tokens;
    QLabel* m_counts;
    QPushButton* m_prune;
};

// Bytes of the token table's rows that a vocabulary of `kept` entries does without; 0 when none.
[[nodiscard]] int64_t vocabularySaving(const runner::ModelFacts& facts, size_t kept);

} // namespace lathe::widgets
