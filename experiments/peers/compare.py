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
import platform
import random
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

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.3  # seconds before a turn, in which the threads of the last one go to sleep
CALIBRATION = 128


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lathe", default=ROOT / "build/release/bin/lathe-cli", type=Path, help="lathe-cli")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--shape", choices=shapes.SHAPES, help="a classifier of this shape with random weights")
    source.add_argument("--model", type=Path, help="float checkpoint with a classification head")
    parser.add_argument("--lathe-models", nargs="+", type=Path, metavar="FOLDER",
                        help="what Lathe measures (default: the checkpoint and an int8 variant made of it)")
    parser.add_argument("--runtimes", nargs="+", choices=runtimes.RUNTIMES, default=runtimes.DEFAULT)
    parser.add_argument("--workloads", help="BATCHxTOKENS, several with commas (default without --data: 1x32,1x128,16x128)")
    parser.add_argument("--data", type=Path, help="TSV with a column text: one by one, and in batches sorted by length")
    parser.add_argument("--calibration", type=Path, help="TSV with texts for NNCF (default: random ids)")
    parser.add_argument("--texts", type=int, default=256, help="rows of --data, evenly spread over the file")
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=1, help="of each workload in a turn, at least")
    parser.add_argument("--work", type=Path, default=ROOT / "build/peers", help="folder of what is made on the way")
    parser.add_argument("--json", type=Path, help="file for every turn's figures")
    parser.add_argument("--out", type=Path, help="file for the table, which is printed in any case")
    options = parser.parse_args()
    if not options.data and not options.workloads:
        options.workloads = "1x32,1x128,16x128"
    if options.shape and options.data:
        parser.error("--data needs a --model that has learned a vocabulary")
    return options


def rows_of(file, count):
    with open(file, encoding="utf-8") as lines:
        column = next(lines).rstrip("\n").split("\t").index("text")
        texts = [line.rstrip("\n").split("\t")[column] for line in lines]
    count = min(count, len(texts))
    return [texts[at * len(texts) // count] for at in range(count)]


def workloads_of(options, checkpoint, config):
    """The calls of token ids for the peers, and what `lathe-cli bench` must be told to measure the same."""
    generator = random.Random(1)
    found, bench = [], []
    if options.workloads:
        bench += ["--shapes", options.workloads]
        for name in options.workloads.split(","):
            batch, tokens = map(int, name.split("x"))
            rows = [[generator.randrange(2, config["vocab_size"]) for _ in range(tokens)] for _ in range(batch)]
            found.append({"name": name, "calls": [rows]})
    if options.data:
        texts = rows_of(options.data, options.texts)
        file = options.work / "texts.tsv"
        file.write_text("\n".join(["text", *texts]) + "\n", encoding="utf-8")
        bench += ["--data", file, "--texts", len(texts), "--max-length", options.max_length, "--batch", options.batch]
        rows = lathe_models.tokenize(options.lathe, checkpoint, texts, options.max_length)
        found.append({"name": "texts x1", "calls": [[row] for row in rows]})
        rows = sorted(rows, key=len, reverse=True)
        if options.batch > 1:
            found.append({"name": f"texts x{options.batch}",
                          "calls": [rows[at:at + options.batch] for at in range(0, len(rows), options.batch)]})
    return found, bench


def calibration_of(options, checkpoint, config):
    if options.calibration:
        texts = rows_of(options.calibration, CALIBRATION)
        return lathe_models.tokenize(options.lathe, checkpoint, texts, options.max_length)
    generator = random.Random(2)
    return [[generator.randrange(2, config["vocab_size"]) for _ in range(generator.randrange(8, 64))]
            for _ in range(CALIBRATION)]


def apart(function, *given):
    """Runs it in a process of its own, so that this one stays small and idle."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, given)


def main():
    pass


if __name__ == "__main__":
    main()
