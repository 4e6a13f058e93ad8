"""Checks the exports that tst_gguf_export wrote in llama.cpp: check_gguf.py SCRIPTS FOLDER leaves FOLDER/found.json.

SCRIPTS holds run_llamacpp.py, whose own model is asked. Each folder in FOLDER holds model.gguf, bundle.json and case.json:
either rows of token ids with the logits wanted, and "rank" where llama.cpp has the head itself; or texts with the ids
wanted. Found is the largest difference of a logit, relative to the largest logit where that is above 1, or the texts that
got other ids.
"""

import ctypes
import json
import sys
from pathlib import Path

import numpy as np


def logits(model, rows):
    longest = max(map(len, rows))
    ids = np.zeros((len(rows), longest), np.int64)
    mask = np.zeros_like(ids)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return model(ids, mask)


class Opaque(ctypes.Structure):
    """A structure of llama.cpp that is handed on as it came."""

    _fields_ = [("bytes", ctypes.c_char * 1024)]


def ranks(path, rows, labels):
    """What llama.cpp itself makes of the head, with the pooling that computes it."""
    import xllamacpp.xllamacpp as extension

    library = ctypes.CDLL(extension.__file__)
    key = b"pooling_type"
    content = path.read_bytes()
    place = content.index(key) + len(key) + 4
    ranked = path.with_name("ranked.gguf")
    ranked.write_bytes(content[:place] + (4).to_bytes(4, "little") + content[place + 4 :])
    for name, result, arguments in (
        ("llama_model_default_params", Opaque, []),
        ("llama_context_default_params", Opaque, []),
        ("llama_model_load_from_file", ctypes.c_void_p, [ctypes.c_char_p, Opaque]),
        ("llama_init_from_model", ctypes.c_void_p, [ctypes.c_void_p, Opaque]),
        ("llama_set_embeddings", None, [ctypes.c_void_p, ctypes.c_bool]),
        ("llama_get_memory", ctypes.c_void_p, [ctypes.c_void_p]),
        ("llama_memory_clear", None, [ctypes.c_void_p, ctypes.c_bool]),
        ("llama_batch_get_one", Opaque, [ctypes.c_void_p, ctypes.c_int32]),
        ("llama_decode", ctypes.c_int32, [ctypes.c_void_p, Opaque]),
        ("llama_get_embeddings_seq", ctypes.POINTER(ctypes.c_float), [ctypes.c_void_p, ctypes.c_int32]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    model = library.llama_model_load_from_file(str(ranked).encode(), library.llama_model_default_params())
    context = library.llama_init_from_model(model, library.llama_context_default_params())
    library.llama_set_embeddings(context, True)
    found = []
    for row in rows:
        library.llama_memory_clear(library.llama_get_memory(context), True)
        tokens = (ctypes.c_int32 * len(row))(*row)
        if library.llama_decode(context, library.llama_batch_get_one(ctypes.addressof(tokens), len(row))):
            raise RuntimeError("llama.cpp could not answer")
        found.append(library.llama_get_embeddings_seq(context, 0)[:labels])
    return np.array(found)


def check(folder, scripts):
    import run_llamacpp

    case = json.loads((folder / "case.json").read_text("utf-8"))
    model = run_llamacpp.Model(folder, 1)
    if "texts" in case:
        found = model.encode(case["texts"])
        longest = model.encode(["a b " * model.longest])  # cut to what there is room for
        if len(longest[0]) != model.longest or not np.isfinite(logits(model, longest)).all():
            raise ValueError(f"a long text is cut to {len(longest[0])} tokens, not {model.longest}")
        return {"others": [text for text, ids, wanted in zip(case["texts"], found, case["ids"]) if ids != wanted]}
    wanted = np.array(case["logits"])
    found = logits(model, case["rows"])
    if not np.isfinite(found).all():
        raise ValueError("answers that are no numbers")
    if np.abs(logits(model, case["rows"][:1]) - found[:1]).max() > 1e-5 * max(1, np.abs(wanted).max()):
        raise ValueError("a text's answer depends on what it shares a batch with")
    result = {"difference": float(np.abs(found - wanted).max()) / max(1.0, float(np.abs(wanted).max())), "bound": case["bound"]}
    if case.get("rank"):
        shares = np.exp(wanted - wanted.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        result["rank"] = float(np.abs(ranks(folder / "model.gguf", case["rows"], wanted.shape[1]) - shares).max())
    print(folder.name, result)
    return result


def main(scripts, folder):
    sys.path.insert(0, str(scripts))
    sys.dont_write_bytecode = True
    found = {}
    for case in sorted(folder.glob("*/case.json")):
        try:
            found[case.parent.name] = check(case.parent, scripts)
        except Exception as problem:  # of one export: told by its row of the test
            found[case.parent.name] = {"error": f"{type(problem).__name__}: {problem}"[:2000]}
    (folder / "found.json").write_text(json.dumps(found), "utf-8")


main(Path(sys.argv[1]), Path(sys.argv[2]))
