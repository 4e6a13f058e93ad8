#pragma once

#include "core/recipe/stage_info.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace lathe::widgets {

// The field of one parameter, made from its ParamSpec alone: an editor, a line with unit, range and
// fan-out, and the reason when what was typed does not fit.
class ParamField : public QWidget {
    Q_OBJECT

public:
    // With `several`, a list of values may be typed.
    ParamField(recipe::ParamSpec spec, bool several, QWidget* parent = nullptr);

    [[nodiscard]] const recipe::ParamSpec& spec() const { return m_spec; }
    // What the document holds, and how many variants its node stands for. Text being typed stays
    // when it says the same, or when it does not fit and the values did not change.
    void setValues(const std::vector<recipe::ParamValue>& values, int variants = 1);
    // Text that says the values in another way, or does not fit, makes room for them.
    void discardText() { showValues(); }
    // The last values that fitted.
    [[nodiscard]] const std::vector<recipe::ParamValue>& values() const { return m_values; }

    [[nodiscard]] QString problem() const { return m_problem; }
    // What is wrong with these values, or worth knowing, and the title of the edit that settles it.
    void setIssue(const QString& text, bool isError, const QString& fix);
    [[nodiscard]] QString issue() const { return m_issueText; }
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QWidget* editor() const; // what takes the focus

Q_SIGNALS:
    void edited(const std::vector<lathe::recipe::ParamValue>& values); // only values that fit
    void finished();                                                   // focus left, or Enter
    void resetRequested();
    void fixRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeEditor();
    void takeText(const QString& text);
    void showValues();
    void showNotes();
    void markInvalid(bool invalid);

    recipe::ParamSpec m_spec;
    bool m_several;
    std::vector<recipe::ParamValue> m_values;
    int m_variants = 1;
    QString m_problem;
    QLineEdit* m_line = nullptr;
    QComboBox* m_combo = nullptr;
    QCheckBox* m_check = nullptr;
    QLabel* m_hint;
    QLabel* m_error;
    QLabel* m_issue;
    QString m_issueText;
    bool m_issueIsError = false;
};

} // namespace lathe::widgets
