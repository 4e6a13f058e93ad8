#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace lathe::widgets {

enum class Tone { Neutral, Good, Warning, Bad };

struct Note {
    Tone tone = Tone::Neutral;
    QString text;
};

[[nodiscard]] QColor toneColour(Tone tone, const QWidget* widget);

// Sentences with a coloured dot each, wrapped to the width.
class NoteList : public QWidget {
    Q_OBJECT
public:
    explicit NoteList(QWidget* parent = nullptr);
    void setNotes(std::vector<Note> notes);
    [[nodiscard]] const std::vector<Note>& notes() const { return m_notes; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Note> m_notes;
};

// Small rounded words that flow over several lines, such as the tokens of a text.
class ChipFlow : public QWidget {
    Q_OBJECT
public:
    enum class Look { Plain, Continued, Special, Unknown, Cut };
    struct Chip {
        QString text;
        QString toolTip;
        Look look = Look::Plain;
    };

    explicit ChipFlow(QWidget* parent = nullptr);
    void setChips(std::vector<Chip> chips);
    [[nodiscard]] const std::vector<Chip>& chips() const { return m_chips; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] std::vector<QRect> places(int width) const;
    std::vector<Chip> m_chips;
};

} // namespace lathe::widgets
