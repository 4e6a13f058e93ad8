#!/usr/bin/env python3
"""Prints the messages that core makes about a recipe, with %1 for each part that is filled in: saidMessage() finds by
them what a finished message says, and translators find them in the .ts files."""

import pathlib
import re
import sys

SOURCES = ["advice", "nearest", "packed", "stage_advice", "stage_info", "validate"]

texts = set()
for name in SOURCES:
    source = re.sub(r"^#include.*|//.*", "", (pathlib.Path(sys.argv[1]) / f"{name}.cpp").read_text(), flags=re.M)
    for literals in re.findall(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+', source):
        text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
        parts = re.split(r"\{[^}]*\}", text)
        if " " in text.strip() and len(re.findall("[a-zA-Z]", "".join(parts))) > 4:
            texts.add("".join(part + (f"%{i + 1}" if i + 1 < len(parts) else "") for i, part in enumerate(parts)))
print("// What core says about a recipe, for saidMessage() and the translators' tools: made by packaging/translations.\n")
print("const char* const messageTexts[] = {")
print("\n".join(f'    QT_TRANSLATE_NOOP("core", "{text}"),' for text in sorted(texts)))
print("};")
