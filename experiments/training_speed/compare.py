#!/usr/bin/env python3
"""Runs Lathe's bench_training and transformers_finetune.py in turns and writes a table of both.

    experiments/training_speed/compare.py --model DIR --data FILE.tsv [--rounds 5] [--out results.md]

One process at a time, A B C A B C ..., so that a machine that slows down or speeds up does it to all. The
figures of a row are median and range over the rounds.
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", default=str(ROOT / "resources/sample/data/sections.train.tsv"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--warmup", type=int, default=5)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--bench", default=str(ROOT / "build/release/bin/bench_training"))
    parser.add_argument("--python", default=str(ROOT / "build/venv-training/bin/python"))
    parser.add_argument("--out", default=str(HERE / "results.md"))
    arguments = parser.parse_args()

    shared = [part for key in ("model", "data", "steps", "warmup", "batch", "max_length", "threads", "seed")
              for part in (f"--{key.replace('_', '-')}", str(getattr(arguments, key)))]
    script = [arguments.python, str(HERE / "transformers_finetune.py"), *shared]
    programs = {
        "Lathe": [arguments.bench, *shared],
        "transformers, random batches": script,
        "transformers, --group-by-length": [*script, "--group-by-length"],
    }
    rounds = {name: [] for name in programs}
    for turn in range(arguments.rounds):
        for name, command in programs.items():
            rounds[name].append(measure(command))
            print(f"{turn + 1}/{arguments.rounds} {name}: {rounds[name][-1]['samplesPerSecond']:.1f} texts/s",
                  file=sys.stderr)

    def median(name, key):
        return statistics.median(result[key] for result in rounds[name])

    versions = rounds["transformers, random batches"][0]
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], stdout=subprocess.PIPE,
                            text=True).stdout.strip()
    lines = [
        "# Training speed",
        "",
        f"Fine-tuning of {pathlib.Path(arguments.model).name} on {pathlib.Path(arguments.data).name}: batch "
        f"{arguments.batch}, at most {arguments.max_length} tokens, {arguments.threads} threads, fp32, "
        f"{arguments.steps} timed steps after {arguments.warmup}, seed {arguments.seed}, {arguments.rounds} rounds in turns.",
        "",
        f"- CPU: {cpu()}",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}, torch {versions['torch']}, "
        f"transformers {versions['transformers']}, Lathe {commit}",
        f"- made by: `experiments/training_speed/compare.py --rounds {arguments.rounds} --steps {arguments.steps} "
        f"--max-length {arguments.max_length} --threads {arguments.threads} --seed {arguments.seed}`",
        "",
        "| program | texts/s | range | tokens/s | tokens a text | Lathe against it |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, results in rounds.items():
        speeds = [result["samplesPerSecond"] for result in results]
        ratio = median("Lathe", "samplesPerSecond") / median(name, "samplesPerSecond")
        lines.append(f"| {name} | {median(name, 'samplesPerSecond'):.1f} | {min(speeds):.1f} to {max(speeds):.1f} | "
                     f"{median(name, 'tokensPerSecond'):.0f} | {median(name, 'meanTokens'):.1f} | {ratio:.2f}x |")
    pathlib.Path(arguments.out).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
