#include "widgets/commands/command_index.h"

#include <QCoreApplication>

#include <algorithm>

namespace lathe::widgets {

namespace {

// Of a match: the whole text, the start of the text, of a word, the middle of one, letters in order.
constexpr int kWhole = 100, kStart = 80, kWordStart = 60, kMiddle = 40, kLetters = 10;
constexpr int kDetailShare = 2; // a match in the detail is worth one half
constexpr int kFewLetters = 3;  // fewer letters in order are everywhere

bool isBoundary(QChar c)
{
    return !c.isLetterOrNumber();
}

int fitInOrder(QStringView word, QStringView text)
{
    if (word.size() < kFewLetters)
        return 0;
    qsizetype at = 0, gaps = 0;
    for (const QChar c : word) {
        const qsizetype next = text.indexOf(c, at);
        if (next < 0)
            return 0;
        gaps += next - at;
        at = next + 1;
    }
    return gaps > 3 * word.size() ? 0 : kLetters;
}

} // namespace

QString kindTitle(Command::Kind kind)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("Command", text); };
    switch (kind) {
    case Command::Kind::Action:
        return say(QT_TRANSLATE_NOOP("Command", "Action"));
    case Command::Kind::Place:
        return say(QT_TRANSLATE_NOOP("Command", "Place"));
    case Command::Kind::Stage:
        return say(QT_TRANSLATE_NOOP("Command", "Add stage"));
    case Command::Kind::Run:
        return say(QT_TRANSLATE_NOOP("Command", "Run"));
    case Command::Kind::Variant:
        return say(QT_TRANSLATE_NOOP("Command", "Variant"));
    case Command::Kind::Recipe:
        return say(QT_TRANSLATE_NOOP("Command", "Recipe"));
    case Command::Kind::Workspace:
        return say(QT_TRANSLATE_NOOP("Command", "Workspace"));
    }
    return {};
}

int fit(QStringView word, QStringView text)
{
    const qsizetype first = text.indexOf(word);
    if (first < 0)
        return fitInOrder(word, text);
    if (first == 0)
        return word.size() == text.size() ? kWhole : kStart;
    for (qsizetype at = first; at >= 0; at = text.indexOf(word, at + 1))
        if (isBoundary(text[at - 1]))
            return kWordStart;
    return kMiddle;
}

void CommandIndex::setCommands(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    m_folded.clear();
    m_folded.reserve(m_commands.size());
    for (const Command& command : m_commands)
        m_folded.push_back({command.title.toLower(), command.detail.toLower()});
}

std::vector<int> CommandIndex::find(const QString& text, int limit) const
{
    const QStringList words = text.toLower().split(' ', Qt::SkipEmptyParts);
    std::vector<std::pair<int, int>> found; // minus the score, index: sorted as they are shown
    for (int i = 0; i < int(m_commands.size()); ++i) {
        if (words.isEmpty()) {
            if (i == limit)
                break;
            found.emplace_back(0, i);
            continue;
        }
        int score = 0;
        for (const QString& word : words) {
            const int here = std::max(fit(word, m_folded[size_t(i)].title),
                                      fit(word, m_folded[size_t(i)].detail) / kDetailShare);
            score = here > 0 ? score + here : 0;
            if (here == 0)
                break;
        }
        if (score > 0)
            found.emplace_back(-score * 10 + int(m_commands[size_t(i)].kind), i);
    }
    const auto end = found.begin() + std::min(ptrdiff_t(limit), ptrdiff_t(found.size()));
    std::partial_sort(found.begin(), end, found.end());
    std::vector<int> result;
    for (auto at = found.begin(); at != end; ++at)
        result.push_back(at->second);
    return result;
}

} // namespace lathe::widgets
