#pragma once

#include <QStringList>
#include <QtGlobal>

#include <utility>

namespace lathe::widgets {

// Collects what Qt warns of while it lives: it does so where a connection, a layout or a style sheet is wrong. Left out is
// what platform plugins say about themselves.
class QtWarnings {
public:
    QtWarnings() : m_before(qInstallMessageHandler(&QtWarnings::take)) { s_this = this; }
    ~QtWarnings()
    {
        qInstallMessageHandler(m_before);
        s_this = nullptr;
    }
    QtWarnings(const QtWarnings&) = delete;
    QtWarnings& operator=(const QtWarnings&) = delete;

    [[nodiscard]] QStringList taken() { return std::exchange(m_texts, {}); }

private:
    static bool isOfPlatform(const QString& text)
    {
        return text.startsWith("This plugin does not support ") || text.contains("XDG_RUNTIME_DIR");
    }
    static void take(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        if ((type == QtWarningMsg || type == QtCriticalMsg) && !isOfPlatform(text))
            s_this->m_texts += text;
        s_this->m_before(type, context, text);
    }

    static inline QtWarnings* s_this = nullptr; // Qt's handler takes no context
    QtMessageHandler m_before;
    QStringList m_texts;
};

} // namespace lathe::widgets
