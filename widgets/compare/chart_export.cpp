#include "widgets/compare/chart_export.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/theme/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QSvgGenerator>

namespace lathe::widgets {

namespace {

constexpr int kScale = 2;

QString translated(const char* text)
{
    return QCoreApplication::translate("ChartExport", text);
}

void paintOn(QPainter& painter, QWidget& picture)
{
    painter.fillRect(picture.rect(), Theme::of(&picture).card);
    picture.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
}

void ask(QWidget* window, const ChartSource& source, const QString& ending, const QString& filter)
{
    const QString file =
        QFileDialog::getSaveFileName(window, translated("Save"), source.name + ending, filter);
    if (file.isEmpty())
        return;
    try {
        saveChart(source, file.endsWith(ending, Qt::CaseInsensitive) ? file : file + ending);
    } catch (const Error& error) { // the wall between the file and the screen
        QMessageBox::warning(window, translated("Not saved"), QString::fromUtf8(error.what()));
    }
}

} // namespace

QByteArray chartPng(QWidget& picture)
{
    QImage image(picture.size() * kScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kScale);
    QPainter painter(&image);
    paintOn(painter, picture);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray chartSvg(QWidget& picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(picture.size());
    generator.setViewBox(picture.rect());
    generator.setTitle(picture.accessibleName());
    generator.setDescription(picture.accessibleDescription());
    QPainter painter(&generator);
    paintOn(painter, picture);
    painter.end();
    return bytes;
}

void saveChart(const ChartSource& source, const QString& file)
{
    const QString ending = file.section('.', -1).toLower();
    const QByteArray bytes = ending == "csv"   ? source.csv()
                             : ending == "svg" ? chartSvg(*source.picture)
                                               : chartPng(*source.picture);
    writeFile(toPath(file), {bytes.constData(), size_t(bytes.size())});
}

void addExportActions(QMenu* menu, QWidget* window, std::function<ChartSource()> source)
{
    const auto add = [&](const QString& title, const QString& ending, const QString& filter) {
        QObject::connect(menu->addAction(title), &QAction::triggered, window,
                         [=] { ask(window, source(), ending, filter); });
    };
    add(translated("PNG picture…"), ".png", translated("PNG picture (*.png)"));
    add(translated("SVG drawing…"), ".svg", translated("SVG drawing (*.svg)"));
    add(translated("CSV table…"), ".csv", translated("CSV table (*.csv)"));
}

QPushButton* makeExportButton(QWidget* parent, std::function<ChartSource()> source)
{
    QPushButton* button = makeButton(translated("Export"), "link", parent);
    button->setProperty("opens", QByteArray("menu"));
    auto* menu = new QMenu(button);
    addExportActions(menu, parent, std::move(source));
    button->setMenu(menu);
    return button;
}

} // namespace lathe::widgets
