#!/usr/bin/env python3
"""Prints what functions outside of classes say, for lupdate: it knows tr() of classes, but not a file's own
`QString said(const char* text) { return QCoreApplication::translate("Context", text); }` and its calls, nor a macro
for QT_TRANSLATE_NOOP."""

import pathlib
import re
import sys

MACRO = re.compile(r'#define (\w+)\((\w+)\) QT_TRANSLATE_NOOP\("([^"]+)", \2\)')
HELPER = re.compile(r'QString (\w+)\(const char\* (\w+)[^)]*\)\s*\{\s*return QCoreApplication::translate\(\s*"([^"]+)", \2\b')

texts = set()
for file in sorted(pathlib.Path(sys.argv[1]).rglob("*.cpp")):
    source = file.read_text()
    for name, _, context in HELPER.findall(source) + MACRO.findall(source):
        for literals in re.findall(r'\b%s\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)' % name, source):
            text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
            texts.add(f'    QT_TRANSLATE_NOOP("{context}", "{text}"),')
print("// What functions outside of classes say, for the translators' tools: made by packaging/translations.\n")
print("const char* const helperTexts[] = {")
print("\n".join(sorted(texts)))
print("};")
