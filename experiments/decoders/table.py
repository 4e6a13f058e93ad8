"""Prints the variants of the recipes of this folder as one table in Markdown.

    python experiments/decoders/table.py RUN.json... --original-mb 3087 [--work WORK --data DATA]

RUN.json: what `lathe-cli run ... --json` gave; parts of a recipe that were run apart are shown as one. Quality on test is
accuracy, or micro F1 where a text may have several labels; the change is against the fine-tuned model, with the 95 %
interval of a paired bootstrap over the test rows. "smaller" is against the published model in bfloat16.

Micro F1 is computed here from the stored logits of the artifacts (WORK holds the work folders), with thresholds fitted on the
validation logits as the program does now: labels with fewer than 20 true rows share one.
"""

import argparse
import json
from pathlib import Path

import numpy as np

ENOUGH = 20


def truth_of(file, names):
    rows = []
    with open(file, encoding="utf-8") as opened:
        next(opened)
        for line in opened:
            labels = line.rstrip("\n").split("\t")[1].split("|")
            rows.append([name in labels for name in names])
    return np.array(rows)


def best_threshold(scores, true):
    order = np.argsort(-scores, kind="stable")
    scores, true = scores[order], true[order]
    f1 = 2 * np.cumsum(true) / (np.arange(1, len(scores) + 1) + true.sum())
    following = np.append(scores[1:], 0)
    f1[:-1][following[:-1] == scores[:-1]] = -1  # equal scores are decided alike
    middles = np.clip((scores + following) / 2, 1e-6, 1 - 1e-6)
    best = np.flatnonzero(f1 == f1.max())
    return middles[best[np.argmin(abs(middles[best] - 0.5))]]


def thresholds_of(scores, true):
    shared = best_threshold(scores.ravel(), true.ravel())
    return np.array([best_threshold(scores[:, k], true[:, k]) if true[:, k].sum() >= ENOUGH else shared
                     for k in range(true.shape[1])])


class Decisions:
    """Of one artifact on the test rows: the micro F1 of any choice of them."""

    def __init__(self, folder, data):
        names = json.loads((folder / "lathe.json").read_text())["labels"]["names"]
        content = next(folder.glob("lathe-evaluation-*.bin")).read_bytes()
        end = content.index(b"\n")
        rows = json.loads(content[:end])["validationRows"]
        scores = 1 / (1 + np.exp(-np.frombuffer(content[end + 1:], np.float32).reshape(-1, len(names)).astype(float)))
        chosen = scores[rows:] >= thresholds_of(scores[:rows], truth_of(data / "validation.tsv", names))
        test = truth_of(data / "test.tsv", names)
        self.hits, self.all = (chosen & test).sum(1), chosen.sum(1) + test.sum(1)

    def f1(self, rows=slice(None)):
        return 2 * self.hits[rows].sum(-1) / self.all[rows].sum(-1)

    def difference(self, other):
        draws = np.random.default_rng(1).integers(0, len(self.hits), (2000, len(self.hits)))
        low, high = np.quantile(self.f1(draws) - other.f1(draws), [0.025, 0.975])
        return dict(change=self.f1() - other.f1(), low=low, high=high)


def shown(difference):
    if not difference:
        return ""
    value, low, high = (100 * difference[key] for key in ("change", "low", "high"))
    return f"{value:+.1f} ({low:+.1f} to {high:+.1f})"


def row_of(variant, tuned, options):
    """Quality, change and what else is said of it."""
    metrics = variant["metrics"]
    if metrics["microF1"] == metrics["accuracy"]:
        return [f"{metrics['accuracy']:.4f}", shown(variant.get("difference", {}).get("accuracy"))]
    decisions = {v["node"]: Decisions(next(options.work.glob(f"*/artifacts/{Path(v['path']).name}")), options.data)
                 for v in (variant, tuned)}
    own, other = decisions[variant["node"]], decisions[tuned["node"]]
    return [f"{own.f1():.4f}", shown(own.difference(other)) if own is not other else "", f"{metrics['prAucMicro']:.4f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+")
    parser.add_argument("--original-mb", type=float, required=True)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    variants = {}
    for file in options.runs:
        for variant in json.loads(Path(file).read_text()):
            variants.setdefault(variant["node"], variant)
    tuned = next(iter(variants.values()))
    multilabel = tuned["metrics"]["microF1"] != tuned["metrics"]["accuracy"]
    quality = ["micro F1", "change, points", "area under P/R, micro"] if multilabel else ["accuracy", "change, points"]
    print(f"| {' | '.join(['model'] + quality + ['MB', 'smaller'])} |")
    print(f"| --- | {'---: | ' * (len(quality) + 2)}")
    for node, variant in variants.items():
        mb = variant["metrics"]["sizeBytes"] / 1e6
        name = variant["lineage"].removeprefix(tuned["lineage"] + " → ")
        if [other["lineage"] for other in variants.values()].count(variant["lineage"]) > 1:
            name += f" (`{node}`)"
        print(f"| {' | '.join([name] + row_of(variant, tuned, options) + [f'{mb:.0f}', f'{options.original_mb / mb:.1f}x'])} |")


if __name__ == "__main__":
    main()
