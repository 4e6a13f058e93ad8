#pragma once

#include "widgets/session/session.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QScrollArea;

namespace lathe::widgets {

class ColumnChart;
class ElidedLabel;

// How often each label occurs, and how long the texts are; the maximum length is set by dragging
// its line.
class DataCharts : public QWidget {
    Q_OBJECT
public:
    explicit DataCharts(Session& session, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] ColumnChart* labels() const { return m_labels; }
    [[nodiscard]] ColumnChart* lengths() const { return m_lengths; }
    [[nodiscard]] QComboBox* order() const { return m_order; }
    [[nodiscard]] QPushButton* suggestion() const { return m_suggest; }
    [[nodiscard]] QString lengthNote() const;

Q_SIGNALS:
    void labelClicked(int label);

private:
    [[nodiscard]] int binWidth() const; // tokens of a column
    void refreshLabels();
    void refreshLengths();
    void showLength(int tokens); // how many texts it cuts

    Session& m_session;
    QComboBox* m_order;
    QScrollArea* m_scroll;
    ColumnChart* m_labels;
    ElidedLabel* m_note;
    QPushButton* m_suggest;
    ColumnChart* m_lengths;
    std::vector<int> m_shownLabels; // of the columns, from left to right
};

// Texts per count of tokens: where each column begins, and how many it holds.
[[nodiscard]] std::vector<std::pair<int, int>> tokenHistogram(const std::vector<int>& tokens,
                                                              int width, int bins);

} // namespace lathe::widgets
