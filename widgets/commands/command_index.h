#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace lathe::widgets {

// Something that can be done or gone to by its name.
struct Command {
    enum class Kind { Action, Place, Stage, Run, Variant, Recipe, Workspace };
    Kind kind = Kind::Action;
    QString title;
    QString detail;   // what tells it from others of the same title; may be empty
    QString shortcut; // as text
    std::function<void()> run;
};

[[nodiscard]] QString kindTitle(Command::Kind kind);

// Finds commands by what is typed: each word has to occur in a command, as a part of it or as letters in order.
// Better matches come first: beginnings of words before middles, titles before details, actions before variants.
class CommandIndex {
public:
    void setCommands(std::vector<Command> commands);
    [[nodiscard]] const std::vector<Command>& commands() const { return m_commands; }

    // Indices into commands(), the best `limit`; without words the first ones.
    [[nodiscard]] std::vector<int> find(const QString& text, int limit) const;

private:
    struct Folded {
        QString title, detail;
    };
    std::vector<Command> m_commands;
    std::vector<Folded> m_folded;
};

// How well a word fits into a text, both in lower case; 0: not at all.
[[nodiscard]] int fit(QStringView word, QStringView text);

} // namespace lathe::widgets
