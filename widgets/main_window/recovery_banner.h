#pragma once

#include "widgets/common/banner.h"
#include "widgets/session/autosave.h"

namespace lathe::widgets {

// Offers what a process that crashed had not saved.
class RecoveryBanner : public Banner {
    Q_OBJECT
public:
    explicit RecoveryBanner(Autosave& autosave, QWidget* parent = nullptr);

Q_SIGNALS:
    void recoverRequested();

private:
    void follow();

    Autosave& m_autosave;
};

} // namespace lathe::widgets
