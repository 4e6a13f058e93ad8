"""Checks the exports that a test wrote: check_onnx.py onnxruntime|openvino FOLDER leaves FOLDER/found.json.

Each folder in it holds model.onnx and case.json: rows of token ids, batches of them with the logits wanted, a bound, the
padding id, settings of the runtime. Found is the largest difference of a logit, relative to the largest logit where that is above 1.
"""

import functools
import json
import sys
from pathlib import Path

import numpy as np


def padded(rows, padding):
    ids = np.full((len(rows), max(map(len, rows))), padding, np.int64)
    mask = np.zeros_like(ids)
    for index, row in enumerate(rows):
        ids[index, : len(row)] = row
        mask[index, : len(row)] = 1
    return ids, mask


def open_onnxruntime(file, classes, config):
    """A function of ids and mask that gives logits, after ONNX's own checks of the file."""
    import onnx
    import onnxruntime

    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True, data_prop=True)
    dims = [d.dim_param or d.dim_value for d in inferred.graph.output[0].type.tensor_type.shape.dim]
    if dims != ["batch", classes]:
        raise ValueError(f"logits have the shape {dims}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # 4-bit weights times floats, which is what the graph says; of itself ONNX Runtime rounds those to 8 bits.
    options.add_session_config_entry("session.qdq_matmulnbits_accuracy_level", "1")
    session = onnxruntime.InferenceSession(file, options, ["CPUExecutionProvider"])
    return lambda ids, mask: session.run(["logits"], {"input_ids": ids, "attention_mask": mask})[0]


@functools.cache
def openvino_core():
    import openvino

    return openvino.Core()


def open_openvino(file, classes, config):
    """The same in OpenVINO, as an export's run_openvino.py opens it."""
    common = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": 1}
    compiled = openvino_core().compile_model(file, "CPU", common | config)
    shape = compiled.output("logits").partial_shape
    if len(shape) != 2 or shape[0].is_static or shape[1].get_length() != classes:
        raise ValueError(f"logits have the shape {shape}")
    request = compiled.create_infer_request()
    return lambda ids, mask: request.infer({"input_ids": ids, "attention_mask": mask})["logits"]


def check(folder, opened):
    case = json.loads((folder / "case.json").read_text())
    model = opened(str(folder / "model.onnx"), len(case["batches"][0]["logits"][0]), case["config"])
    worst = 0.0
    for batch in case["batches"]:
        ids, mask = padded([case["rows"][row] for row in batch["rows"]], case["padding"])
        found = model(ids, mask)
        wanted = np.array(batch["logits"])
        difference = float(np.abs(found - wanted).max()) if np.isfinite(found).all() else float("inf")
        print(folder.name, len(batch["rows"]), difference)
        worst = max(worst, difference / max(1.0, float(np.abs(wanted).max())))
    return {"bound": case["bound"], "difference": worst}


def main(runtime, folder):
    opened = {"onnxruntime": open_onnxruntime, "openvino": open_openvino}[runtime]
    found = {}
    for case in sorted(folder.glob("*/case.json")):
        try:
            found[case.parent.name] = check(case.parent, opened)
        except Exception as problem:  # of one export: told by its row of the test
            found[case.parent.name] = {"error": f"{type(problem).__name__}: {problem}"[:2000]}
    (folder / "found.json").write_text(json.dumps(found))


main(sys.argv[1], Path(sys.argv[2]))
