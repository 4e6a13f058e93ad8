#include "widgets/theme/said.h"

#include <QCoreApplication>

namespace lathe::widgets {

QString said(const std::string& text)
{
    return text.empty() ? QString() : QCoreApplication::translate("core", text.c_str());
}

} // namespace lathe::widgets
