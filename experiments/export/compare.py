#!/usr/bin/env python3
"""Lathe's int8 exports beside the quantizers of ONNX Runtime and OpenVINO, of one fine-tuned checkpoint.

    compare.py --model FOLDER --train TRAIN.tsv --test TEST.tsv --max-length 32 --out table.md

TSV files have the columns text and label. Every model is run on all test texts, then all take turns, each round in another
order; a figure is the sum of each call's fastest round.
"""

import argparse
import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import openvino
from quantizers import of_onnxruntime, of_openvino

ROOT = Path(__file__).resolve().parents[2]
SHAPES = [(1, 32), (1, 128), (16, 32), (16, 128)]
TURNS = 5  # of a call that is alone in its workload, one behind the other


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lathe", default=ROOT / "build/release/bin/lathe-cli", type=Path, help="lathe-cli")
    parser.add_argument("--model", required=True, type=Path, help="float checkpoint with a classification head")
    parser.add_argument("--train", required=True, type=Path, help="calibration texts are its first rows, without labels")
    parser.add_argument("--test", required=True, type=Path)
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--calibration", type=int, default=300, help="texts that others' quantizers see")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60, help="of timing")
    parser.add_argument("--work", type=Path, default=ROOT / "build/exports", help="folder of what is made on the way, new")
    parser.add_argument("--out", type=Path, help="file for the table, which is printed in any case")
    return parser.parse_args()


def lathe(options, *arguments):
    result = subprocess.run([options.lathe, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
    if result.returncode:
        sys.exit(f"lathe-cli {arguments[0]} ended with {result.returncode}")
    return result.stdout


def exported(options):
    """Folders by title, made by Lathe: the float model in ONNX, two int8 forms for both runtimes."""
    stages = {"int8": "quantize.int8", "static int8": "quantize.static"}
    recipe = {
        "formatVersion": 1, "name": "int8 exports", "model": str(options.model.resolve()), "maxLength": options.max_length, "seed": 13,
        "data": {"train": str(options.train.resolve()), "validation": str(options.test.resolve()), "test": str(options.test.resolve()),
                 "textColumn": "text", "labelColumn": "label"},
        "nodes": [{"id": stage.rpartition(".")[2], "stage": stage, "params": {}, "inputs": {"model": "source"}} for stage in stages.values()],
    }
    options.work.mkdir(parents=True)
    file = options.work / "recipe.json"
    file.write_text(json.dumps(recipe))
    history = options.work / "run"
    variants = [v["id"] for v in json.loads(lathe(options, "run", file, "--workdir", history, "--no-speed", "--json"))]
    made = {}
    for title, variant in zip(["fp32", *stages], variants):
        for form in ["onnx", "openvino"]:
            made[title, form] = options.work / f"{title} {form}".replace(" ", "-")
            lathe(options, "export", "--model", variant, "--format", form, "--workdir", history, "--out", made[title, form], "--allow-python")
    return made


def in_onnxruntime(file, threads):
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), settings, ["CPUExecutionProvider"])
    return lambda inputs: session.run(["logits"], inputs)[0]


def in_openvino(file, threads):
    hints = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY"}
    request = openvino.Core().compile_model(file, "CPU", hints).create_infer_request()
    return lambda inputs: request.infer(inputs)["logits"].copy()


def megabytes(file):
    parts = [file, file.with_suffix(".bin")] if file.suffix == ".xml" else [file]
    return sum(part.stat().st_size for part in parts) / 1e6


def of_shape(rows, batch, tokens):
    """A batch of real tokens: texts one behind the other, between the marks of the first."""
    first, last = rows[0][0], rows[0][-1]
    words = [id for row in rows for id in list(row)[1:-1]]
    words *= 1 + batch * tokens // len(words)
    ids = [[first, *words[k * (tokens - 2) : (k + 1) * (tokens - 2)], last] for k in range(batch)]
    return {"input_ids": np.array(ids, np.int64), "attention_mask": np.ones((batch, tokens), np.int64)}


def timed(models, work, seconds):
    """Fastest milliseconds of each call, by model and workload."""
    best = {title: {name: [float("inf")] * len(calls) for name, calls in work.items()} for title in models}
    order, rounds, end = list(models), 0, time.time() + seconds
    while time.time() < end or rounds < 6:
        order = (order[1:] + order[:1])[:: -1 if rounds % 2 else 1]
        rounds += 1
        for name, calls in work.items():
            for title in order:
                models[title](calls[0])
                for index, inputs in enumerate(calls * (1 if len(calls) > 1 else TURNS)):
                    start = time.perf_counter()
                    models[title](inputs)
                    spent = 1e3 * (time.perf_counter() - start)
                    best[title][name][index % len(calls)] = min(best[title][name][index % len(calls)], spent)
    return best, rounds


def main():
    options = parsed()
    folders = exported(options)
    plain = folders["fp32", "onnx"]
    sys.path.insert(0, str(plain))
    import lathe_bundle

    bundle = lathe_bundle.Bundle(plain)
    inputs_of = lambda rows: dict(zip(("input_ids", "attention_mask"), bundle.padded(rows)))
    read = lambda file: list(csv.DictReader(file.open(), delimiter="\t", quoting=csv.QUOTE_NONE))
    seen = [inputs_of([row]) for row in bundle.encode([row["text"] for row in read(options.train)[: options.calibration]])]
    others = of_onnxruntime(plain / "model.onnx", options.work, seen)
    rivals = of_openvino(plain / "model.onnx", options.work, seen)

    files = {}
    for title in ("fp32", "int8", "static int8"):
        files[f"{title}, Lathe", "ONNX Runtime"] = folders[title, "onnx"] / "model.onnx"
    files |= {(title, "ONNX Runtime"): file for title, file in others.items()}
    for title in ("fp32", "int8", "static int8"):
        files[f"{title}, Lathe", "OpenVINO"] = folders[title, "openvino"] / "model.xml"
    files |= {(title, "OpenVINO"): file for title, file in rivals.items()}
    models = {key: (in_openvino if key[1] == "OpenVINO" else in_onnxruntime)(file, options.threads) for key, file in files.items()}

    test = read(options.test)
    rows = bundle.encode([row["text"] for row in test])
    truth = np.array([bundle.info["labels"].index(row["label"]) for row in test])
    logits = {key: lathe_bundle.answers(bundle, lambda ids, mask, run=run: run({"input_ids": ids, "attention_mask": mask}), rows)
              for key, run in models.items()}
    reference = next(iter(logits.values()))

    ordered = sorted(rows[:128], key=len)
    work = {"one by one": [inputs_of([row]) for row in rows[:24]],
            "batches of 32": [inputs_of(ordered[i : i + 32]) for i in range(0, len(ordered), 32)]}
    work |= {f"{b}x{t}": [of_shape(rows, b, t)] for b, t in SHAPES}
    times, rounds = timed(models, work, options.seconds)

    lines = [f"| model | runtime | MB | accuracy | decisions as fp32 | RMS of logits | ms a text | texts/s |{'|'.join(f' {b}x{t} ms ' for b, t in SHAPES)}|",
             "| --- " * (8 + len(SHAPES)) + "|"]
    for key, found in logits.items():
        t = times[key]
        cells = [*key, f"{megabytes(files[key]):.1f}", f"{(found.argmax(1) == truth).mean():.4f}",
                 f"{100 * (found.argmax(1) == reference.argmax(1)).mean():.1f} %", f"{np.sqrt(((found - reference) ** 2).mean()):.3f}",
                 f"{np.mean(t['one by one']):.2f}", f"{1e3 * len(ordered) / sum(t['batches of 32']):.0f}",
                 *(f"{t[f'{b}x{n}'][0]:.2f}" for b, n in SHAPES)]
        lines.append("| " + " | ".join(cells) + " |")
    table = "\n".join(lines) + f"\n\n{len(rows)} test texts, {rounds} rounds, {options.threads} threads.\n"
    print(table)
    if options.out:
        options.out.write_text(table)


if __name__ == "__main__":
    main()
