"""What the quantizers of ONNX Runtime and OpenVINO make of a float export."""

import nncf
import openvino
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process


class Rows(CalibrationDataReader):
    def __init__(self, inputs):
        self._inputs = iter(inputs)

    def get_next(self):
        return next(self._inputs, None)


def of_onnxruntime(source, folder, inputs):
    """Title and file of each; inputs: dictionaries of the graph's, for the ranges of the static one."""
    plain = folder / "prepared.onnx"
    quant_pre_process(source, plain, skip_symbolic_shape=True)
    made = {}
    for title, per_channel in (("`quantize_dynamic`", False), ("`quantize_dynamic`, per channel", True)):
        made[title] = folder / f"dynamic-{int(per_channel)}.onnx"
        quantize_dynamic(plain, made[title], weight_type=QuantType.QInt8, per_channel=per_channel)
    title = "`quantize_static`, per channel, products and tables"
    made[title] = folder / "static.onnx"
    quantize_static(plain, made[title], Rows(inputs), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"])
    return made


def of_openvino(source, folder, inputs):
    model = openvino.Core().read_model(source)
    quantized = nncf.quantize(model, nncf.Dataset(inputs), model_type=nncf.ModelType.TRANSFORMER, subset_size=len(inputs))
    file = folder / "nncf.xml"
    openvino.save_model(quantized, file, compress_to_fp16=False)
    return {"`nncf.quantize`": file}
