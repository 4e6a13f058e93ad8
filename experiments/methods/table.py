"""Prints what `lathe-cli run ... --json` or `lathe-cli history show RUN --json` gave as one table in Markdown.

    python experiments/methods/table.py RUN.json... [--speed SPEED.json]

Quality is accuracy, or micro F1 where a text may have several labels; the change against the first variant has the
95 % interval of a paired bootstrap over the test rows. Several files are parts of one recipe that were run apart.
--speed: a run of the same recipe, or of its shapes (make_recipes.py --shapes), on the machine whose speed counts; it
also gives the order and the names.
"""

import argparse
import json


def read(file):
    """Variants by what they are: the node of every step up to the source, and which of its values."""
    with open(file, encoding="utf-8") as opened:
        variants = json.load(opened)
    by_id = {variant["id"]: variant for variant in variants}
    values = {}  # of each node, by parameter
    for variant in variants:
        for name, value in variant["params"].items():
            values.setdefault((variant["node"], name), set()).add(json.dumps(value))

    def key(variant):
        steps = []
        while variant is not None:
            node = variant["node"]
            steps.append((node, tuple(sorted((name, json.dumps(value)) for name, value in variant["params"].items()
                                             if len(values[node, name]) > 1))))
            variant = by_id.get(variant["parent"])
        return tuple(steps)

    return {key(variant): variant for variant in variants}


def change(variant, key):
    found = variant.get("difference", {}).get(key)
    if not found:
        return ""
    value, low, high = (100 * found[k] for k in ("change", "low", "high"))
    return f"{value:+.1f} ({low:+.1f} to {high:+.1f})"


def names(variants):
    """The lineage below the fine-tuned model; several of the same name say which stage of the recipe they are."""
    first = next(iter(variants.values()))["lineage"]
    found = {key: v["lineage"].removeprefix(first).removeprefix(" → ") or v["lineage"] for key, v in variants.items()}
    return {key: name if list(found.values()).count(name) == 1 else f"{name} ({variants[key]['node']})"
            for key, name in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+")
    parser.add_argument("--speed")
    parser.add_argument("--not-on", default="", help="leave out speeds of variants whose kernel has this in its name")
    arguments = parser.parse_args()
    variants = {}
    for file in arguments.runs:
        for key, variant in read(file).items():
            variants.setdefault(key, variant)
    measured = read(arguments.speed) if arguments.speed else variants
    called = names(measured)
    original = next(iter(variants.values()))["metrics"]
    original_speed = next(iter(measured.values()))["metrics"]
    quality = "microF1" if original["microF1"] != original["accuracy"] else "accuracy"
    head = ["variant", "micro F1" if quality == "microF1" else "accuracy", "change, points", "macro F1", "MB", "smaller"]
    timed = "latencyP50Ms" in original_speed
    if timed:
        head += ["batch 1, ms", "faster", "batch 32, texts/s", "faster"]
    print(f"| {' | '.join(head)} |")
    print(f"| {' | '.join(['---'] + ['---:'] * (len(head) - 1))} |")
    for key, name in called.items():
        if key not in variants:
            continue
        variant, metrics, speed = variants[key], variants[key]["metrics"], measured[key]["metrics"]
        simulated = " (simulated)" if variant["warning"].startswith("simulated") else ""
        row = [name + simulated, f"{metrics[quality]:.4f}", change(variant, quality), f"{metrics['macroF1']:.4f}",
               f"{metrics['sizeBytes'] / 1e6:.1f}", f"{original['sizeBytes'] / metrics['sizeBytes']:.1f}x"]
        if timed and arguments.not_on and arguments.not_on in measured[key]["kernels"]:
            row += [""] * 4
        elif timed:
            row += [f"{speed['latencyP50Ms']:.2f}", f"{original_speed['latencyP50Ms'] / speed['latencyP50Ms']:.1f}x",
                    f"{speed['throughput']:.0f}", f"{speed['throughput'] / original_speed['throughput']:.1f}x"]
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
