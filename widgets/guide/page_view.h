#pragma once

#include <QTextBrowser>

namespace lathe::widgets {

// One page of the guide, in a column that is comfortable to read, with pictures of the theme in force.
class GuidePageView : public QTextBrowser {
    Q_OBJECT
public:
    explicit GuidePageView(QWidget* parent = nullptr);

    void showPage(const QString& markdown);
    // Marks the words where they occur and goes to the first.
    void mark(const QString& words);

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void layOutAgain(); // where it was scrolled to
    void placeColumn();
    [[nodiscard]] int columnWidth() const;

    QString m_markdown;
    QString m_marked;
    int m_pictureWidth = 0;
};

} // namespace lathe::widgets
