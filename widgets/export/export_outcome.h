#pragma once

#include "widgets/export/export_job.h"
#include "widgets/session/engine_thread.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QPushButton;

namespace lathe::widgets {

class NoteList;

// What came of an export: whether it agrees, the figures of each runtime beside Lathe's own, the files.
class ExportOutcome : public QWidget {
    Q_OBJECT
public:
    explicit ExportOutcome(QWidget* parent = nullptr);

    void showResult(const ExportResult& result, const QString& format);
    void showTrouble(const Trouble& trouble);
    // Stopped by the user; `folder`: where a complete export lies all the same, or empty.
    void showStopped(const QString& folder);

    [[nodiscard]] bool isGood() const { return m_isGood; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;
    // The table as it is read, a line for each row.
    [[nodiscard]] QStringList lines() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Verdict { Good, Neutral, Bad };

    void showVerdict(Verdict verdict, const QString& title, const QString& text);
    void dress();
    void clear();
    void addRow(const QStringList& cells, const char* role);
    void fillTable(const ExportResult& result);

    Verdict m_shown = Verdict::Neutral;
    bool m_isGood = false;
    QFrame* m_verdict;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QFrame* m_tableCard;
    QGridLayout* m_table;
    QLabel* m_recorded;
    NoteList* m_notes;
    QLabel* m_filesTitle;
    QLabel* m_files;
    QStringList m_lines;
};

} // namespace lathe::widgets
