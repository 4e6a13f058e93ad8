#!/usr/bin/env python3
"""Classifies texts with llama.cpp: see lathe_bundle.py, or --help.

llama.cpp makes the tokens of a text and its embedding, the last token after the final norm. The head is a matrix in the
file's metadata, one row for each label; the embedding's products with its rows are the logits. The same with llama-server:

    llama-server -m model.gguf --embedding --pooling last
    POST /embedding {"content": "a text", "embd_normalize": -1}
"""

import json
import struct
import urllib.request

import lathe_bundle
import numpy as np
import xllamacpp

DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # llama.cpp listens on this machine
TOKENS_AT_ONCE = 4096  # for whose keys and values there is room


def metadata(path, end="tokenizer."):
    """The metadata of a GGUF file, up to a key that begins like `end`; lists of numbers as arrays."""
    numbers = {0: "<u1", 1: "<i1", 2: "<u2", 3: "<i2", 4: "<u4", 5: "<i4", 6: "<f4", 7: "<u1", 10: "<u8", 11: "<i8", 12: "<f8"}
    found = {}
    with open(path, "rb") as file:

        def number(form):
            return struct.unpack("<" + form, file.read(struct.calcsize("<" + form)))[0]

        def text():
            return file.read(number("Q")).decode("utf-8")

        def value(kind):
            if kind == 8:
                return text()
            if kind == 9:
                kind, count = number("I"), number("Q")
                if kind in (8, 9):
                    return [value(kind) for _ in range(count)]
                form = np.dtype(numbers[kind])
                return np.frombuffer(file.read(count * form.itemsize), form)
            form = np.dtype(numbers[kind])
            return np.frombuffer(file.read(form.itemsize), form)[0]

        if file.read(4) != b"GGUF" or number("I") != 3:
            raise ValueError(f"{path} is no GGUF file of version 3")
        number("Q")  # tensors
        for _ in range(number("Q")):
            key = text()
            if key.startswith(end):
                break
            found[key] = value(number("I"))
    return found


class Model:
    def __init__(self, folder, threads):
        info = json.loads((folder / "bundle.json").read_text("utf-8"))
        path = folder / "model.gguf"
        said = metadata(path)
        self.head = said["lathe.classifier.weight"].reshape(len(info["labels"]), -1)
        self.ignored = int(said.get("lathe.classifier.padding", -1))
        # llama.cpp gives a text a multiple of 256 tokens, at most those that the model knows, and wants one to be left.
        self.longest = min(info["maxLength"], int(said[said["general.architecture"] + ".context_length"]) - 1)
        room = (self.longest // 256 + 1) * 256
        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.embedding = True
        params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_LAST
        params.n_parallel = min(8, max(1, TOKENS_AT_ONCE // room))  # texts at once
        params.n_ctx = params.n_parallel * room
        params.n_batch = params.n_ubatch = max(512, room)
        params.cache_type_k = params.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32  # keys and values as they are computed
        params.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.n_gpu_layers = 0
        params.fit_params = params.warmup = params.cache_prompt = False
        params.cache_ram_mib = 0
        params.verbosity = 1  # errors only
        if threads:
            params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
        self.server = xllamacpp.Server(params)

    def tokens(self, text):
        body = json.dumps({"content": text, "add_special": True, "parse_special": True}).encode()
        request = urllib.request.Request(self.server.listening_address + "/tokenize", body, {"Content-Type": "application/json"})
        with DIRECTLY.open(request) as answer:
            return json.load(answer)["tokens"]

    def encode(self, texts):
        empty, rows = self.tokens(""), []
        for text in texts:
            row = self.tokens(text)
            if len(row) > self.longest:  # the text is cut, not what stands behind it
                closed = empty and empty[-1] == row[-1] and (len(empty) > 1 or empty[0] != row[0])
                last = row[-1:] if closed else []
                row = row[: self.longest - len(last)] + last
            rows.append(row)
        return rows

    def __call__(self, ids, mask):
        rows = [row[: int(count)].tolist() for row, count in zip(ids, mask.sum(1))]
        for row in rows:
            while len(row) > 1 and row[-1] == self.ignored:
                row.pop()
        answer = self.server.handle_embeddings({"input": rows, "embd_normalize": -1})
        if "data" not in answer:
            raise RuntimeError(f"llama.cpp gave no embedding: {answer}")
        found = sorted(answer["data"], key=lambda item: item["index"])
        return np.array([item["embedding"] for item in found], np.float32) @ self.head.T


if __name__ == "__main__":
    lathe_bundle.main(f"llama.cpp (xllamacpp {xllamacpp.__version__})", Model)
