#!/usr/bin/env python3
"""Times the training of a text classifier with transformers and torch, as a counterpart to bench_training.

The usual recipe: AdamW (fused), linear warm-up and decay, gradient clipping, the dropout of config.json,
scaled-dot-product attention, batches padded to their longest text. With --distill a student of three of the
model's layers learns from the model, which is asked in every step; with --frozen-layers the embeddings and so
many first layers do not require gradients. Prints one JSON object: {"samplesPerSecond": ..., "meanTokens": ...,
...}. Tokenizing is done before the clock starts; shuffling, padding and the steps are timed.
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


def batches(lengths, size, group_by_length, generator):
    """One epoch of batches of row indices; with group_by_length, texts of like length share a batch."""
    order = list(range(len(lengths)))
    generator.shuffle(order)
    if group_by_length:
        # Sorted within pools of 50 batches, as transformers' LengthGroupedSampler does.
        pool = size * 50
        order = [row for start in range(0, len(order), pool)
                 for row in sorted(order[start:start + pool], key=lambda row: -lengths[row])]
    groups = [order[start:start + size] for start in range(0, len(order), size)]
    if group_by_length:
        generator.shuffle(groups)
    return groups


def arguments_of():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", required=True, help="folder of a BERT-like encoder")
    parser.add_argument("--data", required=True, help="TSV with the columns text and label")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--threads", type=int, default=0, help="0: what torch chooses")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--learning-rate", type=float, default=5e-5)
    parser.add_argument("--group-by-length", action="store_true", help="length-bucketed batches")
    parser.add_argument("--distill", action="store_true", help="three layers learn from the model's logits")
    parser.add_argument("--frozen-layers", type=int, default=0)
    return parser.parse_args()


def main():
    arguments = arguments_of()
    os.environ["CUDA_VISIBLE_DEVICES"] = ""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_VERBOSITY"] = "error"
    import torch
    import transformers
    from torch.nn import functional

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

    def load():
        return transformers.AutoModelForSequenceClassification.from_pretrained(
            arguments.model, num_labels=len(names), attn_implementation="sdpa", dtype=torch.float32)

    model = load()
    encoder = model.base_model.encoder
    if arguments.distill:
        teacher = load().eval()
        last = len(encoder.layer) - 1
        encoder.layer = torch.nn.ModuleList([encoder.layer[i] for i in (0, last // 2, last)])
    if arguments.frozen_layers:
        for part in (model.base_model.embeddings, *encoder.layer[:arguments.frozen_layers]):
            part.requires_grad_(False)
    model.train()
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=arguments.learning_rate, weight_decay=0.01, fused=True)
    total = arguments.epochs * -(-len(rows) // arguments.batch)
    schedule = transformers.get_linear_schedule_with_warmup(optimizer, max(1, total // 10), total)
    pad = tokenizer.pad_token_id
    alpha, temperature = 0.7, 2.0

    losses = []
    started = time.perf_counter()
    for _ in range(arguments.epochs):
        for batch in batches(lengths, arguments.batch, arguments.group_by_length, generator):
            longest = max(lengths[row] for row in batch)
            given = {
                "input_ids": torch.tensor([ids[row] + [pad] * (longest - lengths[row]) for row in batch]),
                "attention_mask": torch.tensor([[1] * lengths[row] + [0] * (longest - lengths[row]) for row in batch]),
            }
            target = torch.tensor([labels[row] for row in batch])
            output = model(**given, labels=target)
            loss = output.loss
            if arguments.distill:
                with torch.no_grad():
                    wanted = teacher(**given).logits
                distance = functional.kl_div(functional.log_softmax(output.logits / temperature, -1),
                                             functional.softmax(wanted / temperature, -1), reduction="batchmean")
                loss = (1 - alpha) * loss + alpha * temperature**2 * distance
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
    seconds = time.perf_counter() - started

    print(json.dumps({
        "samplesPerSecond": arguments.epochs * len(rows) / seconds,
        "seconds": seconds,
        "meanTokens": sum(lengths) / len(lengths),
        "firstLoss": losses[0],
        "lastLoss": losses[-1],
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }))


if __name__ == "__main__":
    main()
