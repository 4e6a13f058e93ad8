#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/session.h"

#include "core/runner/artifact_cleanup.h"

namespace lathe::widgets {

// How much room the models of past runs take, and how to have it back.
class StorageCard : public Card {
    Q_OBJECT
public:
    explicit StorageCard(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] const runner::CacheUse* use() const { return m_use ? &*m_use : nullptr; } // null: being read
    [[nodiscard]] QPushButton* cleanButton() const { return m_clean; }
    void clean(); // without asking

Q_SIGNALS:
    void changed();

private:
    void read();
    void refresh();
    void ask();

    Session& m_session;
    QLabel* m_words;
    QPushButton* m_clean;
    std::optional<runner::CacheUse> m_use;
    QString m_trouble;
    Newest<runner::CacheUse> m_job{this};
};

} // namespace lathe::widgets
