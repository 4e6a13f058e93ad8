#include "core/engine/runtime/workspace.h"

#include <algorithm>

namespace lathe::engine {

Workspace& Workspace::ofThisThread()
{
    thread_local Workspace workspace;
    return workspace;
}

Workspace::Block Workspace::make(size_t bytes)
{
    return {std::unique_ptr<std::byte[], Free>(new (std::align_val_t(kAlignment)) std::byte[bytes]),
            bytes, 0};
}

std::byte* Workspace::takeBytes(size_t bytes)
{
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (m_blocks.empty())
        m_blocks.push_back(make(std::max<size_t>(bytes, 1 << 16)));
    while (m_blocks[m_block].size - m_blocks[m_block].used < bytes) {
        if (m_block + 1 == m_blocks.size())
            m_blocks.push_back(make(std::max(bytes, m_blocks[m_block].size)));
        ++m_block;
    }
    Block& block = m_blocks[m_block];
    std::byte* taken = block.memory.get() + block.used;
    block.used += bytes;
    size_t all = 0;
    for (const Block& each : m_blocks)
        all += each.used;
    m_most = std::max(m_most, all);
    return taken;
}

void Workspace::giveBack(size_t block, size_t used)
{
    --m_depth;
    for (size_t b = block; b < m_blocks.size(); ++b)
        m_blocks[b].used = b == block ? used : 0;
    m_block = block;
    if (m_depth > 0 || m_blocks.size() < 2)
        return;
    m_blocks.clear(); // for one of all that was needed, so that the next pass finds room at once
    try {
        m_blocks.push_back(make(m_most));
    } catch (const std::bad_alloc&) { // the next pass will ask for what it needs
    }
}

} // namespace lathe::engine
