#!/usr/bin/env python3
"""Writes core/text/unicode_properties.h: how Hugging Face tokenizers sees each character.

    python3 -m venv VENV && VENV/bin/pip install tokenizers==0.23.3 regex==2026.11.19
    VENV/bin/python core/text/make_unicode_properties.py > core/text/unicode_properties.h

The classes are asked of the library itself, because its parts follow different versions of Unicode: regular
expressions 16.0 (Oniguruma), Rust's characters 17.0, decompositions 12.1. Only grapheme breaks, which it does not
show, come from the regex package. Python's own unicodedata gives candidates for compositions, which are checked.
"""
import unicodedata

import regex
from tokenizers import Regex, normalizers, pre_tokenizers

ALL = [c for c in range(1, 0x110000) if not 0xD800 <= c <= 0xDFFF]
TEXT = "".join(map(chr, ALL))
CATEGORIES = ["L", "M", "N"]
BREAKS = ["CR", "LF", "Control", "Extend", "ZWJ", "Prepend", "SpacingMark", "L", "V", "T", "LV", "LVT", "RI"]


def matching(pattern):
    return set(map(ord, normalizers.Replace(Regex(f"[^{pattern}]"), "").normalize_str(TEXT)))


def properties():
    values = dict.fromkeys(range(0x110000), 0)
    for i, name in enumerate(CATEGORIES):
        for c in matching(rf"\p{{{name}}}"):
            values[c] |= 1 << i
    digits, words = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.Whitespace()
    kept = set(map(ord, normalizers.StripAccents().normalize_str(TEXT)))
    for c in ALL:
        values[c] |= 8 * (len(digits.pre_tokenize_str("a" + chr(c))) == 2)
        values[c] |= 16 * (c not in kept)
        pieces = words.pre_tokenize_str("." + chr(c))  # "." is no word: a word makes a second piece
        values[c] |= 32 * (len(pieces) == 2)
    return values


def breaks():
    values = dict.fromkeys(range(0x110000), 0)
    for i, name in enumerate(BREAKS):
        for m in regex.finditer(rf"\p{{Grapheme_Cluster_Break={name}}}", TEXT):
            values[ord(m.group())] = i + 1
    for m in regex.finditer(r"\p{Extended_Pictographic}", TEXT):
        assert values[ord(m.group())] == 0
        values[ord(m.group())] = len(BREAKS) + 1
    return values


class Table:
    def __init__(self, comment, declaration):
        print(f"\n{comment}\ninline constexpr {declaration} = {{", end="")
        self.column = 999

    def add(self, item):
        self.column += len(item) + 1
        if self.column > 120:
            print()
            self.column = len(item) + 1
        print(item + ",", end="")

    def end(self):
        print("\n};")


def number(c):
    return str(c) if c < 10 else hex(c)


def runs(comment, declaration, values):
    table = Table(comment, declaration)
    for c in range(0x110000):
        if c == 0 or values[c] != values[c - 1]:
            table.add(f"{{{number(c)},{values[c]}}}")
    table.end()


def lower():
    normalize = normalizers.Lowercase().normalize_str
    delta = {c: ord(normalize(chr(c))) - c for c in ALL if c != 0x130 and normalize(chr(c)) != chr(c)}
    table = Table("// Upper case, but for U+0130, which becomes two characters.", "Lower kLower[]")
    first = 0
    while first < 0x110000:
        d = delta.get(first)
        if d is not None:
            step = 2 if first + 1 not in delta and delta.get(first + 2) == d else 1
            last = first
            while delta.get(last + step) == d and (step == 1 or last + 1 not in delta):
                last += step
            table.add(f"{{{number(first)},{number(last)},{step},{d}}}")
            first = last
        first += 1
    table.end()


def compatibility():
    table = Table("// A character, how many characters it decomposes to for compatibility, and those; only where that is\n"
                  "// another decomposition than the canonical one.", "char32_t kCompatibility[]")
    canonical, full = normalizers.NFD().normalize_str, normalizers.NFKD().normalize_str
    for c in ALL:
        parts = full(chr(c))
        if parts != chr(c) and parts != canonical(chr(c)):
            table.add(",".join(map(number, [c, len(parts), *map(ord, parts)])))
    table.end()


def compositions():
    compose = normalizers.NFC().normalize_str
    pairs = []
    for c in ALL:
        parts = unicodedata.decomposition(chr(c)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            first, second = (int(p, 16) for p in parts)
            if compose(chr(first) + chr(second)) == chr(c):
                pairs.append((first, second, c))
    table = Table("// Two characters and what they compose to. Hangul is left to arithmetic.", "char32_t kCompositions[][3]")
    for pair in sorted(pairs):
        table.add("{" + ",".join(map(number, pair)) + "}")
    table.end()


print(r"""#pragma once

// Written by make_unicode_properties.py with tokenizers 0.23.3.
// Unicode character data: Copyright (c) 1991-2026 Unicode, Inc., https://www.unicode.org/license.txt
// clang-format off

#include "core/text/unicode_tables.h"

namespace lathe::text::tables {

// \p{L}, \p{M} and \p{N} of regular expressions; Rust's numeric characters; what StripAccents drops; \w.
enum Property : uint8_t { kLetter = 1, kMark = 2, kNumber = 4, kNumeric = 8, kAccent = 16, kWord = 32 };

enum Break : uint8_t { kOther, kCr, kLf, kBreakControl, kExtend, kZwj, kPrepend, kSpacingMark, kL, kV, kT, kLv, kLvt, kFlag, kPicture };

struct Lower {
    char32_t first, last;
    uint8_t step; // 2: every other character
    int32_t delta;
};""")
runs("// What Property says.", "Run kProperties[]", properties())
runs("// Grapheme cluster break.", "Run kBreaks[]", breaks())
lower()
compatibility()
compositions()
print("\n} // namespace lathe::text::tables")
