#include "core/engine/export/protobuf.h"

#include <bit>
#include <iterator>
#include <ostream>

namespace lathe::engine {

namespace {
enum WireType { Varint = 0, Delimited = 2, Fixed32 = 5 };
}

void ProtoMessage::append(std::string_view bytes)
{
    if (m_pieces.empty() || !std::holds_alternative<std::string>(m_pieces.back()))
        m_pieces.emplace_back(std::string());
    std::get<std::string>(m_pieces.back()) += bytes;
    m_size += bytes.size();
}

void ProtoMessage::varint(uint64_t value)
{
    std::string bytes;
    for (; value > 0x7f; value >>= 7)
        bytes += char(0x80 | (value & 0x7f));
    bytes += char(value);
    append(bytes);
}

void ProtoMessage::header(int field, int wireType) { varint(uint64_t(field) << 3 | uint64_t(wireType)); }

ProtoMessage& ProtoMessage::number(int field, int64_t value)
{
    header(field, Varint);
    varint(uint64_t(value));
    return *this;
}

ProtoMessage& ProtoMessage::real(int field, float value)
{
    header(field, Fixed32);
    const uint32_t bits = std::bit_cast<uint32_t>(value);
    append(std::string{char(bits), char(bits >> 8), char(bits >> 16), char(bits >> 24)});
    return *this;
}

ProtoMessage& ProtoMessage::text(int field, std::string_view value)
{
    header(field, Delimited);
    varint(value.size());
    append(value);
    return *this;
}

ProtoMessage& ProtoMessage::message(int field, ProtoMessage value)
{
    header(field, Delimited);
    varint(value.m_size);
    for (auto& piece : value.m_pieces) {
        if (const auto* small = std::get_if<std::string>(&piece)) {
            append(*small);
        } else {
            m_size += std::get<std::string_view>(piece).size();
            m_pieces.push_back(std::move(piece));
        }
    }
    return *this;
}

ProtoMessage& ProtoMessage::view(int field, std::string_view bytes)
{
    header(field, Delimited);
    varint(bytes.size());
    m_pieces.emplace_back(bytes);
    m_size += bytes.size();
    return *this;
}

void ProtoMessage::write(std::ostream& out) const
{
    for (const auto& piece : m_pieces)
        std::visit([&](const auto& bytes) { out.write(bytes.data(), std::streamsize(bytes.size())); }, piece);
}

} // namespace lathe::engine
