#pragma once

#include "widgets/session/session.h"

#include <QWidget>

namespace lathe::widgets {

class DataCard;
class ModelCard;

// The model and the data that a recipe starts from, side by side.
class DataPlace : public QWidget {
    Q_OBJECT
public:
    explicit DataPlace(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] ModelCard* model() const { return m_model; }
    [[nodiscard]] DataCard* data() const { return m_data; }

Q_SIGNALS:
    void speedRequested(const std::vector<std::filesystem::path>& models);

public Q_SLOTS:
    void openModel();
    void openGguf();
    void openData();
    void openData(const data::DataSpec& offered); // begins with these files

private:
    void fillOpenMenu();

    Session& m_session;
    ModelCard* m_model;
    DataCard* m_data;
};

} // namespace lathe::widgets
