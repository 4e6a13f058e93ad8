#pragma once

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <vector>

class QHeaderView;

namespace lathe::widgets {

// The small parts that places are built of. `role` is one of those named in theme_manager.h.
[[nodiscard]] QLabel* makeLabel(const QString& text, const char* role, QWidget* parent = nullptr);
[[nodiscard]] QPushButton* makeButton(const QString& text, const char* role = "",
                                      QWidget* parent = nullptr);
[[nodiscard]] QFrame* makeFrame(const char* role, QWidget* parent = nullptr);
[[nodiscard]] QFrame* makeLine(QWidget* parent = nullptr);
// The width of a column, but never less than its title needs: titles are longer in some languages.
void setSectionWidth(QHeaderView* header, int section, int width);
// A disc of the colour, for legends and lists.
[[nodiscard]] QPixmap makeDot(const QColor& colour);

// A rounded surface with a column of content.
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(QWidget* parent = nullptr);
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }

private:
    QVBoxLayout* m_column;
};

// A large number over its caption.
class Figure : public QWidget {
    Q_OBJECT
public:
    explicit Figure(const QString& caption, QWidget* parent = nullptr);
    void setValue(const QString& value);
    void setCaption(const QString& caption);
    [[nodiscard]] QString value() const;

private:
    QLabel* m_value;
    QLabel* m_caption;
};

// A label whose text is cut with an ellipsis where there is no room; the whole text is its tool
// tip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const char* role, Qt::TextElideMode mode = Qt::ElideRight,
                         QWidget* parent = nullptr);
    void setFullText(const QString& text);
    [[nodiscard]] QString fullText() const { return m_text; }
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void elide();

    QString m_text;
    Qt::TextElideMode m_mode;
};

// A combo box whose text is cut with an ellipsis where there is no room.
class ElidedComboBox : public QComboBox {
    Q_OBJECT
public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
};

// What a place shows before there is anything to show: what it is for and what to do first.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString& icon, const QString& title, const QString& text,
               const QString& action = {}, QWidget* parent = nullptr);

Q_SIGNALS:
    void triggered();

protected:
    void changeEvent(QEvent* event) override;

private:
    void dress();

    QString m_iconName;
    QLabel* m_icon;
};

} // namespace lathe::widgets
