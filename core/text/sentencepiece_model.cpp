#include "core/text/sentencepiece_model.h"

#include "core/base/error.h"
#include "core/text/utf8.h"
#include "core/text/vocabulary.h"

#include <cmath>
#include <cstring>

namespace lathe::text {

namespace {

// The fields of one message in the wire format of Protocol Buffers.
class Message {
public:
    explicit Message(std::string_view message) : m_rest(message) {}

    // The next field; false at the end.
    bool next()
    {
        if (m_rest.empty())
            return false;
        const uint64_t key = varint();
        number = key >> 3;
        switch (key & 7) {
        case 0:
            value = varint();
            break;
        case 1:
            bytes = take(8);
            break;
        case 2:
            bytes = take(varint());
            break;
        case 5:
            bytes = take(4);
            break;
        default:
            throw broken();
        }
        type = key & 7;
        return true;
    }

    uint64_t number = 0, type = 0, value = 0;
    std::string_view bytes;

    [[nodiscard]] std::string_view text() const { return type == 2 ? bytes : throw broken(); }
    [[nodiscard]] uint64_t whole() const { return type == 0 ? value : throw broken(); }
    [[nodiscard]] float real() const
    {
        float result = 0;
        if (type != 5)
            throw broken();
        std::memcpy(&result, bytes.data(), sizeof result);
        return result;
    }

private:
    static Error broken() { return badInput("not a SentencePiece model, or cut off"); }

    uint64_t varint()
    {
        uint64_t result = 0;
        for (int shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest[0]);
            m_rest.remove_prefix(1);
            result |= uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                return result;
        }
        throw broken();
    }

    std::string_view take(uint64_t count)
    {
        if (count > m_rest.size())
            throw broken();
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }

    std::string_view m_rest;
};

SentencePieceModel::Piece readPiece(std::string_view bytes, size_t id)
{
    SentencePieceModel::Piece piece;
    for (Message field(bytes); field.next();) {
        if (field.number == 1) {
            piece.text = field.text();
        } else if (field.number == 2) {
            piece.score = field.real();
        } else if (field.number == 3) {
            if (field.whole() < 1 || field.whole() > 6)
                throw badInput("piece {} is of the unknown type {}", id, field.whole());
            piece.type = static_cast<SentencePieceModel::PieceType>(field.whole());
        }
    }
    if (piece.text.empty() || firstInvalidUtf8(piece.text) != std::string::npos)
        throw badInput("the text of piece {} is {}", id,
                       piece.text.empty() ? "empty" : "not valid UTF-8");
    if (!std::isfinite(piece.score))
        throw badInput("the score of piece {} is not finite", id);
    return piece;
}

void readTrainer(std::string_view bytes, SentencePieceModel& model)
{
    for (Message field(bytes); field.next();) {
        if (field.number == 3) {
            if (field.whole() < 1 || field.whole() > 4)
                throw badInput("the model is of the unknown type {}", field.whole());
            model.kind = static_cast<SentencePieceModel::Kind>(field.whole());
        } else if (field.number == 35) {
            model.byteFallback = field.whole() != 0;
        } else if (field.number == 40) {
            model.unknownId = static_cast<int>(field.whole());
        } else if (field.number == 45) {
            model.unknownPiece = field.text();
        }
    }
}

void readNormalizer(std::string_view bytes, SentencePieceModel& model)
{
    for (Message field(bytes); field.next();) {
        if (field.number == 2)
            model.charsmap = field.text();
        else if (field.number == 3)
            model.addDummyPrefix = field.whole() != 0;
    }
}

} // namespace

SentencePieceModel readSentencePiece(std::string_view bytes)
{
    SentencePieceModel model;
    for (Message field(bytes); field.next();) {
        if (field.number == 1)
            model.pieces.push_back(readPiece(field.text(), model.pieces.size()));
        else if (field.number == 2)
            readTrainer(field.text(), model);
        else if (field.number == 3)
            readNormalizer(field.text(), model);
        if (model.pieces.size() > size_t(Vocabulary::kMaxId))
            throw badInput("more than {} pieces", Vocabulary::kMaxId);
    }
    if (model.pieces.empty())
        throw badInput("no pieces: not a SentencePiece model");
    if (model.unknownId < 0 || size_t(model.unknownId) >= model.pieces.size())
        throw badInput("the unknown piece {} is not one of the {} pieces", model.unknownId,
                       model.pieces.size());
    return model;
}

} // namespace lathe::text
