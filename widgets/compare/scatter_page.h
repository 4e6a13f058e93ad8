#pragma once

#include "widgets/compare/chart_export.h"
#include "widgets/compare/compare_store.h"

class QToolButton;
class QComboBox;
class QLabel;

namespace lathe::widgets {

class ScatterView;

// The scatter with the choice of what its axes, sizes and colours tell.
class ScatterPage : public QWidget {
    Q_OBJECT
public:
    explicit ScatterPage(CompareStore& store, QWidget* parent = nullptr);
    [[nodiscard]] ScatterView* scatter() const { return m_scatter; }
    [[nodiscard]] QString title() const; // "Accuracy against p50 latency, batch 1"
    [[nodiscard]] ChartSource source();

private:
    enum Choice { X, Y, Size, Colour, ChoiceCount };
    void refresh();
    void fill(QComboBox* box, Choice choice);
    void choose(Choice choice, const std::string& metric);
    void showMenu(const QPoint& at);

    CompareStore& m_store;
    QComboBox* m_boxes[ChoiceCount];
    QToolButton* m_logX;
    QToolButton* m_logY;
    ScatterView* m_scatter;
    QLabel* m_note;
};

} // namespace lathe::widgets
