"""Prints what `lathe-cli run ... --json` or `lathe-cli history show RUN --json` gave as a table in Markdown.

    python experiments/methods/table.py RUN.json...

Quality is accuracy, or micro F1 where a text may have several labels; the change against the first variant has the
95 % interval of a paired bootstrap over the test rows.
"""

import json
import sys


def change(variant, key):
    found = variant.get("difference", {}).get(key)
    if not found:
        return ""
    value, low, high = (100 * found[k] for k in ("change", "low", "high"))
    return f"{value:+.1f} ({low:+.1f} to {high:+.1f})"


def short(variant, variants):
    """The lineage below the fine-tuned model; several of the same name say which stage of the recipe they are."""
    name = variant["lineage"].removeprefix(variants[0]["lineage"]).removeprefix(" → ") or variant["lineage"]
    same = [v for v in variants if v["lineage"] == variant["lineage"]]
    return name if len(same) == 1 else f"{name} ({variant['node']})"


for file in sys.argv[1:]:
    with open(file, encoding="utf-8") as opened:
        variants = json.load(opened)
    original = variants[0]["metrics"]
    key = "microF1" if original["microF1"] != original["accuracy"] else "accuracy"
    print(f"| variant | {'micro F1' if key == 'microF1' else 'accuracy'} | change, points | macro F1 | MB | smaller |")
    print("| --- | --- | --- | --- | --- | --- |")
    for variant in variants:
        metrics = variant["metrics"]
        simulated = " (simulated)" if variant["warning"].startswith("simulated") else ""
        print(f"| {short(variant, variants)}{simulated} | {metrics[key]:.4f} | {change(variant, key)} | "
              f"{metrics['macroF1']:.4f} | {metrics['sizeBytes'] / 1e6:.1f} | "
              f"{original['sizeBytes'] / metrics['sizeBytes']:.1f}x |")
