#!/usr/bin/env python3
"""Lathe's runtime beside torch, ONNX Runtime and OpenVINO: same checkpoint, token ids and threads, in turns.

    compare.py --lathe build/release/bin/lathe-cli --shape bert-base --workloads 1x32,1x128,16x128
    compare.py --lathe build/release/bin/lathe-cli --model FOLDER --data TEST.tsv --texts 256

A round gives every contender one turn, and each round begins with the next one. README.md says how to read the table.
"""

import argparse
import hashlib
import json
import multiprocessing
import os
import shlex
import statistics
import sys
import time
from importlib.metadata import version
from pathlib import Path

import lathe_models
import prepare
import report
import runtimes
import shapes
import workers
from workloads import calibration_of, workloads_of

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.3  # seconds before a turn, in which the threads of the last one go to sleep


def titled(text):
    title, _, folder = text.rpartition("=")
    return title or f"Lathe, {Path(folder).name[:16]}", Path(folder)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lathe", default=ROOT / "build/release/bin/lathe-cli", type=Path, help="lathe-cli")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--shape", choices=shapes.SHAPES, help="a classifier of this shape with random weights")
    source.add_argument("--model", type=Path, help="float checkpoint with a classification head")
    parser.add_argument("--lathe-models", nargs="+", type=titled, metavar="[TITLE=]FOLDER",
                        help="what Lathe measures (default: the checkpoint, and an int8 variant made of it)")
    parser.add_argument("--runtimes", nargs="+", choices=runtimes.RUNTIMES, default=runtimes.DEFAULT)
    parser.add_argument("--workloads", help="BATCHxTOKENS, several with commas (without --data: 1x32,1x128,16x128)")
    parser.add_argument("--data", type=Path, help="TSV with a column text: one by one, and in batches sorted by length")
    parser.add_argument("--calibration", type=Path, help="TSV with texts for NNCF (default: --data, else random ids)")
    parser.add_argument("--texts", type=int, default=256, help="rows of --data, evenly spread over the file")
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=1, help="of each workload in a turn, at least")
    parser.add_argument("--work", type=Path, default=ROOT / "build/peers", help="folder of what is made on the way")
    parser.add_argument("--json", type=Path, help="file for the figures of every turn")
    parser.add_argument("--out", type=Path, help="file for the table, which is printed in any case")
    options = parser.parse_args()
    if options.shape and options.data:
        parser.error("--data needs a --model that knows words")
    if not options.data and not options.workloads:
        options.workloads = "1x32,1x128,16x128"
    titles = [title for title, _ in options.lathe_models or []]
    if len(set(titles)) < len(titles):
        parser.error("--lathe-models: two folders have the same title; write TITLE=FOLDER")
    return options


def apart(function, *given):
    """Runs it in a process of its own, so that this one stays small."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, given)


def checkpoint_of(options):
    if options.model:
        return options.model.resolve()
    folder = options.work / options.shape
    if not (folder / "tokenizer_config.json").exists():  # written last
        folder.mkdir(parents=True, exist_ok=True)
        apart(shapes.write_checkpoint, options.shape, folder)
    return folder


def folder_of(options, checkpoint, calibration):
    """A folder for what is made of these weights with this calibration, found again by the next comparison."""
    weights = max(checkpoint.glob("*.safetensors"), key=lambda file: file.stat().st_size).stat()
    key = json.dumps([str(checkpoint), weights.st_size, weights.st_mtime_ns, calibration])
    return options.work / f"{checkpoint.name}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def open_contenders(options):
    checkpoint = checkpoint_of(options)
    config = json.loads((checkpoint / "config.json").read_text())
    calibration = calibration_of(options, checkpoint, config)
    folder = folder_of(options, checkpoint, calibration)
    folder.mkdir(parents=True, exist_ok=True)
    apart(prepare.make_files, checkpoint, folder / "files", calibration)
    workloads, bench = workloads_of(options, checkpoint, config, folder)
    peers = [workers.Peer(name, checkpoint, folder / "files", options.threads, workloads, config.get("pad_token_id") or 0)
             for name in options.runtimes]
    models = options.lathe_models or [
        ("Lathe fp32", checkpoint),
        ("Lathe int8", lathe_models.int8_variant(options.lathe, checkpoint, folder / "lathe"))]
    return workloads, peers, [lathe_models.LatheModel(options.lathe, model, title, options.threads, workloads, bench)
                              for title, model in models]


def check_answers(peers):
    """The largest difference of each runtime's logits to torch's; ends where a float runtime has another model."""
    reference = next((peer for peer in peers if peer.name == "torch"), None)
    found = {}
    for peer in peers if reference else []:
        found[peer.name] = max(abs(a - b) for wanted, got in zip(reference.flat_answers(), peer.flat_answers())
                               for a, b in zip(wanted, got))
        if peer.name in ("ort", "openvino") and found[peer.name] > 2e-3:
            sys.exit(f"{peer.title} answers otherwise than torch: its logits differ by {found[peer.name]:.4f}")
    return found


def main():
    options = parsed()
    options.work = options.work.resolve()
    workloads, peers, ours = open_contenders(options)
    differences = check_answers(peers)
    contenders = [*peers, *ours]
    turns = {contender.name: [] for contender in contenders}
    for turn in range(options.rounds):
        for at in range(len(contenders)):
            contender = contenders[(at + turn) % len(contenders)]
            time.sleep(PAUSE)
            turns[contender.name].append(contender.turn(options.seconds))
            print(f"{turn + 1}/{options.rounds} {contender.title}: " + ", ".join(
                f"{figures['medianMs']:.2f} ms" for figures in turns[contender.name][-1]), file=sys.stderr)
    for contender in contenders:
        contender.close()

    rows = report.summary(contenders, turns, workloads)
    machine = ours[0].machine
    versions = {name: version(name) for name in ("torch", "transformers", "onnxruntime", "openvino", "nncf")}
    references = [value for model in ours for value in model.reference if value]
    facts = {"machine": machine, "versions": versions, "threads": options.threads, "rounds": options.rounds,
             "command": shlex.join(sys.argv), "referenceMs": statistics.median(references) if references else None,
             "warnings": [warning for model in ours for warning in model.warnings],
             "kernels": {model.title: model.kernels for model in ours}, "largestDifference": differences}
    text = report.page(facts, rows)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps({**facts, "results": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
