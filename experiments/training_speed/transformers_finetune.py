#!/usr/bin/env python3
"""Times fine-tuning of a text classifier with transformers and torch, as a counterpart to bench_training.

The usual recipe: AdamW (fused), linear warm-up and decay, gradient clipping, the dropout of config.json,
scaled-dot-product attention, batches padded to their longest text. Prints one JSON object:
{"samplesPerSecond": ..., "tokensPerSecond": ..., "meanTokens": ..., ...}. Tokens are those of the texts,
without padding. Tokenizing is done before the clock starts; shuffling, padding and the step itself are timed.
"""

import argparse
import json
import os
import random
import time


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        text, label = header.index("text"), header.index("label")
        return [(cells[text], cells[label]) for cells in (line.rstrip("\n").split("\t") for line in file)]


def batches(order_of, lengths, size, group_by_length, generator):
    """Endless batches of row indices; with group_by_length, texts of like length share a batch."""
    while True:
        order = list(order_of)
        generator.shuffle(order)
        if group_by_length:
            # Sorted within pools of 50 batches, as transformers' LengthGroupedSampler does.
            pool = size * 50
            order = [row for start in range(0, len(order), pool)
                     for row in sorted(order[start:start + pool], key=lambda row: -lengths[row])]
        groups = [order[start:start + size] for start in range(0, len(order) - size + 1, size)]
        if group_by_length:
            generator.shuffle(groups)
        yield from groups


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="folder of a BERT-like encoder")
    parser.add_argument("--data", required=True, help="TSV with the columns text and label")
    parser.add_argument("--steps", type=int, default=60, help="timed steps")
    parser.add_argument("--warmup", type=int, default=5, help="steps before the clock starts")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--threads", type=int, default=0, help="0: what torch chooses")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--learning-rate", type=float, default=5e-5)
    parser.add_argument("--group-by-length", action="store_true", help="length-bucketed batches")
    arguments = parser.parse_args()

    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_VERBOSITY"] = "error"
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    generator = random.Random(arguments.seed)

    rows = read_rows(arguments.data)
    names = sorted({label for _, label in rows})
    tokenizer = transformers.AutoTokenizer.from_pretrained(arguments.model)
    ids = tokenizer([text for text, _ in rows], truncation=True, max_length=arguments.max_length)["input_ids"]
    labels = [names.index(label) for _, label in rows]
    lengths = [len(row) for row in ids]
    if len(rows) < arguments.batch:
        parser.error(f"{arguments.data} has {len(rows)} rows, fewer than one batch of {arguments.batch}")

    model = transformers.AutoModelForSequenceClassification.from_pretrained(
        arguments.model, num_labels=len(names), attn_implementation="sdpa", dtype=torch.float32)
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=arguments.learning_rate, weight_decay=0.01, fused=True)
    total = arguments.warmup + arguments.steps
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, max(1, total // 10), total)
    pad = tokenizer.pad_token_id

    samples = tokens = 0
    losses = []
    source = batches(range(len(rows)), lengths, arguments.batch, arguments.group_by_length, generator)
    for step in range(total):
        if step == arguments.warmup:
            samples = tokens = 0
            started = time.perf_counter()
        batch = next(source)
        longest = max(lengths[row] for row in batch)
        input_ids = torch.tensor([ids[row] + [pad] * (longest - lengths[row]) for row in batch])
        mask = torch.tensor([[1] * lengths[row] + [0] * (longest - lengths[row]) for row in batch])
        target = torch.tensor([labels[row] for row in batch])
        loss = model(input_ids=input_ids, attention_mask=mask, labels=target).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        samples += len(batch)
        tokens += sum(lengths[row] for row in batch)
    seconds = time.perf_counter() - started

    print(json.dumps({
        "samplesPerSecond": samples / seconds,
        "tokensPerSecond": tokens / seconds,
        "meanTokens": tokens / samples,
        "firstLoss": losses[0],
        "lastLoss": losses[-1],
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }))


if __name__ == "__main__":
    main()
