#pragma once

#include "core/base/gguf_types.h"
#include "core/base/task.h"

#include <ATen/core/Tensor.h>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lathe::engine::gguf {

// Rows of values as a GGUF file stores them. The bytes, uint8 [rows, bytes of a row], are made when they are written.
struct Rows {
    const GgufType* type = nullptr;
    std::vector<int64_t> shape; // rows first; of a vector its length alone
    std::function<at::Tensor()> bytes;

    [[nodiscard]] int64_t size() const; // in bytes
};

// A GGUF file of version 3 that is being put together. Metadata stay in the order they are given in.
class File {
public:
    void text(const std::string& key, std::string_view value);
    void number(const std::string& key, int64_t value); // 0 to 2^32 - 1
    void real(const std::string& key, double value);    // float32
    void flag(const std::string& key, bool value);
    void texts(const std::string& key, const std::vector<std::string>& values);
    void numbers(const std::string& key, const std::vector<int32_t>& values);
    void reals(const std::string& key, const std::vector<float>& values);

    void tensor(std::string name, Rows rows);

    // Throws Error when the file cannot be written, Cancelled.
    void write(const std::filesystem::path& path, const Task& task = {}) const;

private:
    struct Named {
        std::string name;
        Rows rows;
    };
    std::string m_metadata;
    uint64_t m_entries = 0;
    std::vector<Named> m_tensors;
};

} // namespace lathe::engine::gguf
