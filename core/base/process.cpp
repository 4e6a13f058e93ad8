#include "core/base/process.h"

#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace lathe {

namespace {

constexpr size_t kKeptOutput = 64 * 1024;
constexpr int kPollMs = 50;

class Pipe {
public:
    Pipe()
    {
        if (pipe2(m_ends.data(), O_CLOEXEC) != 0)
            throw Error(ErrorKind::Failure, fmt::format("no pipe for another program: {}", std::strerror(errno)));
    }
    ~Pipe() { close(m_ends[0]), closeWriting(); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    [[nodiscard]] int reading() const { return m_ends[0]; }
    [[nodiscard]] int writing() const { return m_ends[1]; }
    void closeWriting()
    {
        if (m_ends[1] >= 0)
            close(m_ends[1]);
        m_ends[1] = -1;
    }

private:
    std::array<int, 2> m_ends{};
};

// A program in a process group of its own, which is killed unless it has ended.
class Child {
public:
    Child(const ProcessRequest& request, Pipe& output)
    {
        posix_spawn_file_actions_t actions;
        posix_spawnattr_t attributes;
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.writing(), STDERR_FILENO);
        if (!request.folder.empty())
            posix_spawn_file_actions_addchdir_np(&actions, request.folder.c_str());
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);

        std::vector<std::string> variables;
        for (char** variable = environ; *variable; ++variable)
            if (const std::string text = *variable; !request.environment.contains(text.substr(0, text.find('='))))
                variables.push_back(text);
        for (const auto& [name, value] : request.environment)
            variables.push_back(name + "=" + value);
        std::vector<std::string> arguments = request.command;
        const auto pointers = [](std::vector<std::string>& texts) {
            std::vector<char*> list;
            for (std::string& text : texts)
                list.push_back(text.data());
            list.push_back(nullptr);
            return list;
        };
        const int failed = posix_spawnp(&m_pid, arguments.front().c_str(), &actions, &attributes, pointers(arguments).data(),
                                        pointers(variables).data());
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        if (failed != 0)
            throw Error(ErrorKind::BadInput, fmt::format("{} cannot be started: {}", request.command.front(), std::strerror(failed)));
        output.closeWriting();
    }
    ~Child()
    {
        if (m_ended)
            return;
        kill(-m_pid, SIGKILL);
        int status = 0;
        while (waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    // Whether it has ended; exitCode is then set.
    bool hasEnded(int& exitCode)
    {
        int status = 0;
        if (waitpid(m_pid, &status, WNOHANG) != m_pid)
            return false;
        exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        kill(-m_pid, SIGKILL); // what it left running
        return m_ended = true;
    }

private:
    pid_t m_pid = 0;
    bool m_ended = false;
};

// Takes what there is to read.
void drain(int descriptor, int waitMs, std::string& output)
{
    pollfd ready{descriptor, POLLIN, 0};
    std::array<char, 4096> bytes; // NOLINT: filled by read
    while (poll(&ready, 1, waitMs) > 0) {
        const ssize_t count = read(descriptor, bytes.data(), bytes.size());
        if (count <= 0) {
            if (waitMs > 0) // closed: the program is about to end
                poll(nullptr, 0, waitMs);
            return;
        }
        output.append(bytes.data(), size_t(count));
        if (output.size() > 2 * kKeptOutput)
            output.erase(0, output.size() - kKeptOutput);
        waitMs = 0;
    }
}

} // namespace

ProcessResult runProcess(const ProcessRequest& request, const Task& task)
{
    task.checkpoint();
    Pipe pipe;
    Child child(request, pipe);
    ProcessResult result;
    const auto start = std::chrono::steady_clock::now();
    while (!child.hasEnded(result.exitCode)) {
        task.checkpoint();
        if (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() > request.timeoutSeconds)
            throw Error(ErrorKind::Failure,
                        fmt::format("{} did not end within {:.0f} seconds and was stopped", request.command.front(), request.timeoutSeconds));
        drain(pipe.reading(), kPollMs, result.output);
    }
    drain(pipe.reading(), 0, result.output);
    if (result.output.size() > kKeptOutput)
        result.output.erase(0, result.output.size() - kKeptOutput);
    return result;
}

} // namespace lathe
