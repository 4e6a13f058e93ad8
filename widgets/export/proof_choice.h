#pragma once

#include "core/export/formats.h"

#include <QFrame>

class QCheckBox;
class QLabel;

namespace lathe::widgets {

// Whether an export is proven in its runtimes, and whether those that are missing may be installed: nothing is without
// the user's word.
class ProofChoice : public QWidget {
    Q_OBJECT
public:
    explicit ProofChoice(QWidget* parent = nullptr);

    // `missing`: keys of the format's runtimes that are not ready; `whyNot`: why nothing can be proven, or empty.
    void show(const exports::FormatInfo& format, const std::vector<std::string>& missing, const QString& whyNot);
    [[nodiscard]] bool isProving() const;
    [[nodiscard]] bool mayInstall() const;
    // What has to be decided before the export can start; empty: nothing.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QCheckBox* prove() const { return m_prove; }
    [[nodiscard]] QCheckBox* allow() const { return m_allow; }
    [[nodiscard]] QString notice() const;

Q_SIGNALS:
    void changed();

private:
    QCheckBox* m_prove;
    QLabel* m_hint;
    QFrame* m_missing;
    QLabel* m_notice;
    QLabel* m_byHand;
    QCheckBox* m_allow;
    std::string m_format; // that is shown
    std::vector<std::string> m_lacks;
    QString m_runtimes;
    bool m_isNeeded = false; // the format cannot be made without its runtime
    bool m_hasAny = false;   // a runtime that is ready
};

} // namespace lathe::widgets
