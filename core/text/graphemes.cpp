#include "core/text/graphemes.h"

#include "core/text/characters.h"
#include "core/text/unicode_properties.h"
#include "core/text/utf8.h"

namespace lathe::text {

namespace {

using namespace tables;

bool isBreakControl(unsigned kind)
{
    return kind == kCr || kind == kLf || kind == kBreakControl;
}

bool joinsHangul(unsigned before, unsigned after)
{
    if (before == kL)
        return after == kL || after == kV || after == kLv || after == kLvt;
    if (before == kLv || before == kV)
        return after == kV || after == kT;
    return (before == kLvt || before == kT) && after == kT;
}

} // namespace

size_t graphemeEnd(std::string_view text, size_t at)
{
    unsigned before = graphemeBreak(decodeUtf8(text, at));
    bool picture = before == kPicture; // a picture, and extensions behind it
    bool oddFlags = before == kFlag;
    while (at < text.size()) {
        size_t next = at;
        const unsigned after = graphemeBreak(decodeUtf8(text, next));
        if (isBreakControl(before) || isBreakControl(after)) {
            if (before == kCr && after == kLf)
                at = next;
            return at;
        }
        const bool joins = after == kExtend || after == kZwj || after == kSpacingMark ||
                           before == kPrepend || joinsHangul(before, after) ||
                           (picture && before == kZwj && after == kPicture) ||
                           (oddFlags && after == kFlag);
        if (!joins)
            return at;
        oddFlags = after == kFlag && !(oddFlags && before == kFlag);
        picture = after == kPicture || (picture && (after == kExtend || after == kZwj));
        before = after;
        at = next;
    }
    return at;
}

} // namespace lathe::text
