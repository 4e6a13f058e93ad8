"""Throughput of a float model folder in transformers, fp32 eager, as most people run it.

    python eager.py MODEL TEST.tsv [--texts 256] [--max-length 64] [--threads 2] [--seconds 20]

Batches of 32 padded to their longest text, in the order of the file and sorted by length; the best of the rounds.
Tokenizing is counted, as it is in `lathe-cli run`.
"""

import argparse
import csv
import time

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

parser = argparse.ArgumentParser()
parser.add_argument("model")
parser.add_argument("test")
parser.add_argument("--texts", type=int, default=256)
parser.add_argument("--max-length", type=int, default=64)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--seconds", type=float, default=20)
options = parser.parse_args()

torch.set_num_threads(options.threads)
with open(options.test, newline="", encoding="utf-8") as file:
    texts = [row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][: options.texts]
tokenizer = AutoTokenizer.from_pretrained(options.model)
model = AutoModelForSequenceClassification.from_pretrained(options.model, dtype=torch.float32).eval()


@torch.inference_mode()
def rate(ordered):
    start = time.perf_counter()
    for at in range(0, len(ordered), 32):
        model(**tokenizer(ordered[at : at + 32], padding=True, truncation=True, max_length=options.max_length,
                          return_tensors="pt"))
    return len(ordered) / (time.perf_counter() - start)


orders = {"as they come": texts, "by length": sorted(texts, key=len)}
best = dict.fromkeys(orders, 0.0)
end = time.perf_counter() + options.seconds
while time.perf_counter() < end:
    for name, ordered in orders.items():
        best[name] = max(best[name], rate(ordered))
for name, value in best.items():
    print(f"{name}: {value:.0f} texts/s")
