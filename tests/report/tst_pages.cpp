#include "core/base/error.h"
#include "core/report/report.h"
#include "tests/report/sample_history.h"
#include "widgets/report/pages/page_style.h"
#include "widgets/report/pages/pages.h"
#include "widgets/report/pages/pdf.h"

#include <QFile>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace lathe;
using namespace lathe::widgets;

namespace {

report::Document documentOf(int variants, report::Template kind = report::Template::Technical)
{
    SampleHistory::Knobs knobs;
    knobs.variants = variants;
    const SampleHistory sample(knobs);
    return report::makeReport(report::studyOf(sample.history, {}, {}), SampleHistory::catalog(),
                              {kind, "Title of the <report>", "1", "2026-11-23"});
}

QImage imageOf(const Pages& pages, int page)
{
    QImage image(int(PageStyle::width), int(PageStyle::height), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    pages.paint(painter, page);
    return image;
}

// Rows of pixels between y and y + height that hold anything but paper.
int inkedRows(const QImage& image, int top, int bottom)
{
    int rows = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != 0xffffffff) {
                ++rows;
                break;
            }
    return rows;
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void executiveIsTwoOrThreePages()
    {
        const Pages pages(documentOf(5, report::Template::Executive));
        QVERIFY2(pages.count() == 2 || pages.count() == 3,
                 qPrintable(QString::number(pages.count())));
    }

    void everyPageHasContentAndStaysInside()
    {
        const Pages pages(documentOf(200));
        QVERIFY(pages.count() > 8);
        for (int page = 0; page < pages.count(); ++page) {
            const QImage image = imageOf(pages, page);
            QVERIFY2(inkedRows(image, 40, 1045) > 20, qPrintable(QString::number(page)));
            QCOMPARE(inkedRows(image, int(PageStyle::bottom) + 4, int(PageStyle::footer) - 2), 0);
            QVERIFY(inkedRows(image, int(PageStyle::footer), 1100) > 5); // its number
            for (int y = 0; y < image.height(); ++y)                     // margins
                QVERIFY(image.pixel(20, y) == 0xffffffff && image.pixel(770, y) == 0xffffffff);
        }
    }

    void tablesRepeatTheirHeadAndHeadingsStay()
    {
        int rows = 0;
        for (const PageBox& box : boxesOf(documentOf(60)))
            if (box.head) {
                ++rows;
                QVERIFY(box.head->staysWithNext && box.head->height > 0);
            }
        QVERIFY(rows > 60);
        report::Document document;
        document.blocks.push_back(report::Heading{2, "Stays"});
        document.blocks.push_back(report::Paragraph{"with this"});
        const auto boxes = boxesOf(document);
        QVERIFY(boxes[boxes.size() - 2].staysWithNext && !boxes.back().staysWithNext);
    }

    void aRowTallerThanAPageEnds()
    {
        report::Document document;
        std::string words;
        for (int i = 0; i < 20000; ++i)
            words += "word ";
        document.blocks.push_back(report::Table{"Long", {{"A"}}, {{{words}}}});
        QVERIFY(Pages(document).count() <= 2);
    }

    void pdfHasPagesAndText()
    {
        QTemporaryDir folder;
        const report::Document document = documentOf(30);
        const QString file = folder.filePath("report.pdf");
        writePdf(document, file.toStdString());
        QFile pdf(file);
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        const QByteArray bytes = pdf.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        QCOMPARE(bytes.count("/Type /Page\n"), Pages(document).count());
        QVERIFY(bytes.contains("/ToUnicode")); // text, not outlines
        const QString reader = QStandardPaths::findExecutable("pdftotext");
        if (reader.isEmpty())
            return;
        QProcess process;
        process.start(reader, {file, "-"});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY(text.contains("Title of the <report>"));
        QVERIFY(text.contains("Recipe to reproduce"));
        QVERIFY(text.contains(QString("pages 2 to %1").arg(Pages(document).count())));
    }

    void unwritablePlaceLeavesNothing()
    {
        QTemporaryDir folder;
        const std::string missing = folder.filePath("none/report.pdf").toStdString();
        try {
            writePdf(documentOf(1), missing);
            QFAIL("it was written");
        } catch (const Error& error) {
            QVERIFY(error.full().find("none") != std::string::npos);
        }
        QVERIFY(QDir(folder.path()).isEmpty());
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
