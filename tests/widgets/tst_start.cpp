#include "workbench.h"

#include "core/recipe/recipe_file.h"
#include "widgets/common/banner.h"
#include "widgets/settings/preferences.h"
#include "widgets/start/drop_target.h"
#include "widgets/start/sample.h"
#include "widgets/start/start_page.h"
#include "widgets/start/tile.h"

#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace lathe;
using namespace lathe::widgets;

namespace {

// What a file manager does: over a widget of the window, and lets go.
void drop(QWidget& over, const QStringList& files)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    mime.setUrls(urls);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&over, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent let(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(over.window(), &let);
}

} // namespace

class TestStart : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::filesystem::path m_project;
    QString path(const char* name) const { return m_folder.filePath(name); }
    void write(const char* name, const std::string& content) const
    {
        const std::filesystem::path file = path(name).toStdString();
        std::filesystem::create_directories(file.parent_path());
        writeFile(file, content);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName("lathe-test");
        m_project = writeProject(m_folder.filePath("project").toStdString());
        std::filesystem::create_directories(path("empty").toStdString());
        write("bert/config.json", "{}");
        write("set/train.tsv", "text\tlabel\na\tb\n");
        write("set/test.tsv", "text\tlabel\na\tb\n");
        write("one.csv", "text,label\n");
        write("notes.txt", "hello");
        write("other.json", R"({"a": 1})");
    }
    void init() { QSettings().clear(); }

    void classifies_data()
    {
        using Kind = Dropped::Kind;
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* name, const QStringList& files, Kind kind) {
            QTest::newRow(name) << files << int(kind);
        };
        const QString project = QString::fromStdString(m_project.string());
        row("workspace", {project}, Kind::Workspace);
        row("recipe", {QString::fromStdString(Workspace{m_project, {}}.recipes().front().string())}, Kind::Recipe);
        row("model", {path("bert")}, Kind::Model);
        row("config of a model", {path("bert/config.json")}, Kind::Model);
        row("data", {path("one.csv")}, Kind::Data);
        row("folder of data", {path("set")}, Kind::Data);
        row("files of data", {path("set/train.tsv"), path("set/test.tsv")}, Kind::Data);
        row("words", {path("notes.txt")}, Kind::Nothing);
        row("other json", {path("other.json")}, Kind::Nothing);
        row("empty folder", {path("empty")}, Kind::Nothing);
        row("gone", {path("gone")}, Kind::Nothing);
        row("a mixture", {path("bert"), path("one.csv")}, Kind::Nothing);
    }
    void classifies()
    {
        QFETCH(QStringList, files);
        QFETCH(int, kind);
        const Dropped what = classify(files);
        QCOMPARE(int(what.kind), kind);
        QCOMPARE(what.problem.isEmpty(), what.kind != Dropped::Kind::Nothing);
        QCOMPARE(what.hint.isEmpty(), what.kind == Dropped::Kind::Nothing);
        if (what.kind == Dropped::Kind::Data && files != QStringList{path("one.csv")}) {
            QCOMPARE(what.data.train.filename().string(), std::string("train.tsv"));
            QCOMPARE(what.data.test.filename().string(), std::string("test.tsv"));
        }
    }

    void showsRecentWorkspaces()
    {
        remember(keys::kRecentWorkspaces, path("gone"));
        remember(keys::kRecentWorkspaces, QString::fromStdString(m_project.string()));
        Workbench bench(path("empty").toStdString());
        StartPage& page = *bench.window->startPage();
        QVERIFY(bench.window->isAtStart());
        QTRY_COMPARE(page.workspaces().size(), size_t(2));
        QVERIFY(page.workspaces()[0].isThere && !page.workspaces()[1].isThere);
        QVERIFY(describe(page.workspaces()[0]).contains("no runs yet"));
        Tile* here = nullptr;
        Tile* gone = nullptr;
        for (auto* tile : page.findChildren<Tile*>()) {
            here = tile->title() == "project" ? tile : here;
            gone = tile->title() == "gone" ? tile : gone;
        }
        QVERIFY(here && gone && here->isEnabled() && !gone->isEnabled());

        // The missing one is taken off.
        QSignalSpy refreshed(&page, &StartPage::refreshed);
        for (auto* button : page.findChildren<QToolButton*>())
            if (button->accessibleName().contains("gone"))
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(refreshed.size(), 1);
        QCOMPARE(page.workspaces().size(), size_t(1));
        QCOMPARE(recent(keys::kRecentWorkspaces).size(), 1);

        for (auto* tile : page.findChildren<Tile*>())
            here = tile->title() == "project" ? tile : here;
        QTest::mouseClick(here, Qt::LeftButton);
        QVERIFY(!bench.window->isAtStart());
        QCOMPARE(bench.session.workspace().folder, m_project);
    }

    void dropsGoWhereTheyBelong()
    {
        Workbench bench(path("empty").toStdString());
        QVERIFY(bench.window->isAtStart());
        const auto* target = bench.window->findChild<DropTarget*>();

        drop(*bench.window, {path("notes.txt")});
        QVERIFY(bench.window->banner()->isVisible());
        QVERIFY(bench.window->banner()->text().contains("notes.txt is neither data nor a recipe"));
        QVERIFY(!target->isVisible());

        drop(*bench.window, {path("bert")});
        QCOMPARE(bench.session.document().recipe().model, std::filesystem::path(path("bert").toStdString()));
        QCOMPARE(bench.window->place(), MainWindow::Data);
        bench.session.document().undoStack()->setClean();

        drop(*bench.window, {QString::fromStdString(m_project.string())});
        QCOMPARE(bench.session.workspace().folder, m_project);
        QTRY_VERIFY(bench.session.model());
    }

    void aHintIsShownAndFieldsTakeNoFiles()
    {
        Workbench bench(m_project);
        const auto* target = bench.window->findChild<DropTarget*>();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path("bert"))});
        auto* field = new QLineEdit(bench.window.get());
        field->show();
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(field, &enter); // on to the window
        QVERIFY(target->isVisible());
        QCOMPARE(target->offered().hint, QString("Use bert as the recipe's model"));
        const QImage shown = bench.window->grab().toImage();
        QDragLeaveEvent leave;
        QApplication::sendEvent(bench.window.get(), &leave);
        QVERIFY(!target->isVisible());
        QVERIFY(bench.window->grab().toImage() != shown);
        QVERIFY(field->text().isEmpty());
    }

    void theSampleIsAWorkspace()
    {
        const std::filesystem::path folder = path("sample").toStdString();
        layOutSample(folder);
        const Workspace workspace = Workspace::of(QString::fromStdString(folder.string()));
        QCOMPARE(workspace.recipes().size(), size_t(2));
        const recipe::Recipe recipe = recipe::loadRecipe(workspace.recipe);
        QVERIFY(std::filesystem::exists(recipe.data.train));
        QVERIFY(std::filesystem::exists(recipe.data.test));
        writeFile(workspace.recipe, "mine");
        layOutSample(folder); // a second time keeps what is there
        QCOMPARE(readFile(workspace.recipe), std::string("mine"));
    }

    void theWindowComesBackAsItWas()
    {
        QRect left;
        {
            Workbench bench(m_project);
            bench.window->resize(1333, 801);
            bench.window->goTo(MainWindow::History);
            left = bench.window->geometry();
            QVERIFY(bench.window->close());
        }
        Workbench bench(m_project);
        QCOMPARE(bench.window->geometry().size(), left.size());
        QCOMPARE(bench.window->place(), MainWindow::History);
        QCOMPARE(QSettings().value(keys::kLast).toString(),
                 QString::fromStdString(bench.session.workspace().recipe.string()));
    }
};

QTEST_MAIN(TestStart)
#include "tst_start.moc"
