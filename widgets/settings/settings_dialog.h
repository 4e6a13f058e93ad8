#pragma once

#include "widgets/session/session.h"
#include "widgets/settings/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace lathe::widgets {

class StorageCard;

class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    SettingsDialog(const Preferences& preferences, Session& session, QWidget* parent = nullptr);

    [[nodiscard]] Preferences preferences() const;
    [[nodiscard]] StorageCard* storage() const { return m_storage; }

private:
    [[nodiscard]] QWidget* makeLook(const Preferences& preferences);
    [[nodiscard]] QWidget* makeEngine(const Preferences& preferences);
    [[nodiscard]] QWidget* makeFolders(const Preferences& preferences);
    [[nodiscard]] QWidget* makeManners(const Preferences& preferences);

    QComboBox* m_theme;
    QComboBox* m_language;
    QSpinBox* m_threads;
    QComboBox* m_device;
    QLineEdit* m_workspaces;
    QLineEdit* m_models;
    QCheckBox* m_reopens;
    QCheckBox* m_autosaves;
    QCheckBox* m_notifies;
    StorageCard* m_storage;
};

} // namespace lathe::widgets
