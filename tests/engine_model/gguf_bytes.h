#pragma once

#include <cstdint>
#include <string>

// The bytes of a small GGUF file, for tests that damage it.
class GgufBytes {
public:
    GgufBytes& raw(std::string_view bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    template <class T> GgufBytes& number(T value)
    {
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    GgufBytes& text(std::string_view text) { return number(uint64_t(text.size())).raw(text); }
    GgufBytes& start(uint32_t version, uint64_t tensors, uint64_t entries)
    {
        return raw("GGUF").number(version).number(tensors).number(entries);
    }
    GgufBytes& entry(std::string_view key, uint32_t value) { return text(key).number(uint32_t(4)).number(value); }
    GgufBytes& entry(std::string_view key, std::string_view value)
    {
        return text(key).number(uint32_t(8)).text(value);
    }
    GgufBytes& tensor(std::string_view name, std::initializer_list<uint64_t> sizes, uint32_t type, uint64_t offset)
    {
        text(name).number(uint32_t(sizes.size()));
        for (const uint64_t size : sizes)
            number(size);
        return number(type).number(offset);
    }
    // Fills up to the data, then so many bytes of it.
    GgufBytes& data(size_t bytes)
    {
        m_bytes.resize((m_bytes.size() + 31) / 32 * 32 + bytes);
        return *this;
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};
