#include "widgets/session/variant_list.h"

#include "widgets/session/freed_apart.h"

#include <algorithm>

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

VariantList VariantList::replaced(const std::function<Item(const runner::Variant&)>& other) const
{
    Items items = *m_items;
    for (Item& item : items)
        if (Item found = other(*item))
            item = std::move(found);
    VariantList list;
    list.take(std::move(items));
    return list;
}

void VariantList::take(Items items)
{
    m_items = items.size() > kMany ? freedApart(std::move(items))
                                   : std::make_shared<const Items>(std::move(items));
}

} // namespace lathe::widgets
