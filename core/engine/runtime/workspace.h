#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace lathe::engine {

// Memory that one thread takes its rows from on their way through packed models. It grows to what
// the largest pass so far needed and is kept for the thread's life, so a later pass of that size or
// a smaller one allocates nothing.
class Workspace {
public:
    // What is taken during its life is given back at its end. Scopes are nested.
    class Scope {
    public:
        explicit Scope(Workspace& workspace)
            : m_workspace(workspace), m_block(workspace.m_block), m_used(workspace.used())
        {
            ++workspace.m_depth;
        }
        ~Scope() { m_workspace.giveBack(m_block, m_used); }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        Workspace& m_workspace;
        size_t m_block, m_used;
    };

    [[nodiscard]] static Workspace& ofThisThread();

    // Room for so many, uninitialised, at a multiple of 64 bytes; a Scope must be open.
    template <class T>
    [[nodiscard]] T* take(int64_t count)
    {
        static_assert(std::is_trivial_v<T>);
        return reinterpret_cast<T*>(takeBytes(size_t(count) * sizeof(T)));
    }

private:
    static constexpr size_t kAlignment = 64;
    struct Free {
        void operator()(std::byte* p) const
        {
            ::operator delete[](p, std::align_val_t(kAlignment));
        }
    };
    struct Block {
        std::unique_ptr<std::byte[], Free> memory;
        size_t size = 0, used = 0;
    };
    [[nodiscard]] static Block make(size_t bytes);
    [[nodiscard]] std::byte* takeBytes(size_t bytes);
    void giveBack(size_t block, size_t used);
    [[nodiscard]] size_t used() const { return m_blocks.empty() ? 0 : m_blocks[m_block].used; }

    std::vector<Block> m_blocks; // one, except while a pass needs more than any before
    size_t m_block = 0;          // the one being filled
    size_t m_most = 0;           // bytes that a pass had at once
    int m_depth = 0;
};

} // namespace lathe::engine
