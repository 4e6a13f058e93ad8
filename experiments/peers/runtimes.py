"""One class per runtime: opened with the files of prepare.py, then called with padded ids and their mask."""

import io
from pathlib import Path

from prepare import NAMES, load_torch


class TorchFp32:
    title = "torch fp32 eager"

    def __init__(self, checkpoint, files, threads):
        import torch

        self.torch = torch
        torch.set_num_threads(threads)
        self.model = self.changed(load_torch(checkpoint))
        saved = io.BytesIO()
        torch.save(self.model.state_dict(), saved)
        self.size_bytes = saved.tell()

    def changed(self, model):
        return model

    def inputs(self, ids, mask):
        return dict(zip(NAMES, (self.torch.from_numpy(ids), self.torch.from_numpy(mask))))

    def logits(self, inputs):
        with self.torch.inference_mode():
            return self.model(**inputs).logits.numpy()


class TorchInt8(TorchFp32):
    title = "torch dynamic int8"

    def changed(self, model):
        return self.torch.ao.quantization.quantize_dynamic(model, {self.torch.nn.Linear}, dtype=self.torch.qint8)


class OrtFp32:
    title = "ONNX Runtime fp32"
    file = "fp32.onnx"

    def __init__(self, checkpoint, files, threads):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(Path(files, self.file), options, providers=["CPUExecutionProvider"])
        self.size_bytes = Path(files, self.file).stat().st_size

    def inputs(self, ids, mask):
        return dict(zip(NAMES, (ids, mask)))

    def logits(self, inputs):
        return self.session.run(None, inputs)[0]


class OrtInt8(OrtFp32):
    title = "ONNX Runtime dynamic int8"
    file = "int8.onnx"


class OpenVinoFp32:
    title = "OpenVINO fp32"
    file = "fp32.xml"
    settings = {"INFERENCE_PRECISION_HINT": "f32"}  # else OpenVINO computes in bf16 where the processor can

    def __init__(self, checkpoint, files, threads):
        import openvino

        compiled = openvino.Core().compile_model(Path(files, self.file), "CPU", {
            "PERFORMANCE_HINT": "LATENCY", "INFERENCE_NUM_THREADS": threads, **self.settings})
        self.request = compiled.create_infer_request()
        self.size_bytes = sum(Path(files, self.file).with_suffix(end).stat().st_size for end in (".xml", ".bin"))

    def inputs(self, ids, mask):
        return dict(zip(NAMES, (ids, mask)))

    def logits(self, inputs):
        return self.request.infer(inputs)[0]


class OpenVinoDefault(OpenVinoFp32):
    title = "OpenVINO default precision"
    settings = {}


class OpenVinoInt8(OpenVinoFp32):
    title = "OpenVINO + NNCF int8"
    file = "int8.xml"
    settings = {}  # what is not quantized in the precision that OpenVINO thinks best: the fastest


RUNTIMES = {"torch": TorchFp32, "torch-int8": TorchInt8, "ort": OrtFp32, "ort-int8": OrtInt8, "openvino": OpenVinoFp32,
            "openvino-int8": OpenVinoInt8, "openvino-default": OpenVinoDefault}
DEFAULT = [name for name in RUNTIMES if name != "openvino-default"]
