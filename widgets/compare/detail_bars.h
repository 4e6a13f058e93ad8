#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace lathe::widgets {

// What is left of each layer: one square a head, one bar for the width of the FFN, both against the
// original's.
class LayerBars : public QWidget {
    Q_OBJECT
public:
    struct Layer {
        int heads = 0, headsBefore = 0;
        int ffn = 0, ffnBefore = 0;
    };
    explicit LayerBars(QWidget* parent = nullptr);
    void setLayers(std::vector<Layer> layers);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] double rowHeight() const;
    std::vector<Layer> m_layers;
};

// Signed changes around a middle line, one row each.
class ChangeBars : public QWidget {
    Q_OBJECT
public:
    struct Change {
        QString name;
        double value = 0;
    };
    explicit ChangeBars(QWidget* parent = nullptr);
    void setChanges(std::vector<Change> changes);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Change> m_changes;
};

} // namespace lathe::widgets
