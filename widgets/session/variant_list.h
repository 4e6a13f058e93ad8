#pragma once

#include "core/runner/events.h"

#include <functional>
#include <iterator>
#include <memory>
#include <vector>

namespace lathe::widgets {

// Variants that are shared and never change. Copying the list costs nothing, and pointers into it
// stay valid as long as any copy of it does.
class VariantList {
public:
    using Item = std::shared_ptr<const runner::Variant>;
    using Items = std::vector<Item>;

    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = runner::Variant;
        using difference_type = std::ptrdiff_t;
        using pointer = const runner::Variant*;
        using reference = const runner::Variant&;

        Iterator() = default;
        explicit Iterator(Items::const_iterator at) : m_at(at) {}
        reference operator*() const { return **m_at; }
        pointer operator->() const { return m_at->get(); }
        Iterator& operator++()
        {
            ++m_at;
            return *this;
        }
        Iterator operator++(int) { return Iterator(m_at++); }
        bool operator==(const Iterator&) const = default;

    private:
        Items::const_iterator m_at;
    };

    VariantList() : VariantList(std::vector<runner::Variant>()) {}
    explicit VariantList(std::vector<runner::Variant> variants);

    // With this one in the place of that of the same id, or else last.
    [[nodiscard]] VariantList with(const runner::Variant& variant) const;
    // With what `other` gives for each; null leaves it as it is.
    [[nodiscard]] VariantList
    replaced(const std::function<Item(const runner::Variant&)>& other) const;

    [[nodiscard]] Iterator begin() const { return Iterator(m_items->begin()); }
    [[nodiscard]] Iterator end() const { return Iterator(m_items->end()); }
    [[nodiscard]] bool empty() const { return m_items->empty(); }
    [[nodiscard]] size_t size() const { return m_items->size(); }
    [[nodiscard]] const runner::Variant& operator[](size_t index) const
    {
        return *(*m_items)[index];
    }
    [[nodiscard]] const runner::Variant& front() const { return *m_items->front(); }
    [[nodiscard]] const runner::Variant& back() const { return *m_items->back(); }

private:
    void take(Items items);

    std::shared_ptr<const Items> m_items;
};

} // namespace lathe::widgets
