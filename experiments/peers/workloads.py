"""Token ids: what every contender is timed with, and what NNCF calibrates with."""

import random

import lathe_models

CALIBRATION = 128


def texts_of(file, count):
    """The column text of a TSV file, in its order; at most `count` rows, evenly spread over the file."""
    with open(file, encoding="utf-8") as lines:
        column = next(lines).rstrip("\n").split("\t").index("text")
        texts = [line.rstrip("\n").split("\t")[column] for line in lines]
    count = min(count, len(texts))
    return [texts[at * len(texts) // count] for at in range(count)]


def random_ids(generator, tokens, config):
    return [generator.randrange(2, config["vocab_size"]) for _ in range(tokens)]


def workloads_of(options, checkpoint, config, folder):
    """[{name, calls [calls][texts][tokens]}], and what `lathe-cli bench` must be told to measure the same."""
    generator = random.Random(1)
    found, bench = [], []
    if options.workloads:
        bench += ["--shapes", options.workloads]
        for name in options.workloads.split(","):
            batch, tokens = map(int, name.split("x"))
            found.append({"name": name, "calls": [[random_ids(generator, tokens, config) for _ in range(batch)]]})
    if options.data:
        texts = texts_of(options.data, options.texts)
        file = folder / "texts.tsv"
        file.write_text("\n".join(["text", *texts]) + "\n", encoding="utf-8")
        bench += ["--data", file, "--texts", len(texts), "--max-length", options.max_length, "--batch", options.batch]
        rows = lathe_models.tokenize(options.lathe, checkpoint, texts, options.max_length)
        found.append({"name": "texts x1", "calls": [[row] for row in rows]})
        if options.batch > 1:
            rows = sorted(rows, key=len, reverse=True)
            found.append({"name": f"texts x{options.batch}",
                          "calls": [rows[at:at + options.batch] for at in range(0, len(rows), options.batch)]})
    return found, bench


def calibration_of(options, checkpoint, config):
    file = options.calibration or options.data
    if file:
        return lathe_models.tokenize(options.lathe, checkpoint, texts_of(file, CALIBRATION), options.max_length)
    generator = random.Random(2)
    return [random_ids(generator, generator.randrange(8, 64), config) for _ in range(CALIBRATION)]
