"""The files that the runtimes open, made once from one checkpoint with the tools that each of them recommends."""

import shutil
import warnings
from pathlib import Path

NAMES = ("input_ids", "attention_mask")


def load_torch(checkpoint, **options):
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    return transformers.AutoModelForSequenceClassification.from_pretrained(
        checkpoint, dtype=torch.float32, **options).eval()


def export_onnx(checkpoint, file):
    # attn_implementation="eager": of the graphs that torch exports, the one both runtimes execute fastest.
    import torch

    class Logits(torch.nn.Module):
        def __init__(self, model):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask).logits

    ids = torch.full((2, 9), 7)
    mask = torch.ones_like(ids)
    mask[1, 7:] = 0
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(Logits(load_torch(checkpoint, attn_implementation="eager")).eval(), (ids, mask), str(file),
                      input_names=list(NAMES), output_names=["logits"], opset_version=17, dynamo=False,
                      dynamic_axes={**dict.fromkeys(NAMES, axes), "logits": {0: "batch"}})


def make_files(checkpoint, folder, calibration):
    """Fills `folder` unless it is there. `calibration`: rows of token ids for NNCF's static quantization."""
    folder = Path(folder)
    if folder.exists():
        return
    import nncf
    import numpy
    import openvino
    from onnxruntime.quantization import QuantType, quantize_dynamic

    warnings.simplefilter("ignore")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    export_onnx(checkpoint, part / "fp32.onnx")
    quantize_dynamic(part / "fp32.onnx", part / "int8.onnx", weight_type=QuantType.QInt8)

    model = openvino.convert_model(part / "fp32.onnx")
    openvino.save_model(model, part / "fp32.xml", compress_to_fp16=False)
    rows = [numpy.array([row], dtype=numpy.int64) for row in calibration]
    samples = [dict(zip(NAMES, (ids, numpy.ones_like(ids)))) for ids in rows]
    quantized = nncf.quantize(model, nncf.Dataset(samples), model_type=nncf.ModelType.TRANSFORMER,
                              subset_size=len(samples))
    openvino.save_model(quantized, part / "int8.xml", compress_to_fp16=False)
    part.rename(folder)
