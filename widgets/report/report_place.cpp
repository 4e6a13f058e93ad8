#include "widgets/report/report_place.h"

#include "core/base/files.h"
#include "core/report/html_writer.h"
#include "widgets/common/banner.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/report/limit_form.h"
#include "widgets/report/page_view.h"
#include "widgets/report/pages/pdf.h"
#include "widgets/report/variant_choice.h"
#include "widgets/theme/said.h"

#include <QApplication>
#include <QDesktopServices>
#include <QFileDialog>
#include <QLineEdit>
#include <QStackedWidget>
#include <QUrl>

namespace lathe::widgets {

namespace {
enum Page { Empty, Content };
constexpr int kPauseMs = 300;
} // namespace

ReportPlace::ReportPlace(Session& session, recipe::StageCatalog catalog, QWidget* parent)
    : QWidget(parent), m_session(session), m_catalog(std::move(catalog)),
      m_pages(new QStackedWidget(this)), m_banner(new Banner(this)), m_title(new QLineEdit(this)),
      m_template(new QComboBox(this)), m_limits(new LimitForm(this)),
      m_choice(new VariantChoice(this)), m_state(makeLabel({}, "muted", this)),
      m_pdf(makeButton(tr("Save as PDF…"), "primary", this)),
      m_html(makeButton(tr("Save as HTML…"), "", this)), m_open(makeButton(tr("Open"), "", this)),
      m_preview(new PageView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 12);
    column->addWidget(m_pages);
    m_pages->addWidget(new EmptyState(
        "report", tr("Nothing to report yet"),
        tr("Once a run has measured variants, this page puts them into words for those who decide: "
           "what is gained, what is lost, how sure that is, and who is affected."),
        {}, this));
    auto* content = new QWidget(this);
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(makeForm());
    row->addWidget(makeRight(), 1);
    m_pages->addWidget(content);

    m_later.setSingleShot(true);
    m_later.setInterval(kPauseMs);
    connect(&m_later, &QTimer::timeout, this, &ReportPlace::study);
    connect(m_limits, &LimitForm::changed, this, &ReportPlace::studyLater);
    connect(m_choice, &VariantChoice::changed, this, &ReportPlace::studyLater);
    connect(m_choice, &VariantChoice::changed, this, &ReportPlace::chosenChanged);
    connect(m_title, &QLineEdit::textChanged, this, &ReportPlace::write);
    connect(m_template, &QComboBox::currentIndexChanged, this, &ReportPlace::write);
    connect(m_pdf, &QPushButton::clicked, this, [this] { saveAs("pdf"); });
    connect(m_html, &QPushButton::clicked, this, [this] { saveAs("html"); });
    connect(m_open, &QPushButton::clicked, this, &ReportPlace::open);
    connect(&m_session, &Session::historyChanged, this, &ReportPlace::readHistory);
    readHistory();
}

QWidget* ReportPlace::makeForm()
{
    auto* card = new Card(this);
    card->setFixedWidth(320);
    card->column()->addWidget(makeLabel(tr("Report"), "title", this));
    m_title->setPlaceholderText(tr("Title: the recipe's name"));
    m_title->setAccessibleName(tr("Title"));
    m_template->addItem(tr("Technical: everything"), int(report::Template::Technical));
    m_template->addItem(tr("Executive: the decision"), int(report::Template::Executive));
    m_template->setAccessibleName(tr("Template"));
    card->column()->addWidget(m_title);
    card->column()->addWidget(m_template);
    if (screenLocale().language() != QLocale::English) {
        auto* language = makeLabel(
            tr("The report is written in English, whatever the language of this window."), "faint",
            this);
        language->setWordWrap(true);
        card->column()->addWidget(language);
    }
    card->column()->addWidget(makeLabel(tr("Limits"), "section", this));
    card->column()->addWidget(m_limits);
    card->column()->addWidget(makeLabel(tr("Models"), "section", this));
    card->column()->addWidget(m_choice, 1);
    card->column()->addWidget(m_pdf);
    auto* row = new QHBoxLayout;
    row->addWidget(m_html, 1);
    row->addWidget(m_open);
    card->column()->addLayout(row);
    m_open->setToolTip(tr("Opens the file that was saved last"));
    m_open->setEnabled(false);
    return card;
}

QWidget* ReportPlace::makeRight()
{
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addWidget(m_state);
    column->addWidget(m_preview, 1);
    return right;
}

void ReportPlace::readHistory()
{
    m_pages->setCurrentIndex(m_session.variants().empty() ? Empty : Content);
    m_choice->setHistory(m_session.runs(), m_session.variants());
}

void ReportPlace::makeReport(const std::vector<std::string>& ids)
{
    m_choice->choose(ids);
}

void ReportPlace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        m_later.start();
}

void ReportPlace::studyLater()
{
    m_isStale = true;
    if (isVisible())
        m_later.start();
}

void ReportPlace::study()
{
    m_isStale = false;
    const std::vector<std::string> ids = m_choice->chosen();
    if (ids.empty()) {
        m_job.cancel();
        m_study.reset();
        m_state->setText(tr("Choose at least one model."));
        write();
        return;
    }
    m_state->setText(tr("Comparing %1 models…").arg(ids.size()));
    m_job.start(
        [ids, limits = m_limits->limits(),
         file = m_session.workspace().historyFile()](const std::stop_token& stop) {
            const history::History history(file, history::History::Mode::ReadOnly);
            return std::make_shared<const report::Study>(
                report::studyOf(history, ids, limits, Task(stop)));
        },
        [this](const std::shared_ptr<const report::Study>& found) {
            m_study = found;
            m_banner->hide();
            write();
        },
        [this](const Trouble& trouble) {
            m_study.reset();
            m_state->clear();
            m_banner->showMessage(Banner::Tone::Bad, tr("There is no report of these"),
                                  trouble.text +
                                      (trouble.remedy.isEmpty() ? "" : ". " + trouble.remedy));
            write();
        });
}

void ReportPlace::write()
{
    if (!m_study) {
        m_writeJob.cancel();
        show({});
        return;
    }
    for (QPushButton* button : {m_pdf, m_html}) // what is shown is no longer what is asked for
        button->setEnabled(false);
    const report::ReportOptions options{report::Template(m_template->currentData().toInt()),
                                        m_title->text().toStdString(),
                                        QApplication::applicationVersion().toStdString(),
                                        report::today()};
    m_writeJob.start(
        [study = m_study, catalog = m_catalog, options](const std::stop_token&) {
            Written written;
            written.document = std::make_shared<const report::Document>(
                report::makeReport(*study, catalog, options));
            written.pages = std::make_shared<const Pages>(*written.document);
            return written;
        },
        [this](const Written& written) { show(written); },
        [this](const Trouble& trouble) {
            show({});
            m_banner->showMessage(Banner::Tone::Bad, tr("There is no report of these"),
                                  trouble.text);
        });
}

void ReportPlace::show(const Written& written)
{
    m_document = written.document;
    m_preview->setPages(written.pages);
    m_pdf->setEnabled(m_document != nullptr);
    m_html->setEnabled(m_document != nullptr);
    if (m_document)
        sayPages();
}

void ReportPlace::sayPages()
{
    const int count = m_preview->pageCount();
    m_state->setText(count == 1 ? tr("1 page") : tr("%1 pages").arg(count));
}

void ReportPlace::writeTo(const std::filesystem::path& file)
{
    if (!m_document)
        return;
    m_state->setText(tr("Saving…"));
    m_saveJob.start(
        [document = m_document, file](const std::stop_token&) {
            if (file.extension() == ".html")
                writeFile(file, report::toHtml(*document));
            else
                writePdf(*document, file);
            return true;
        },
        [this, name = toQString(file)](bool) {
            sayPages();
            m_written = name;
            m_open->setEnabled(true);
            m_banner->showMessage(Banner::Tone::Good, tr("The report was saved"), name);
            Q_EMIT saved(name);
        },
        [this](const Trouble& trouble) {
            sayPages();
            m_banner->showMessage(
                Banner::Tone::Bad, tr("The report was not saved"),
                trouble.text + (trouble.remedy.isEmpty() ? "" : ". " + trouble.remedy));
        });
}

void ReportPlace::saveAs(const QString& ending)
{
    const QString start =
        toQString(m_session.workspace().folder / ("report." + ending.toStdString()));
    QString file = QFileDialog::getSaveFileName(
        this, tr("Save report"), start, ending == "pdf" ? tr("PDF (*.pdf)") : tr("HTML (*.html)"));
    if (file.isEmpty())
        return;
    if (!file.endsWith("." + ending))
        file += "." + ending;
    writeTo(toPath(file));
}

void ReportPlace::open()
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(m_written)))
        m_banner->showMessage(Banner::Tone::Warning, tr("No program opens this file"), m_written);
}

} // namespace lathe::widgets
