#!/usr/bin/env python3
"""How far exports in which one thing is wrong are from the right one: wrong_exports.py BUNDLE TEXTS.tsv

BUNDLE is an int8 export of `lathe-cli export --format onnx` or bundle; needs onnx and what its requirements-onnxruntime.txt lists."""

import sys

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

bundle_folder, texts_file = sys.argv[1:3]
sys.path.insert(0, bundle_folder)
import lathe_bundle

bundle = lathe_bundle.Bundle(bundle_folder)
lines = open(texts_file, encoding="utf-8").read().splitlines()[1:301]
rows = bundle.encode([line.split("\t")[0] for line in lines])
right = onnx.load(bundle_folder + "/model.onnx")
random = np.random.default_rng(0)


def answers(model):
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return lathe_bundle.answers(bundle, lambda ids, mask: session.run(["logits"], {"input_ids": ids, "attention_mask": mask})[0], rows)


def changed(name, change):
    model = onnx.ModelProto()
    model.CopyFrom(right)
    constant = next(each for each in model.graph.initializer if each.name == name)
    constant.CopyFrom(numpy_helper.from_array(change(numpy_helper.to_array(constant)), name))
    return model


def report(what, logits):
    typical = np.sqrt(np.square(logits - wanted).mean()) / wanted.std()
    alike = (logits.argmax(1) == wanted.argmax(1)).mean()
    print(f"{what:55} {typical:7.2%} on the whole, {alike:7.2%} decisions alike")


wanted = answers(right)
for matrix in ["0.attention.output", "1.attention.query", "1.ffn.up", "2.attention.value", "2.ffn.down"]:
    name = f"layers.{matrix}.weight"
    report(f"inputs in another order: {name}", answers(changed(name, lambda w: w[random.permutation(len(w))])))
    for factor in [2, 1.25]:
        report(f"scale times {factor}: {name}", answers(changed(name + "_scale", lambda s: (s * factor).astype(s.dtype))))
report("labels in another order", wanted[:, random.permutation(wanted.shape[1])])
report("two labels exchanged", wanted[:, [1, 0, *range(2, wanted.shape[1])]])
