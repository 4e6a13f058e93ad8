#pragma once

#include "widgets/guide/book.h"

#include <QTreeWidget>

namespace lathe::widgets {

// The contents of the guide: chapters, their pages, and below them the methods and metrics.
class ContentsTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit ContentsTree(const GuideBook& book, QWidget* parent = nullptr);

    void reveal(const QString& page); // selects and reveals it, without a signal

Q_SIGNALS:
    void pageChosen(const QString& page);

private:
    QHash<QString, QTreeWidgetItem*> m_items;
};

} // namespace lathe::widgets
