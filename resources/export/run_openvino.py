#!/usr/bin/env python3
"""Classifies texts with OpenVINO: see lathe_bundle.py, or --help."""

import lathe_bundle
import openvino


def open_model(folder, threads):
    config = {"INFERENCE_PRECISION_HINT": "f32"}  # some CPUs would compute float models in bfloat16
    if threads:
        config["INFERENCE_NUM_THREADS"] = threads
    places = [folder / "model.xml", folder / "openvino" / "model.onnx", folder / "model.onnx"]
    file = next(place for place in places if place.exists())
    request = openvino.Core().compile_model(str(file), "CPU", config).create_infer_request()
    return lambda ids, mask: request.infer({"input_ids": ids, "attention_mask": mask})["logits"]


if __name__ == "__main__":
    lathe_bundle.main(f"OpenVINO {openvino.__version__.split('-')[0]}", open_model)
