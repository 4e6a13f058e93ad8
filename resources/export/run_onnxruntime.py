#!/usr/bin/env python3
"""Classifies texts with ONNX Runtime: see lathe_bundle.py, or --help."""

import lathe_bundle
import onnxruntime


def open_model(folder, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.qdq_matmulnbits_accuracy_level", "4")  # 4-bit weights computed as int8
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
    return lambda ids, mask: session.run(["logits"], {"input_ids": ids, "attention_mask": mask})[0]


if __name__ == "__main__":
    lathe_bundle.main(f"ONNX Runtime {onnxruntime.__version__}", open_model)
