#!/usr/bin/env python3
"""Classifies texts with transformers: see lathe_bundle.py, or --help."""

import os

os.environ.setdefault("TQDM_DISABLE", "1")  # no bars while it opens

import lathe_bundle
import torch
import transformers


def open_model(folder, threads):
    if threads:
        torch.set_num_threads(threads)
    inside = folder / "huggingface"  # of a bundle
    model = transformers.AutoModelForSequenceClassification.from_pretrained(inside if inside.exists() else folder).eval()

    @torch.inference_mode()
    def logits(ids, mask):
        return model(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).logits.float().numpy()

    return logits


if __name__ == "__main__":
    lathe_bundle.main(f"transformers {transformers.__version__}", open_model)
