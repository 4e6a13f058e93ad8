#pragma once

#include "widgets/common/banner.h"
#include "widgets/session/workspace_access.h"

namespace lathe::widgets {

// Stands above the places while the workspace is open read-only: who has it, and what to do.
class AccessBanner : public Banner {
    Q_OBJECT
public:
    explicit AccessBanner(WorkspaceAccess& access, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* tryAgainButton() const { return m_tryAgain; }

private:
    void follow();
    void tryAgain();

    WorkspaceAccess& m_access;
    QPushButton* m_tryAgain;
    bool m_wasReadOnly = false;
};

} // namespace lathe::widgets
