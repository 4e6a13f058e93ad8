#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lathe::text {

// What a SentencePiece .model file says (sentencepiece_model.proto), as far as it decides ids.
struct SentencePieceModel {
    enum class Kind { Unigram = 1, Bpe = 2, Word = 3, Character = 4 };
    enum class PieceType {
        Normal = 1,
        Unknown = 2,
        Control = 3,
        UserDefined = 4,
        Unused = 5,
        Byte = 6
    };
    struct Piece {
        std::string text;
        float score = 0;
        PieceType type = PieceType::Normal;
    };

    std::vector<Piece> pieces; // by id
    Kind kind = Kind::Unigram;
    int unknownId = 0;
    std::string unknownPiece = "<unk>";
    bool byteFallback = false;
    bool addDummyPrefix = true;
    std::string charsmap; // precompiled rules of the normalizer
};

// Throws Error when the bytes are not such a file, or when a piece's text is not UTF-8 or its score
// not finite.
[[nodiscard]] SentencePieceModel readSentencePiece(std::string_view bytes);

} // namespace lathe::text
