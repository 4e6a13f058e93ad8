#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lathe::engine {

// A protocol buffer message on its way into a file. Written by hand because LibTorch exports the symbols of a
// protobuf library of its own, which clash with any other in the same program, and because a model's weights are
// written from where they lie instead of being copied into a message first.
class ProtoMessage {
public:
    ProtoMessage& number(int field, int64_t value); // int32, int64, enum
    ProtoMessage& real(int field, float value);     // float
    ProtoMessage& text(int field, std::string_view value);
    ProtoMessage& message(int field, ProtoMessage value);
    // Bytes that stay where they are and must outlive the message.
    ProtoMessage& view(int field, std::string_view bytes);

    [[nodiscard]] size_t size() const { return m_size; }
    void write(std::ostream& out) const;

private:
    void varint(uint64_t value);
    void header(int field, int wireType);
    void append(std::string_view bytes);

    std::vector<std::variant<std::string, std::string_view>> m_pieces;
    size_t m_size = 0;
};

} // namespace lathe::engine
