#include "app/workbench/report_command.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/torch_engine.h"
#include "core/report/html_writer.h"
#include "core/report/report.h"
#include "widgets/report/pages/pdf.h"
#include "widgets/session/workspace.h"

#include <QCoreApplication>

namespace lathe {

namespace {

std::filesystem::path pathOf(const QCommandLineParser& options, const QString& name)
{
    return options.value(name).toStdString();
}

// --variants may be given several times, with commas, or go on as the names that follow.
std::vector<std::string> idsOf(const QCommandLineParser& options)
{
    QStringList ids;
    for (const QString& value : options.values("variants") + options.positionalArguments())
        ids += value.split(',', Qt::SkipEmptyParts);
    std::vector<std::string> found;
    for (const QString& id : ids)
        found.push_back(id.toStdString());
    return found;
}

} // namespace

void addReportOptions(QCommandLineParser& options)
{
    const auto text = [](const char* words) {
        return QCoreApplication::translate("report", words);
    };
    options.addOptions(
        {{"report", text("Writes a report and quits; needs no display.")},
         {"history", text("For --report: the history; otherwise the user's own workspace's."),
          "FILE"},
         {"variants", text("For --report: ids; otherwise those of the newest run."), "ID,..."},
         {"template", text("For --report: executive or technical."), "executive|technical",
          "technical"},
         {"title", text("For --report: the title; otherwise the recipe's name."), "TITLE"},
         {"limits", text("For --report: quality=0.99,latency=10,size=30MB."), "LIMITS",
          "quality=0.99"},
         {"out", text("For --report: the PDF or HTML file to write."), "FILE"}});
}

void writeReport(const QCommandLineParser& options)
{
    const std::filesystem::path out = pathOf(options, "out");
    if (out.empty())
        throw Error(ErrorKind::BadInput, "--report has no file to write", "Name one with --out");
    const auto kind = report::templateNamed(options.value("template").toStdString());
    if (!kind)
        throw Error(ErrorKind::BadInput,
                    "--template " + options.value("template").toStdString() + " is not known",
                    "Use executive or technical");
    const report::Limits limits = report::Limits::parse(options.value("limits").toStdString());
    checkWritable(out);
    const history::History history(options.isSet("history")
                                       ? pathOf(options, "history")
                                       : widgets::Workspace::of({}).historyFile(),
                                   history::History::Mode::ReadOnly);
    const report::Study study = report::studyOf(history, idsOf(options), limits);
    const engine::TorchEngine engine;
    const report::Document document =
        report::makeReport(study, engine.stages(),
                           {*kind, options.value("title").toStdString(),
                            QCoreApplication::applicationVersion().toStdString(), report::today()});
    if (out.extension() == ".html")
        writeFile(out, report::toHtml(document));
    else
        widgets::writePdf(document, out);
}

} // namespace lathe
