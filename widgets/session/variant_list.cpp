#include "widgets/session/variant_list.h"

#include <QCoreApplication>
#include <QThreadPool>

#include <algorithm>
#include <unordered_map>

namespace lathe::widgets {

namespace {

constexpr size_t kMany = 500;

} // namespace

VariantList::VariantList(std::vector<runner::Variant> variants)
{
    Items items;
    items.reserve(variants.size());
    for (runner::Variant& variant : variants)
        items.push_back(std::make_shared<const runner::Variant>(std::move(variant)));
    take(std::move(items));
}

VariantList VariantList::with(const runner::Variant& variant) const
{
    Items items = *m_items;
    const auto same = std::find_if(items.begin(), items.end(),
                                   [&](const Item& other) { return other->id == variant.id; });
    auto item = std::make_shared<const runner::Variant>(variant);
    if (same == items.end())
        items.push_back(std::move(item));
    else
        *same = std::move(item);
    VariantList list;
    list.take(std::move(items));
    return list;
}

VariantList VariantList::with(const std::vector<runner::Variant>& variants) const
{
    if (variants.empty())
        return *this;
    std::unordered_map<std::string_view, const runner::Variant*> newer;
    for (const runner::Variant& variant : variants)
        newer.emplace(variant.id, &variant);
    Items items = *m_items;
    for (Item& item : items)
        if (const auto found = newer.find(item->id); found != newer.end()) {
            item = std::make_shared<const runner::Variant>(*found->second);
            newer.erase(found);
        }
    for (const runner::Variant& variant : variants)
        if (newer.contains(variant.id))
            items.push_back(std::make_shared<const runner::Variant>(variant));
    VariantList list;
    list.take(std::move(items));
    return list;
}

// Freeing thousands of variants takes tenths of a second, for which no window has the time.
void VariantList::take(Items items)
{
    const auto free = [](const Items* done) {
        if (done->size() > kMany && QCoreApplication::instance())
            QThreadPool::globalInstance()->start([done] { delete done; });
        else
            delete done;
    };
    m_items = std::shared_ptr<const Items>(new Items(std::move(items)), free);
}

} // namespace lathe::widgets
