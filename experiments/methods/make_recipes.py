"""Writes the recipes of the evidence for the compression methods.

    python experiments/methods/make_recipes.py experiments/methods [--shapes]

Each recipe fine-tunes MiniLM-L6 on one data set and derives every variant from that model, which is also the
teacher wherever one is asked. The recipes look for the model in the folder `model` and for the data in
`data/NAME/{train,validation,test}.tsv` beside them.
"""

import json
import sys
from pathlib import Path

# epochs, learning rate, factor for the head, of the fine-tuning
SETS = {
    "banking77": dict(maxLength=64, epochs=6, learningRate=1e-4, headRate=5),
    "tram_single": dict(maxLength=64, epochs=8, learningRate=1e-4, headRate=5),
    "tram_reports": dict(maxLength=128, epochs=10, learningRate=2e-4, headRate=5),
    "goemotions": dict(maxLength=64, epochs=3, learningRate=1e-4, headRate=5),
}
RECOVER = dict(epochs=5, learningRate=1e-4)
TEACHER = {"teacher": "tuned"}


class Recipe:
    def __init__(self, name, settings, recover):
        self.recover, self.tuning = recover, settings
        self.nodes = []
        self.head = dict(formatVersion=1, name=f"Methods on {name}", model="model", maxLength=settings["maxLength"],
                         seed=13, data={part: f"data/{name}/{part}.tsv" for part in ("train", "validation", "test")})
        if name == "tram_reports":
            self.head["data"]["dropUnknownLabels"] = True
        self.add("tuned", "finetune", "source", **{k: v for k, v in settings.items() if k != "maxLength"})

    def add(self, node, stage, model, teacher=False, **params):
        self.nodes.append(dict(id=node, stage=stage, params=params,
                               inputs={"model": model} | (TEACHER if teacher else {})))
        return node

    def trained(self, node, stage, model="tuned", teacher=True, **params):
        return self.add(node, stage, model, teacher, **(self.recover | params))

    def alone(self):
        one = lambda node, stage, **params: self.add(node, stage, "tuned", **params)
        one("int8", "quantize.int8")
        one("smoothquant", "quantize.smoothquant")
        one("static", "quantize.static", calibration=["min-max", "percentile", "MSE", "entropy"])
        one("rtn4", "quantize.int4", group=[32, 128])
        one("gptq4", "quantize.gptq", group=[32, 128])
        one("awq4", "quantize.awq", group=[32, 128])
        one("tables", "quantize.embeddings")
        one("half", "quantize.half")
        one("mixed", "quantize.mixed")
        one("sensitivity", "analyze.sensitivity")
        self.add("mixed-by-table", "quantize.mixed", "sensitivity")
        self.trained("aware8", "quantize.aware", teacher=True)
        self.trained("aware4", "quantize.aware", teacher=True, bits="4")
        one("vocabulary", "prune.vocabulary", tokens=[0, 4000, 2000])
        self.trained("taylor", "prune.structured", sparsity=[0.25, 0.5, 0.75])
        self.trained("taylor-plain", "prune.structured", teacher=False, sparsity=0.5)
        one("taylor-0", "prune.structured", sparsity=0.4, epochs=0, rounds=[1, 8])
        self.trained("taylor-rounds", "prune.structured", sparsity=[0.5, 0.75], rounds=4, curve="cubic")
        self.trained("weight-norm", "prune.structured", sparsity=[0.5, 0.75], importance="magnitude")
        self.trained("budget", "prune.budget", budget=[0.5, 0.25])
        self.trained("budget-bytes", "prune.budget", budget=0.5, of="bytes")
        self.trained("layers", "prune.layers", keep=[4, 3, 2])
        self.trained("layers-last", "prune.layers", keep=3, order="last")
        self.trained("hidden", "prune.hidden", sparsity=[0.17, 0.33])
        self.trained("low-rank", "prune.lowrank", saved=[0.3, 0.5])
        for mask in ("magnitude", "wanda", "secondorder"):
            one(f"{mask}-0", f"prune.{mask}", sparsity=[0.3, 0.5], epochs=0)
            self.trained(mask, f"prune.{mask}", sparsity=[0.8])
        self.trained("movement", "prune.movement", model="source", sparsity=[0.8], epochs=2 * self.tuning["epochs"],
                     learningRate=self.tuning["learningRate"], headRate=self.tuning["headRate"])
        self.trained("kd3", "distill.logits", layers=3)
        self.trained("kd3-hidden", "distill.hidden", layers=3)
        self.trained("kd3-relations", "distill.relations", layers=3)

    def dozen(self):
        """Two methods of each kind that did best alone, for the sets on which not every one is tried."""
        one = lambda node, stage, **params: self.add(node, stage, "tuned", **params)
        one("int8", "quantize.int8")
        one("static", "quantize.static", calibration="percentile")
        one("rtn4", "quantize.int4", group=32)
        one("gptq4", "quantize.gptq", group=32)
        one("awq4", "quantize.awq", group=32)
        one("vocabulary", "prune.vocabulary", tokens=0)
        one("wanda-0", "prune.wanda", sparsity=0.3, epochs=0)
        self.trained("taylor", "prune.structured", sparsity=[0.25, 0.5])
        self.trained("budget", "prune.budget", budget=0.5)
        self.trained("layers", "prune.layers", keep=4)
        self.trained("hidden", "prune.hidden", sparsity=0.17)
        self.trained("low-rank", "prune.lowrank", saved=0.3)
        self.trained("kd3", "distill.logits", layers=3)

    def combined(self):
        longer = dict(epochs=2 * self.recover["epochs"])
        self.add("four-0", "prune.layers", "tuned", True, keep=4, epochs=0)
        self.add("three-0", "prune.layers", "tuned", True, keep=3, epochs=0)
        parts = {
            "four-ffn": self.trained("four-half", "prune.structured", model="four-0", sparsity=0.4, **longer),
            "three-ffn": self.trained("three-most", "prune.structured", model="three-0", sparsity=0.25, **longer),
            "ffn": self.trained("halved", "prune.structured", sparsity=[0.5, 0.6], **longer),
            "tight": self.trained("third", "prune.budget", budget=0.3, **longer),
        }
        for name, model in parts.items():
            words = self.add(f"{name}-words", "prune.vocabulary", model, tokens=0)
            self.add(f"{name}-int8", "quantize.int8", words)
            self.add(f"{name}-gptq4", "quantize.gptq", words, group=64, embeddings=["int8", "int4"])

    def quick(self):
        """One chain for a CPU: four layers, smaller at once, and one recovery for both."""
        self.trained("four", "prune.layers", keep=4, epochs=0)
        self.trained("four-half", "prune.structured", model="four", sparsity=0.4, epochs=2 * self.recover["epochs"])
        self.add("words", "prune.vocabulary", "four-half", tokens=0)
        self.add("words-int8", "quantize.int8", "words")
        self.add("words-gptq4", "quantize.gptq", "words", group=64)

    def write(self, folder, name):
        (folder / f"{name}.json").write_text(json.dumps(self.head | {"nodes": self.nodes}, indent=1) + "\n")

    def write_shapes(self, folder, name):
        """The same models in shape, hardly trained, for measuring speed where nothing else can be trained."""
        trains = ("finetune", "quantize.aware", "prune.movement", "distill.logits", "distill.hidden", "distill.relations")
        nodes = [node | {"params": node["params"] | ({"epochs": 0.1 if node["stage"] in trains else 0} if "epochs" in node["params"] else {})}
                 for node in self.nodes]
        head = self.head | {"name": self.head["name"] + ", shapes"}
        (folder / f"{name}.json").write_text(json.dumps(head | {"nodes": nodes}, indent=1) + "\n")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    shapes = "--shapes" in sys.argv
    for name, settings in SETS.items():
        recover = RECOVER | ({"learningRate": 2e-4} if name == "tram_reports" else {})
        if name == "goemotions":
            recover["epochs"] = 2
        kinds = ["alone" if name in ("banking77", "tram_reports") else "dozen", "combined", "quick"]
        for kind in kinds:
            recipe = Recipe(name, settings, recover)
            getattr(recipe, kind)()
            (recipe.write_shapes if shapes else recipe.write)(folder, f"{name}-{'best' if kind == 'combined' else kind}")
