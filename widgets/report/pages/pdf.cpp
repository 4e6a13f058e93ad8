#include "widgets/report/pages/pdf.h"

#include "core/base/files.h"
#include "widgets/report/pages/page_style.h"
#include "widgets/report/pages/pages.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace lathe::widgets {

void writePdf(const report::Document& document, const std::filesystem::path& file)
{
    constexpr int kResolution = 1200;
    checkWritable(file);
    const Pages pages(document);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(kResolution);
        writer.setTitle(QString::fromStdString(document.title));
        writer.setCreator("Lathe");
        QPainter painter(&writer);
        painter.scale(kResolution / 96.0, kResolution / 96.0);
        for (int page = 0; page < pages.count(); ++page) {
            if (page > 0)
                writer.newPage();
            pages.paint(painter, page);
        }
    }
    writeFile(file, std::string_view(buffer.data().constData(), size_t(buffer.data().size())));
}

} // namespace lathe::widgets
