"""Writes the recipes of the evidence for decoders.

    python experiments/decoders/make_recipes.py FOLDER [--parts]

Each recipe fine-tunes a decoder of all its layers on one data set, cuts it down to its first layers, trains those with
the whole model as teacher, removes the tokens that the training texts do not use, and quantizes. The recipes look for
the models in `qwen2-1.5b.gguf` and `smollm2-135m.gguf` and for the data in `data/NAME/{train,validation,test}.tsv`
beside them. --parts: a recipe for each depth, to be run side by side.
"""

import json
import sys
from pathlib import Path

MODELS = {"qwen2-1.5b": [4, 6, 8], "smollm2-135m": [6, 10, 15]}  # layers that stay
# of the fine-tuning of all layers, then of the shallow models
SETS = {
    "banking77": dict(maxLength=64, qwen=(3, 3e-5), smol=(5, 1e-4), recovery=10),
    "trec6": dict(maxLength=64, qwen=(3, 2e-5), smol=(4, 1e-4), recovery=10),
    "tram_reports": dict(maxLength=128, qwen=(6, 3e-5), smol=(8, 1e-4), recovery=12),
}
STUDENT_RATE = {"qwen2-1.5b": 5e-5, "smollm2-135m": 2e-4}


def recipe(model, name, depths):
    settings = SETS[name]
    epochs, rate = settings["qwen" if model.startswith("qwen") else "smol"]
    nodes = []

    def add(node, stage, source, teacher=False, **params):
        nodes.append(dict(id=node, stage=stage, params=params,
                          inputs={"model": source} | ({"teacher": "tuned"} if teacher else {})))
        return node

    def stored(node):
        words = add(f"{node}-words", "prune.vocabulary", node, tokens=0)
        add(f"{node}-int8", "quantize.int8", words)
        add(f"{node}-rtn4", "quantize.int4", words, group=64)
        add(f"{node}-gptq4", "quantize.gptq", words, group=64)

    def trained(node, stage, source, epochs, **params):
        return add(node, stage, source, True, epochs=epochs, learningRate=STUDENT_RATE[model], **params)

    add("tuned", "finetune", "source", epochs=epochs, learningRate=rate, headRate=10.0)
    for layers in depths:
        stored(trained(f"first{layers}", "distill.logits", "tuned", settings["recovery"], layers=layers, choice="first"))
        if layers == 8 and name != "trec6":
            stored(trained("first8-half", "prune.structured", "first8", settings["recovery"] - 2, sparsity=0.5))
        if layers == 6 and model.startswith("qwen") and name == "banking77":
            stored(trained("even6", "distill.logits", "tuned", settings["recovery"], layers=6, choice="even"))
    data = {part: f"data/{name}/{part}.tsv" for part in ("train", "validation", "test")}
    if name == "tram_reports":
        data["dropUnknownLabels"] = True
    return dict(formatVersion=1, name=f"{model} on {name}", model=f"{model}.gguf", maxLength=settings["maxLength"], seed=13,
                data=data, nodes=nodes)


def cpu():
    """What a CPU with 12 GiB can do in minutes: probes instead of training."""
    probe = dict(stage="prune.depth", inputs={"model": "source"})
    rows = dict(tolerance=1.0, calibrationRows=160, validationRows=60)
    nodes = [probe | dict(id="whole", params=dict(fewest=28) | rows), probe | dict(id="first4", params=dict(fewest=4) | rows)]
    for node, stage, source, params in (("half", "quantize.half", "whole", dict(format="bf16")),
                                        ("words", "prune.vocabulary", "first4", {}), ("int8", "quantize.int8", "words", {}),
                                        ("rtn4", "quantize.int4", "words", dict(group=64)),
                                        ("gptq4", "quantize.gptq", "words", dict(group=64, calibrationRows=64))):
        nodes.append(dict(id=node, stage=stage, params=params, inputs={"model": source}))
    return recipe("qwen2-1.5b", "trec6", []) | dict(name="1.5B on a CPU", nodes=nodes)


def write(folder, file, content):
    (folder / f"{file}.json").write_text(json.dumps(content, indent=1) + "\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    write(folder, "cpu", cpu())
    for model, depths in MODELS.items():
        for name in SETS:
            if "--parts" not in sys.argv:
                write(folder, f"{model}-{name}", recipe(model, name, depths))
                continue
            for depth in [0] + depths:
                write(folder, f"{model}-{name}-{depth}", recipe(model, name, [depth] if depth else []))
