"""From the turns of all contenders to one table in Markdown."""

import re
import statistics

AGAINST = {"openvino-int8": "against OpenVINO int8", "ort-int8": "against ONNX Runtime int8"}


def cost(figures):
    """Milliseconds of a call; of a text where a call is a batch of texts of many lengths."""
    several = re.fullmatch(r"texts x(?!1$)\d+", figures["workload"])
    return 1e3 / figures["textsPerSecond"] if several else figures["medianMs"]


def summary(contenders, turns, workloads):
    """turns {name: [rounds][workloads]}. Ratios are taken within a round, then their median over the rounds."""
    rows = []
    for at, workload in enumerate(workloads):
        for contender in contenders:
            own = [turn[at] for turn in turns[contender.name]]
            row = {"workload": workload["name"], "runtime": contender.title, "name": contender.name,
                   "rounds": len(own), "sizeBytes": contender.size_bytes, "turns": own}
            for key in ("medianMs", "p95Ms", "textsPerSecond"):
                row[key] = statistics.median(figures[key] for figures in own)
            row["rangeMs"] = [pick(figures["medianMs"] for figures in own) for pick in (min, max)]
            row["faster"] = {
                peer: statistics.median(cost(turn[at]) / cost(figures) for turn, figures in zip(turns[peer], own))
                for peer in AGAINST if peer in turns}
            rows.append(row)
    return rows


def table(rows):
    peers = [peer for peer in AGAINST if peer in rows[0]["faster"]]
    head = ["workload", "runtime", "median ms", "range", "p95 ms", "texts/s", *(AGAINST[peer] for peer in peers), "MB"]
    lines = ["| " + " | ".join(head) + " |", "| --- | --- |" + " ---: |" * (len(head) - 2)]
    for row in rows:
        cells = [row["workload"], row["runtime"], f"{row['medianMs']:.2f}",
                 f"{row['rangeMs'][0]:.2f} to {row['rangeMs'][1]:.2f}", f"{row['p95Ms']:.2f}",
                 f"{row['textsPerSecond']:.1f}", *(f"{row['faster'][peer]:.2f}x" for peer in peers),
                 f"{row['sizeBytes'] / 1e6:.1f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def page(facts, rows):
    """The table below the facts that it depends on."""
    machine = facts["machine"]
    lines = [
        f"{facts['threads']} threads of {machine.get('cores')} cores, {machine.get('cpu')} "
        f"({', '.join(machine.get('cpuFeatures', []))}), {machine.get('system')}; {facts['rounds']} rounds; "
        + ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
        + f", Lathe {machine.get('lathe')} ({'; '.join(sorted(set(facts['kernels'].values())))}).",
    ]
    if facts["referenceMs"]:
        lines.append(f"A fixed float32 product, timed in every round, took {facts['referenceMs']:.2f} ms.")
    if facts["warnings"]:
        lines.append(f"The machine was not quiet: {len(facts['warnings'])} warnings, such as: {facts['warnings'][0]}.")
    return "\n".join([*lines, "", table(rows)])
