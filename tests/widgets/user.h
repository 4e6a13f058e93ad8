#pragma once

#include "widgets/main_window/main_window.h"
#include "widgets/pipeline/canvas.h"
#include "widgets/pipeline/inspector.h"
#include "widgets/pipeline/node_card.h"
#include "widgets/pipeline/node_form.h"
#include "widgets/pipeline/param_field.h"
#include "widgets/pipeline/pipeline_scene.h"
#include "widgets/pipeline/pipeline_view.h"
#include "widgets/pipeline/recipe_form.h"
#include "widgets/pipeline/stage_palette.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QUrl>

#include <functional>

// What a user does with mouse and keys, for tests of the whole window.
namespace lathe::widgets::user {

inline void drop(QWidget& window, const QStringList& files)
{
    QMimeData mime;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    mime.setUrls(urls);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent let(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &let);
}

// Answers the next modal dialog of this kind as soon as `answer` says that it could.
template <class Dialog>
void answerNext(std::function<bool(Dialog&)> answer)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, answer = std::move(answer)] {
        auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        if (!dialog || !answer(*dialog))
            return;
        timer->stop();
        timer->deleteLater();
    });
    timer->start(10);
}

// Types a file's path into the next file dialog.
template <class FileDialog>
void nameFile(const QString& path)
{
    answerNext<FileDialog>([path](FileDialog& dialog) {
        auto* edit = dialog.template findChild<QLineEdit*>("fileNameEdit");
        if (!edit || !dialog.isVisible())
            return false;
        edit->setText(path);
        QTest::keyClick(edit, Qt::Key_Return);
        return true;
    });
}

// Keys go to this window. Where tests run no window manager gives it back after a dialog.
inline void focus(QWidget& window)
{
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

// Finds a stage by its words and adds it behind what is selected; its node's id.
inline std::string addStage(PipelineView& view, const QString& words)
{
    auto* search = view.findChild<StagePalette*>()->findChild<QLineEdit*>();
    search->setFocus();
    search->selectAll();
    QTest::keyClicks(search, words);
    QTest::keyClick(search, Qt::Key_Return);
    const std::vector<std::string> selected = view.selectedNodes();
    return selected.size() == 1 ? selected.front() : std::string();
}

inline void click(QPushButton* button)
{
    QVERIFY(button->isVisible() && button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
}

inline void clickTab(QTabWidget& tabs, int tab)
{
    QTest::mouseClick(tabs.tabBar(), Qt::LeftButton, {}, tabs.tabBar()->tabRect(tab).center());
}

inline void drag(QWidget& widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 5; ++i) {
        const QPoint at = from + (to - from) * i / 5;
        QMouseEvent move(QEvent::MouseMove, at, widget.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&widget, &move);
    }
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

inline QPoint portPoint(const PipelineView& view, const std::string& node, const char* input = nullptr)
{
    const NodeCard* card = view.scene()->card(node);
    const Port& port = input ? *card->input(input) : card->output();
    return view.canvas()->mapFromScene(card->mapToScene(port.place));
}

// A click on a node's card, or beside all cards for the recipe itself.
inline void clickCard(const PipelineView& view, const std::string& node)
{
    Canvas& canvas = *view.canvas();
    const QPoint at = node.empty() ? QPoint(canvas.viewport()->width() / 2, 12)
                                   : canvas.mapFromScene(view.scene()->card(node)->sceneBoundingRect().center());
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, at);
}

// Types a value into the form of what is selected.
inline void setField(const PipelineView& view, const std::string& key, const QString& value)
{
    const auto& inspector = *view.findChild<Inspector*>();
    ParamField* field = nullptr;
    if (const NodeForm* form = inspector.nodeForm())
        field = form->field(key);
    else if (const RecipeForm* recipe = inspector.recipeForm())
        field = recipe->field(key);
    QVERIFY2(field, key.c_str());
    auto* line = qobject_cast<QLineEdit*>(field->editor());
    QVERIFY2(line, key.c_str());
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, value);
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY2(field->problem().isEmpty(), qPrintable(field->problem()));
}

} // namespace lathe::widgets::user
