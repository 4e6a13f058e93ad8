#pragma once

#include "widgets/guide/book.h"

#include <QListWidget>

namespace lathe::widgets {

// Pages that a search found, each with the words around the first place.
class ResultList : public QListWidget {
    Q_OBJECT
public:
    explicit ResultList(QWidget* parent = nullptr);

    void setHits(const std::vector<GuideBook::Hit>& hits);

Q_SIGNALS:
    void pageChosen(const QString& page);
};

} // namespace lathe::widgets
