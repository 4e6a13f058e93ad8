#pragma once

#include "widgets/compare/compare_store.h"

class QCheckBox;
class QLabel;

namespace lathe::widgets {

// Which groups are shown, and whether those that failed are.
class ShowPanel : public QWidget {
    Q_OBJECT
public:
    explicit ShowPanel(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] QCheckBox* box(VariantGroup group) const;
    [[nodiscard]] QCheckBox* failedBox() const { return m_failed; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void dress();

    CompareStore& m_store;
    std::vector<std::pair<VariantGroup, QCheckBox*>> m_groups;
    QCheckBox* m_failed;
    QLabel* m_note;
};

} // namespace lathe::widgets
