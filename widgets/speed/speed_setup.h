#pragma once

#include "widgets/session/engine_thread.h"

#include <QFrame>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace lathe::widgets {

class CandidateList;

// What to measure: models, shapes, texts, threads.
class SpeedSetup : public QFrame {
    Q_OBJECT
public:
    explicit SpeedSetup(QWidget* parent = nullptr);

    // The texts that are offered: the recipe's test file and its text column.
    void offerData(const std::filesystem::path& file, const QString& textColumn, int maxLength);
    void setMeasuring(bool isMeasuring, const QString& whyNot);

    [[nodiscard]] BenchJob job() const;
    [[nodiscard]] QString problem() const; // why this cannot be measured; empty: it can

    [[nodiscard]] CandidateList* models() const { return m_models; }
    [[nodiscard]] QLineEdit* shapes() const { return m_shapes; }
    [[nodiscard]] QLineEdit* data() const { return m_data; }
    [[nodiscard]] QSpinBox* threads() const { return m_threads; }
    [[nodiscard]] QDoubleSpinBox* seconds() const { return m_seconds; }
    [[nodiscard]] QPushButton* startButton() const { return m_start; }

Q_SIGNALS:
    void startRequested();
    void stopRequested();

private:
    void makeModels(QVBoxLayout* column);
    void makeWorkloads(QVBoxLayout* column);
    void chooseFolder();
    void browse();
    void refresh();

    CandidateList* m_models;
    QLineEdit* m_shapes;
    QLineEdit* m_data;
    QPushButton* m_offer;
    QComboBox* m_column;
    QSpinBox* m_texts;
    QSpinBox* m_threads;
    QDoubleSpinBox* m_seconds;
    QLabel* m_problem;
    QPushButton* m_start;
    std::filesystem::path m_offered;
    int m_maxLength = 128;
    bool m_isMeasuring = false;
    QString m_whyNot;
};

// "1x32, 16x128", with commas or spaces between. Throws Error.
[[nodiscard]] std::vector<runner::BenchShape> parseShapes(const QString& text);

} // namespace lathe::widgets
