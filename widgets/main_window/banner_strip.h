#pragma once

#include <QWidget>

class QVBoxLayout;

namespace lathe::widgets {

// Banners one below the other, with a margin that goes with the last of them.
class BannerStrip : public QWidget {
    Q_OBJECT
public:
    explicit BannerStrip(QWidget* parent = nullptr);
    void add(QWidget* banner);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QVBoxLayout* m_column;
};

} // namespace lathe::widgets
