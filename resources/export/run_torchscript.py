#!/usr/bin/env python3
"""Classifies texts with TorchScript: see lathe_bundle.py, or --help."""

import lathe_bundle
import torch


def open_model(folder, threads):
    if threads:
        torch.set_num_threads(threads)
    model = torch.jit.load(folder / "model.pt").eval()

    @torch.inference_mode()
    def logits(ids, mask):
        return model(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()

    return logits


if __name__ == "__main__":
    lathe_bundle.main(f"TorchScript {torch.__version__}", open_model)
