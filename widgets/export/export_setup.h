#pragma once

#include "widgets/export/export_check.h"
#include "widgets/export/export_job.h"
#include "widgets/export/export_subject.h"

#include <QTimer>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace lathe::widgets {

class FormatCard;
class ProofChoice;

// What to export, in which format, where to, and whether to prove it.
class ExportSetup : public QWidget {
    Q_OBJECT
public:
    explicit ExportSetup(Session& session, QWidget* parent = nullptr);

    // The models of a run to choose from, of which this is chosen first; empty: the first.
    void setSubjects(std::vector<ExportSubject> subjects, std::string variant);
    [[nodiscard]] const ExportSubject* subject() const; // null: there is nothing to export
    [[nodiscard]] const exports::FormatInfo* format() const; // null: none can hold the model
    // Why the export cannot start; empty: it can.
    [[nodiscard]] QString problem() const;
    // Complete but for the lock.
    [[nodiscard]] ExportJob job() const;
    // Another folder beside the one that was written, and the disk is looked at again.
    void renew();

    [[nodiscard]] QComboBox* models() const { return m_models; }
    [[nodiscard]] const std::vector<FormatCard*>& cards() const { return m_cards; }
    [[nodiscard]] QCheckBox* halves() const { return m_halves; }
    [[nodiscard]] QLineEdit* folder() const { return m_folder; }
    [[nodiscard]] QCheckBox* zip() const { return m_zip; }
    [[nodiscard]] ProofChoice* proof() const { return m_proof; }

Q_SIGNALS:
    void changed();
    void checked(); // the disk was looked at

private:
    void makeModel(QVBoxLayout* column);
    void makeFormats(QVBoxLayout* column);
    void makeFolder(QVBoxLayout* column);
    void showSubject();
    void showFormat();
    void suggestFolder();
    void nameAsZip(bool isZip);
    void look();
    void take(const ExportCheck& check);
    [[nodiscard]] QString whyNoProof() const;
    [[nodiscard]] std::filesystem::path home() const;

    Session& m_session;
    std::vector<ExportSubject> m_subjects;
    std::optional<ExportCheck> m_check; // of what the fields say now
    bool m_isFolderChosen = false;      // by hand; otherwise it follows model and format
    QTimer m_later;
    QComboBox* m_models;
    QLabel* m_figures;
    QLabel* m_modelNote;
    std::string m_whyNone; // why most formats cannot hold the model; empty: they can
    QButtonGroup* m_formats;
    std::vector<FormatCard*> m_cards;
    QCheckBox* m_halves;
    QLineEdit* m_folder;
    QCheckBox* m_zip; // says the same as the ending of the folder's name
    QLabel* m_folderNote;
    QLabel* m_proofTitle;
    ProofChoice* m_proof;
    Newest<ExportCheck> m_look{this}; // last: its work is waited for first
};

} // namespace lathe::widgets
