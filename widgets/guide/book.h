#pragma once

#include "core/recipe/stage_info.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace lathe::widgets {

// Keys of a window as its menus have them, for the page of shortcuts.
struct ShortcutGroup {
    QString title; // "File"
    std::vector<std::pair<QString, QString>> keys; // what it does, "Ctrl+S"
};

struct GuidePage {
    enum class Chapter { Begin, Work, Understand, LookUp };
    QString id; // "compare", "method/prune.structured", "metric/ece"
    QString title = {};
    Chapter chapter = Chapter::Begin;
    QString parent = {}; // id of the page under which it stands in the contents; may be empty
    std::optional<recipe::StageFamily> family = {}; // of a method
    QString markdown = {};
    QString words = {}; // the same without marks, for searching
};

[[nodiscard]] QString chapterTitle(GuidePage::Chapter chapter);

// All pages of the guide in one language, in the order of the contents.
class GuideBook {
public:
    // Written pages that the language lacks are English.
    GuideBook(const recipe::StageCatalog& stages, const std::vector<ShortcutGroup>& shortcuts, const QString& language);

    // The pages that people wrote: each is a file in resources/guide/pages, in every language.
    [[nodiscard]] static QStringList writtenIds();
    [[nodiscard]] static QStringList languages();

    [[nodiscard]] const std::vector<GuidePage>& pages() const { return m_pages; }
    [[nodiscard]] const GuidePage* find(const QString& id) const;

    struct Hit {
        const GuidePage* page = nullptr;
        QString excerpt; // around the first word that was found
    };
    // Pages in which every word occurs, those that have it in the title first.
    [[nodiscard]] std::vector<Hit> search(const QString& text) const;

private:
    void add(GuidePage page);

    std::vector<GuidePage> m_pages;
};

} // namespace lathe::widgets
