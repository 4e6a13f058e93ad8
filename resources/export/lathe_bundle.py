"""What the scripts beside it share: texts become token ids, logits become labels.

    run_onnxruntime.py "a text" "another"        labels and scores of texts
    run_onnxruntime.py --file texts.txt          one text a line; - reads standard input
    run_onnxruntime.py --check                   compares with the answers that were recorded when the model was exported
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

HERE = Path(__file__).resolve().parent


class Bundle:
    def __init__(self, folder=HERE):
        self.folder = Path(folder)
        self.info = json.loads((self.folder / "bundle.json").read_text("utf-8"))
        self.tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(self.info["maxLength"])

    def encode(self, texts):
        return [encoding.ids for encoding in self.tokenizer.encode_batch(texts)]

    def padded(self, rows):
        """Token ids and attention mask, [rows, tokens of the longest] int64, padding at the end."""
        ids = np.full((len(rows), max(map(len, rows))), self.info["padding"], np.int64)
        mask = np.zeros_like(ids)
        for index, row in enumerate(rows):
            ids[index, : len(row)] = row
            mask[index, : len(row)] = 1
        return ids, mask

    def scores(self, logits):
        logits = np.asarray(logits, np.float64)
        if self.info["multilabel"]:
            return 1 / (1 + np.exp(-logits))
        shifted = np.exp(logits - logits.max(-1, keepdims=True))
        return shifted / shifted.sum(-1, keepdims=True)

    def labels(self, logits):
        """The labels of every row of logits, each with its score."""
        names = self.info["labels"]
        found = []
        for row in self.scores(logits):
            if self.info["multilabel"]:
                chosen = [i for i in np.argsort(-row) if row[i] >= self.info["thresholds"][i]]
            else:
                chosen = [int(row.argmax())]
            found.append([(names[i], float(row[i])) for i in chosen])
        return found


def answers(bundle, model, rows, batch=32):
    """Logits [rows, labels] in the order of the rows, computed in batches of similar length."""
    logits = np.zeros((len(rows), len(bundle.info["labels"])), np.float32)
    order = sorted(range(len(rows)), key=lambda index: len(rows[index]))
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        logits[part] = model(*bundle.padded([rows[index] for index in part]))
    return logits


def timed(bundle, model, rows, batch, seconds):
    """Milliseconds of one text, median and 95th percentile over the rows, and texts a second in batches."""

    def repeated(calls):
        times = [[] for _ in calls]
        for call in calls:  # warm-up
            model(*call)
        begin = time.perf_counter()
        while True:
            for index, call in enumerate(calls):
                start = time.perf_counter()
                model(*call)
                times[index].append(time.perf_counter() - start)
            spent = time.perf_counter() - begin
            if spent > 5 * seconds or (spent > seconds and len(times[0]) > 2):
                return [statistics.median(series) for series in times]

    single = repeated([bundle.padded([row]) for row in rows[:64]])
    order = sorted(rows, key=len)
    batches = [bundle.padded(order[start : start + batch]) for start in range(0, len(order), batch)]
    return {
        "latencyP50Ms": 1000 * float(np.percentile(single, 50)),
        "latencyP95Ms": 1000 * float(np.percentile(single, 95)),
        "throughput": len(rows) / sum(repeated(batches)),
    }


def read_examples(path):
    """The objects of a file with one in each line; splitlines() would also cut texts, at U+2028 and its like."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").split("\n") if line]


def encoder(bundle, model):
    """What makes token ids of texts: the model itself where it can, otherwise tokenizer.json."""
    return getattr(model, "encode", bundle.encode)


def check(bundle, model):
    """Whether the model still gives the recorded answers, printed text by text where it does not."""
    examples = read_examples(bundle.folder / "examples.jsonl")
    logits = answers(bundle, model, encoder(bundle, model)([example["text"] for example in examples]))
    recorded = np.asarray([example["logits"] for example in examples])
    bound, usual = bundle.info["tolerance"], bundle.info["typicalTolerance"]
    wrong = 0
    for example, difference in zip(examples, np.abs(logits - recorded).max(-1)):
        if not difference <= bound:  # not a number differs, too
            wrong += 1
            print(f"differs by {difference:.4g}: {example['text'][:80]}")
    print(f"{len(examples) - wrong} of {len(examples)} texts answered as recorded (logits within {bound:g})")
    # Rounding moves logits a little; a wrong model moves all of them.
    typical = np.sqrt(np.square(logits - recorded).mean()) / max(recorded.std(), 1e-9)
    print(f"on the whole logits differ by {typical:.2%} ({usual:.2%} is allowed)")
    return wrong == 0 and bool(typical <= usual)


def main(runtime, open_model):
    """open_model(folder, threads) gives a function of ids and mask [B, T] int64 that answers logits [B, labels]."""
    parser = argparse.ArgumentParser(description=f"Classifies texts with {runtime}.")
    parser.add_argument("texts", nargs="*", help="texts to classify")
    parser.add_argument("--file", help="a file with one text a line; - for standard input")
    parser.add_argument("--check", action="store_true", help="compare with the recorded answers")
    parser.add_argument("--threads", type=int, default=0, help="0: as the runtime chooses")
    parser.add_argument("--prove", metavar="JSONL", help="answer and time the texts of this file; see --out")
    parser.add_argument("--batch", type=int, default=32, help="texts in a batch, for --prove")
    parser.add_argument("--seconds", type=float, default=2, help="time for each figure of --prove")
    parser.add_argument("--out", help="for --prove: FILE.json for the figures, and FILE.json.logits beside it")
    options = parser.parse_args()
    for stream, encoding in ((sys.stdin, "utf-8-sig"), (sys.stdout, "utf-8")):  # also of files and pipes on Windows
        if stream:
            stream.reconfigure(encoding=encoding)
    bundle = Bundle()
    model = open_model(bundle.folder, options.threads)
    if options.check:
        sys.exit(0 if check(bundle, model) else 1)
    if options.prove:
        rows = encoder(bundle, model)([example["text"] for example in read_examples(options.prove)])
        logits = answers(bundle, model, rows, options.batch)
        figures = timed(bundle, model, rows[:256], options.batch, options.seconds)
        Path(options.out + ".logits").write_bytes(np.ascontiguousarray(logits, "<f4").tobytes())
        Path(options.out).write_text(json.dumps({"runtime": runtime, "rows": len(rows), **figures}))
        return
    texts = list(options.texts)
    if options.file:
        with sys.stdin if options.file == "-" else open(options.file, encoding="utf-8-sig") as source:
            texts += [line.rstrip("\n") for line in source]
    if not texts:
        parser.error("give texts, --file or --check")
    for text, found in zip(texts, bundle.labels(answers(bundle, model, encoder(bundle, model)(texts)))):
        print(json.dumps({"text": text, "labels": [[name, round(score, 4)] for name, score in found]}, ensure_ascii=False))
