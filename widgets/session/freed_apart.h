#pragma once

#include <QCoreApplication>
#include <QThreadPool>

#include <memory>

namespace lathe::widgets {

// Shares a value whose last owner frees it on another thread: freeing what thousands of variants
// are made of takes tenths of a second, for which no window has the time.
template <class T>
std::shared_ptr<const T> freedApart(T value)
{
    return {new T(std::move(value)), [](const T* done) {
                if (QCoreApplication::instance())
                    QThreadPool::globalInstance()->start([done] { delete done; });
                else
                    delete done;
            }};
}

} // namespace lathe::widgets
