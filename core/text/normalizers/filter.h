#pragma once

#include "core/text/normalizer.h"
#include "core/text/utf8.h"

namespace lathe::text::normalizers {

// Drops the characters for which `goes` is true.
template <class Goes>
void dropCharacters(Stretch& stretch, Goes goes)
{
    const std::string& text = stretch.text;
    std::string kept;
    kept.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        if (!goes(decodeUtf8(text, at)))
            kept.append(text, begin, at - begin);
        else if (kept.empty())
            stretch.start = 0;
    }
    stretch.text.swap(kept);
}

} // namespace lathe::text::normalizers
