#pragma once

#include "widgets/session/run_record.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace lathe::widgets {

// What failed, where, and what to try; with the ways on from there.
class FailureCard : public QFrame {
    Q_OBJECT
public:
    explicit FailureCard(const recipe::StageCatalog& catalog, QWidget* parent = nullptr);

    void setRecord(const RunRecord& record);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void stepRequested(const std::string& node); // on the canvas
    void retryRequested();

private:
    void copyDiagnostics();

    const recipe::StageCatalog& m_catalog;
    std::string m_node;
    std::string m_diagnostics;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_remedy;
    QPushButton* m_copy;
    QPushButton* m_open;
};

} // namespace lathe::widgets
