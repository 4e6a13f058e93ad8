#pragma once

#include "tests/export/onnx_cases.h"
#include "tests/export/python.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace lathe::tests {

// Graphs in a folder, and what check_onnx.py finds when a runtime runs them.
class GraphCheck {
public:
    [[nodiscard]] std::filesystem::path file(const std::string& name) const { return std::filesystem::path(m_folder.path().toStdString()) / name; }

    // As writeCase.
    void add(const std::string& name, const engine::Checkpoint& checkpoint, const std::vector<engine::TokenIds>& rows, double bound,
             const engine::onnx::MatrixForms& forms, const nlohmann::json& config = nlohmann::json::object())
    {
        writeCase(checkpoint, rows, bound, forms, file(name), config);
        m_names << QString::fromStdString(name);
    }

    // What went wrong; empty: all of them were run.
    [[nodiscard]] QByteArray run(const QString& python, const QString& runtime)
    {
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(python, {LATHE_SOURCE "/tests/export/check_onnx.py", runtime, m_folder.path()});
        if (!check.waitForFinished(240000))
            return check.errorString().toUtf8();
        if (check.exitStatus() != QProcess::NormalExit || check.exitCode() != 0)
            return "check_onnx.py: " + check.readAll();
        m_found = readJson(file("found.json"));
        return {};
    }

    // A row of test data for every graph, and the test of one.
    void addRows() const
    {
        QTest::addColumn<QString>("name");
        for (const QString& name : m_names)
            QTest::newRow(qPrintable(name)) << name;
    }
    void verify(const QString& name) const
    {
        const nlohmann::json& found = m_found.at(name.toStdString());
        QVERIFY2(!found.contains("error"), found.value("error", "").c_str());
        const double difference = found.at("difference").get<double>(), bound = found.at("bound").get<double>();
        QVERIFY2(difference <= bound, qPrintable(QString("%1, at most %2").arg(difference).arg(bound)));
    }

private:
    QTemporaryDir m_folder;
    QStringList m_names;
    nlohmann::json m_found;
};

} // namespace lathe::tests
