#pragma once

#include <QWidget>

#include <functional>

class QMenu;
class QPushButton;

namespace lathe::widgets {

// What is saved of a view: its picture as it is on the screen, and its figures as a table.
struct ChartSource {
    QWidget* picture = nullptr;
    QString name; // of the file that is proposed
    std::function<QByteArray()> csv;
};

[[nodiscard]] QByteArray chartPng(QWidget& picture); // at twice the size of the screen
[[nodiscard]] QByteArray chartSvg(QWidget& picture);

// By the ending of the file: .png, .svg or .csv. Throws Error when it cannot be written.
void saveChart(const ChartSource& source, const QString& file);

// Adds "PNG picture…", "SVG drawing…" and "CSV table…" to the menu; `source` is asked when one is
// chosen.
void addExportActions(QMenu* menu, QWidget* window, std::function<ChartSource()> source);

// A quiet button with that menu.
[[nodiscard]] QPushButton* makeExportButton(QWidget* parent, std::function<ChartSource()> source);

} // namespace lathe::widgets
