#pragma once

#include "widgets/common/kit.h"
#include "widgets/session/run_record.h"

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace lathe::widgets {

// The log of a run: filtered by level and words, copied as it is shown.
class LogPanel : public Card {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);
    void standInTab(); // the tab is the frame and says what it is

    // A log that went on is added to; another run's begins anew.
    void setLog(const std::string& runId, const std::vector<runner::LogLine>& log);
    void setLevel(runner::LogLine::Level least);
    void setWords(const QString& words);
    [[nodiscard]] QString shownText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void append(const runner::LogLine& line);
    [[nodiscard]] bool matches(const runner::LogLine& line) const;

    std::string m_runId;
    std::vector<runner::LogLine> m_lines;
    QLabel* m_title;
    QComboBox* m_level;
    QLineEdit* m_words;
    QPlainTextEdit* m_text;
};

} // namespace lathe::widgets
