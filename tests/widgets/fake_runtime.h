#pragma once

#include "core/base/files.h"
#include "core/export/python.h"
#include "core/history/history.h"

#include <QTemporaryDir>
#include <QtGlobal>

namespace lathe::widgets {

// Python environments in a folder of their own, and in one of them a program that answers as it is told, in the place
// of a runtime.
class FakeRuntimes {
public:
    FakeRuntimes() { qputenv("XDG_CACHE_HOME", m_folder.path().toLocal8Bit()); }
    ~FakeRuntimes()
    {
        for (const char* name : {"XDG_CACHE_HOME", "FAKE_LOGITS", "FAKE_SECONDS"})
            qunsetenv(name);
    }
    FakeRuntimes(const FakeRuntimes&) = delete;
    FakeRuntimes& operator=(const FakeRuntimes&) = delete;

    void install(const std::string& key)
    {
        const exports::RuntimeInfo& runtime = exports::runtimeNamed(key);
        const auto folder = exports::PythonEnvironments::defaultFolder() / key;
        std::filesystem::create_directories(folder / "bin");
        writeFile(folder / "lathe-requirements.txt", exports::resource(runtime.requirements));
        writeFile(folder / "bin/python", R"(#!/bin/sh
while [ $# -gt 0 ]; do
    [ "$1" = --out ] && out=$2
    shift
done
sleep "${FAKE_SECONDS:-0}"
cp "$FAKE_LOGITS" "$out.logits" || exit 1
echo '{"runtime": "Fake Runtime 9.9", "latencyP50Ms": 3.5, "latencyP95Ms": 4, "throughput": 500}' >"$out"
)");
        std::filesystem::permissions(folder / "bin/python", std::filesystem::perms::owner_all);
    }

    // Answers as the variant did, or `shift` more in every logit of the last class.
    void answerAs(const std::filesystem::path& history, const std::string& variant, float shift = 0)
    {
        using history::History;
        const runner::Variant known = History(history, History::Mode::ReadOnly).variant(variant);
        std::vector<float> logits = known.evaluation->test.logits;
        for (size_t i = size_t(known.evaluation->test.classes) - 1; i < logits.size(); i += size_t(known.evaluation->test.classes))
            logits[i] += shift;
        const auto file = std::filesystem::path(m_folder.path().toStdString()) / "logits";
        writeFile(file, {reinterpret_cast<const char*>(logits.data()), logits.size() * sizeof(float)});
        qputenv("FAKE_LOGITS", file.c_str());
    }
    void takeSeconds(int seconds) { qputenv("FAKE_SECONDS", QByteArray::number(seconds)); }

private:
    QTemporaryDir m_folder;
};

} // namespace lathe::widgets
