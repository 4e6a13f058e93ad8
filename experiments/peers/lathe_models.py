"""What compare.py asks of lathe-cli: token ids, an int8 variant of a checkpoint, and turns of `lathe-cli bench`."""

import json
import shlex
import subprocess
import sys
from pathlib import Path


def lathe(program, *arguments, text=None):
    command = [str(program), *map(str, arguments)]
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def tokenize(program, model, texts, max_length):
    lines = lathe(program, "tokenize", "--model", model, "--max-length", max_length, text="\n".join(texts) + "\n")
    return [json.loads(line)["ids"] for line in lines.splitlines()]


def int8_variant(program, checkpoint, folder):
    """Runs a recipe of one stage, quantize.int8, on the checkpoint; its texts are placeholders, as it trains nothing."""
    config = json.loads(Path(checkpoint, "config.json").read_text())
    labels = list(config["id2label"].values())
    several = config.get("problem_type") == "multi_label_classification"
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    column = "labels" if several else "label"
    cells = ["|".join(labels[:2]), *labels] if several else labels
    data = {}
    for part in ("train", "validation", "test"):
        rows = ["text", *(f"{part} {number}" for number in range(len(cells)))]
        data[part] = str((folder / f"{part}.tsv").resolve())
        Path(data[part]).write_text("".join(f"{text}\t{cell}\n" for text, cell in zip(rows, [column, *cells])))
    recipe = {"formatVersion": 1, "name": "int8", "model": str(Path(checkpoint).resolve()), "maxLength": 16, "seed": 13,
              "measure": {"speed": False}, "data": data,
              "nodes": [{"id": "int8", "stage": "quantize.int8", "params": {}, "inputs": {"model": "source"}}]}
    file = folder / "recipe.json"
    file.write_text(json.dumps(recipe, indent=1))
    variants = json.loads(lathe(program, "run", file, "--workdir", folder / "work", "--no-speed", "--json"))
    return Path(next(variant["path"] for variant in variants if variant["node"] == "int8"))


class LatheModel:
    """A model folder, measured by a `lathe-cli bench` that is started anew for every turn."""

    def __init__(self, program, model, title, threads, workloads, options):
        self.command = [program, "bench", model, "--threads", threads, "--precision", 0, "--json", *options]
        self.name = self.title = title
        self.workloads = {workload["name"]: len(workload["calls"]) for workload in workloads}
        self.longer = 1.0
        self.size_bytes = None
        self.machine, self.reference, self.warnings = {}, [], []

    def turn(self, seconds):
        while True:
            answer = json.loads(lathe(*self.command, "--seconds", seconds * self.longer))
            found = {result["workload"]: result for result in answer["results"]}
            # A short time may end before every text had its turn, and the first ones are the shortest.
            covered = min(found[name].get("calls", calls) / calls for name, calls in self.workloads.items())
            if covered >= 1:
                break
            self.longer *= 1.3 / covered
        self.machine = answer["machine"]
        self.warnings += answer["warnings"]
        self.reference.append(answer.get("referenceMs"))
        self.size_bytes = answer["results"][0]["sizeBytes"]
        self.kernels = answer["results"][0]["kernels"]
        keys = ("workload", "calls", "medianMs", "p95Ms", "textsPerSecond")
        return [{key: found[name].get(key) for key in keys} for name in self.workloads]

    def close(self):
        pass
