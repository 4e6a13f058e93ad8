#pragma once

#include "widgets/session/model_search.h"
#include "widgets/session/session.h"

#include <QDialog>

class QComboBox;
class QStackedWidget;

namespace lathe::widgets {

class Banner;
class SpeedFacts;
class SpeedProfile;
class SpeedSetup;
class SpeedTable;

// Measures models side by side, as `lathe-cli bench` does: what to measure at the left, the figures
// as they settle, what disturbed them, and for one model where its time goes. Closing it stops the
// measurement.
class SpeedWindow : public QDialog {
    Q_OBJECT
public:
    explicit SpeedWindow(Session& session, QWidget* parent = nullptr);

    // Checks these models, the first of which the others are compared with.
    void choose(const std::vector<std::filesystem::path>& models);
    void start();
    void stop();
    [[nodiscard]] bool isMeasuring() const { return m_session.isMeasuring(); }

    [[nodiscard]] SpeedSetup* setup() const { return m_setup; }
    [[nodiscard]] SpeedTable* table() const { return m_table; }
    [[nodiscard]] Banner* banner() const { return m_banner; }
    [[nodiscard]] SpeedProfile* profile() const { return m_profile; }
    [[nodiscard]] SpeedFacts* facts() const { return m_facts; }

Q_SIGNALS:
    void ended(); // done, stopped or failed

protected:
    void done(int result) override;

private:
    QWidget* makeContent();
    QWidget* makeDetails(QWidget* parent);
    void connectSession();
    void fillCandidates(const std::vector<std::filesystem::path>& wanted = {});
    void refreshState();
    void take(const runner::BenchReport& report);
    void end(const QString& state);
    void showWarnings();
    void showModel(int model);
    void saveTable();

    Session& m_session;
    SpeedSetup* m_setup;
    Banner* m_banner;
    QStackedWidget* m_pages;
    SpeedTable* m_table;
    QComboBox* m_which;
    SpeedProfile* m_profile;
    SpeedFacts* m_facts;
    runner::BenchReport m_report;
    std::vector<std::string> m_warned; // as the banner told last
    QStringList m_names;
    BenchJob m_job;
};

} // namespace lathe::widgets
