#!/usr/bin/env python3
"""Prints the messages that core makes about recipes and exports, with %1 for each part that is filled in: saidMessage() finds by
them what a finished message says, and translators find them in the .ts files."""

import pathlib
import re
import sys

SOURCES = {
    "recipe": ["advice", "nearest", "packed", "stage_advice", "stage_info", "validate"],
    "export": ["export_model", "formats", "gguf_limits", "proof", "python", "record", "runtimes", "zip_file"],
    "engine/export": ["compressed_tensors", "export_model", "huggingface"],
}
PROGRAM = re.compile(r"^import ")  # of Python, not a message

texts = set()
for file in (pathlib.Path(sys.argv[1]) / folder / f"{name}.cpp" for folder, names in SOURCES.items() for name in names):
    source = re.sub(r"^#include.*|//.*", "", file.read_text(), flags=re.M)
    for literals in re.findall(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+', source):
        text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
        parts = re.split(r"\{[^}]*\}", text)
        if " " in text.strip() and not PROGRAM.match(text) and len(re.findall("[a-zA-Z]", "".join(parts))) > 4:
            texts.add("".join(part + (f"%{i + 1}" if i + 1 < len(parts) else "") for i, part in enumerate(parts)))
print("// What core says about recipes and exports, for saidMessage() and the translators' tools: made by packaging/translations.\n")
print("const char* const messageTexts[] = {")
print("\n".join(f'    QT_TRANSLATE_NOOP("core", "{text}"),' for text in sorted(texts)))
print("};")
