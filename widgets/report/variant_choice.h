#pragma once

#include "core/history/history.h"
#include "widgets/session/variant_list.h"

#include <QWidget>

class QComboBox;
class QListWidget;

namespace lathe::widgets {

// Which models a report is about: a run, and marks in the list of its variants.
class VariantChoice : public QWidget {
    Q_OBJECT
public:
    explicit VariantChoice(QWidget* parent = nullptr);

    // What there is to choose from, newest run first. Marks stay where their variants do; at first
    // all of the newest run are marked.
    void setHistory(const std::vector<history::RunRow>& runs,
                    const VariantList& variants);
    void choose(const std::vector<std::string>& ids);
    [[nodiscard]] std::vector<std::string> chosen() const; // in the order of the list

Q_SIGNALS:
    void changed();

private:
    void fill(const std::vector<std::string>& marked);
    [[nodiscard]] std::string run() const; // empty: all
    [[nodiscard]] std::vector<std::string> idsOf(const std::string& run) const;
    [[nodiscard]] std::vector<analysis::Metrics> figuresOf(const std::vector<std::string>& ids) const;

    QComboBox* m_run;
    QListWidget* m_list;
    VariantList m_variants;
    std::string m_newest; // run
    bool m_follows = true; // the newest run
};

} // namespace lathe::widgets
