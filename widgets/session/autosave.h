#pragma once

#include "widgets/session/session.h"

#include <QTimer>

namespace lathe::widgets {

// A recipe that was changed and never saved, as a process left it that ended without a word.
struct UnsavedWork {
    std::filesystem::path file;
    recipe::Recipe recipe;
    QString path; // that it would have been saved to; empty: none yet
    std::string time; // UTC
};

// Keeps what was changed and not saved in a file of its own, so that a crash costs a second's work: below the
// workspace, or in the program's own data where the workspace is read-only. The file goes when the recipe is saved,
// or its changes are given up. What an earlier process left is found when its workspace is opened.
class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(Session& session, QObject* parent = nullptr);
    ~Autosave() override; // the file goes

    void setEnabled(bool enabled);

    // Left by an earlier process; null: nothing.
    [[nodiscard]] const UnsavedWork* found() const { return m_found ? &*m_found : nullptr; }
    // Opens it as unsaved changes. It is kept until these are kept elsewhere.
    void recover();
    void discard();

Q_SIGNALS:
    void foundChanged();
    void saved();
    void failed(const lathe::widgets::Trouble& trouble);

private:
    void followWorkspace();
    void followDocument();
    void save();
    void search();
    void removeFile();
    [[nodiscard]] std::filesystem::path ownFolder() const;

    Session& m_session;
    bool m_isEnabled = true;
    bool m_isWriting = false;
    QTimer m_delay;
    std::filesystem::path m_folder; // where files of this workspace are
    std::filesystem::path m_file;   // of this window
    std::filesystem::path m_superseded; // recovered, and not yet written anew
    std::optional<UnsavedWork> m_found;
    std::unique_ptr<Newest<bool>> m_saveJob = std::make_unique<Newest<bool>>(this);
    Newest<std::optional<UnsavedWork>> m_searchJob{this};
};

} // namespace lathe::widgets
