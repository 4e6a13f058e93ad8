#pragma once

#include "core/export/formats.h"

#include <QPushButton>

class QLabel;

namespace lathe::widgets {

// A format to choose: what it is for, what it holds, what runs it; or why it cannot hold the model.
class FormatCard : public QPushButton {
    Q_OBJECT
public:
    explicit FormatCard(const exports::FormatInfo& format, QWidget* parent = nullptr);

    // Empty: it can hold the model. `isTold`: the reason stands elsewhere already, and is not repeated here.
    void setWhyNot(const std::string& reason, bool isTold = false);
    [[nodiscard]] const exports::FormatInfo& format() const { return m_format; }
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();

    const exports::FormatInfo& m_format;
    QLabel* m_mark;
    QLabel* m_title;
    QLabel* m_summary;
    QLabel* m_holds;
    QLabel* m_reason;
};

// "ONNX Runtime, OpenVINO"; empty where nothing runs it here.
[[nodiscard]] QString runtimeTitles(const exports::FormatInfo& format);

} // namespace lathe::widgets
