#pragma once

#include "core/runner/events.h"

#include <QString>

#include <map>

namespace lathe::widgets {

// What a card says about its node during and after a run; a node may stand for several steps.
struct NodeRun {
    runner::StepState state = runner::StepState::Waiting;
    double fraction = 0; // of all its steps
    int steps = 0;
    int ended = 0;
    QString note; // of the step at work
    bool isPaused = false;
    double seconds = 0;
    QString message;                // of the first step that failed
    std::vector<double> qualities;  // of the variants measured so far
    std::vector<double> megabytes;  // of their weights
    bool isF1 = false;              // qualities are micro F1, else accuracy

    // "done · 2 min 41 s", "waiting", "epoch 2 of 3", "reused".
    [[nodiscard]] QString text() const;
    // "0.852 accuracy · 22.9 MB", "0.841–0.852 F1 · 23–91 MB"; empty before anything was measured.
    [[nodiscard]] QString measured(bool isShort = false) const; // short: "acc."
};

// Follows the events of one run and sums them up for each node.
class RunTracker {
public:
    // Returns the nodes whose state changed.
    std::vector<std::string> on(const runner::Event& event);
    // Likewise.
    std::vector<std::string> setPaused(bool paused);
    void clear();

    [[nodiscard]] const NodeRun* node(const std::string& id) const; // null: not part of a run
    [[nodiscard]] bool isEmpty() const { return m_nodes.empty(); }

private:
    struct StepRun {
        runner::StepState state = runner::StepState::Waiting;
        double fraction = 0;
        QString note;
        double seconds = 0;
        QString message;
    };
    std::vector<std::string> start(const runner::RunStarted& started);
    std::vector<std::string> end(const runner::RunEnded& ended);
    std::vector<std::string> refresh(int step);
    void sumUp(const std::string& node);

    bool m_isPaused = false;
    std::vector<StepRun> m_steps;
    std::map<std::string, std::vector<int>, std::less<>> m_byNode;
    std::map<std::string, NodeRun, std::less<>> m_nodes;
    struct Result {
        double quality = 0, megabytes = 0;
        bool isF1 = false;
    };
    std::map<std::string, std::map<std::string, Result>> m_results; // node -> variant
};

} // namespace lathe::widgets
