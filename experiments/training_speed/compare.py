#!/usr/bin/env python3
"""Runs Lathe's bench_training and transformers_training.py in turns and writes a table of both.

    experiments/training_speed/compare.py --model DIR [--case finetune ...] [--data FILE.tsv] [--rounds 3]

One process at a time, A B C A B C ..., so that a machine that slows down or speeds up does it to all. The
figures of a row are median and range over the rounds. Cases that are not asked for keep the figures of an
earlier run.
"""

import argparse
import json
import pathlib
import platform
import shlex
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CASES = {  # title, what bench_training and what transformers_training.py is given
    "finetune": ("Fine-tuning", [], []),
    "distill": ("Distillation of the logits into three layers", ["--stage", "distill.logits"], ["--distill"]),
    "frozen": ("Fine-tuning with the embeddings and the first four layers frozen",
               ["--frozen-layers", "4"], ["--frozen-layers", "4"]),
}
SHARED = {"epochs": 3, "batch": 32, "max_length": 64, "threads": 2, "seed": 13}


def measure(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def cpu():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    flags = next((line for line in lines if line.startswith("flags")), "").split()
    wanted = ("avx2", "avx512f", "avx512_vnni", "amx_int8", "amx_bf16")
    return f"{name}, {', '.join(flag for flag in wanted if flag in flags)}"


def first_rows(path, count, folder):
    """A file of the first rows, for all programs alike."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines(keepends=True)
    part = folder / "rows.tsv"
    part.write_text("".join(lines[:count + 1]), encoding="utf-8")
    return part


def rounds_of(case, arguments, data):
    shared = [part for key in SHARED for part in (f"--{key.replace('_', '-')}", str(getattr(arguments, key)))]
    shared += ["--model", arguments.model, "--data", str(data)]
    _, own, theirs = CASES[case]
    script = [arguments.python, str(HERE / "transformers_training.py"), *shared, *theirs]
    programs = {
        "Lathe": [arguments.bench, *shared, *own],
        "transformers, random batches": script,
        "transformers, --group-by-length": [*script, "--group-by-length"],
    }
    rounds = {name: [] for name in programs}
    for turn in range(arguments.rounds):
        for name, command in programs.items():
            rounds[name].append(measure(command))
            print(f"{case} {turn + 1}/{arguments.rounds} {name}: {rounds[name][-1]['samplesPerSecond']:.1f} texts/s",
                  file=sys.stderr)
    return rounds


def table(case, rounds):
    median = {name: statistics.median(result["samplesPerSecond"] for result in results)
              for name, results in rounds.items()}
    lines = [f"## {CASES[case][0]}", "", "| program | texts/s | range | Lathe against it |", "| --- | ---: | ---: | ---: |"]
    for name, results in rounds.items():
        speeds = [result["samplesPerSecond"] for result in results]
        lines.append(f"| {name} | {median[name]:.1f} | {min(speeds):.1f} to {max(speeds):.1f} | "
                     f"{median['Lathe'] / median[name]:.2f}x |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--case", nargs="*", choices=CASES, default=list(CASES))
    parser.add_argument("--data", default=str(ROOT / "resources/sample/data/sections.train.tsv"))
    parser.add_argument("--rows", type=int, default=320, help="of the data, from its beginning")
    parser.add_argument("--rounds", type=int, default=3)
    for key, value in SHARED.items():
        parser.add_argument(f"--{key.replace('_', '-')}", type=int, default=value)
    parser.add_argument("--bench", default=str(ROOT / "build/release/bin/bench_training"))
    parser.add_argument("--python", default=str(ROOT / "build/venv-training/bin/python"))
    parser.add_argument("--work", default=str(ROOT / "build/training_speed"), help="folder for figures")
    parser.add_argument("--out", default=str(HERE / "results.md"))
    arguments = parser.parse_args()

    work = pathlib.Path(arguments.work)
    data = first_rows(arguments.data, arguments.rows, work)
    for case in arguments.case:
        (work / f"{case}.json").write_text(json.dumps(rounds_of(case, arguments, data)), encoding="utf-8")
    results = {case: json.loads((work / f"{case}.json").read_text(encoding="utf-8"))
               for case in CASES if (work / f"{case}.json").exists()}

    versions = next(iter(results.values()))["transformers, random batches"][0]
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE,
                            text=True).stdout.strip()
    lines = [
        "# Training speed",
        "",
        f"{pathlib.Path(arguments.model).name} on the first {arguments.rows} rows of {pathlib.Path(arguments.data).name}, "
        f"{versions['meanTokens']:.1f} tokens each: {arguments.epochs} epochs, batch {arguments.batch}, at most "
        f"{arguments.max_length} tokens, {arguments.threads} threads, fp32, seed {arguments.seed}, {arguments.rounds} "
        "rounds in turns. The whole training is timed, teacher and first epoch included.",
        "",
        f"- CPU: {cpu()}",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}, torch {versions['torch']}, "
        f"transformers {versions['transformers']}, Lathe {commit}",
        f"- made by: `experiments/training_speed/compare.py --rows {arguments.rows} --rounds {arguments.rounds} "
        + " ".join(f"--{key.replace('_', '-')} {getattr(arguments, key)}" for key in SHARED) + "`",
    ]
    for case, rounds in results.items():
        lines += ["", *table(case, rounds)]
    pathlib.Path(arguments.out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
