# SPDX-License-Identifier: Apache-2.0
"""Writes the encoder inside an ONNX file as safetensors with Hugging Face DINOv2 names.

usage: convert_starter.py MODEL.onnx FOLDER

The ONNX graph keeps the names of biases and norms; weights of linear layers were folded into unnamed, transposed
constants whose MatMul node still carries the module's path; the position table was split from its class row.
"""
import json
import os
import re
import struct
import sys

import numpy as np
import onnx
from onnx import numpy_helper

PREFIX = "backbone."


def module_of(node_name):
    """'/backbone/encoder/layer.3/attention/.../MatMul' -> 'encoder.layer.3.attention....' (None outside the encoder)."""
    parts = [part for part in node_name.split("/") if part]
    if not parts or parts[0] != PREFIX[:-1]:
        return None
    return ".".join(parts[1:-1])


def collect(model):
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    tensors = {}
    for name, value in constants.items():
        if name.startswith(PREFIX):
            tensors[name[len(PREFIX):]] = value
    for node in model.graph.node:
        if node.op_type != "MatMul":
            continue
        module = module_of(node.name)
        weights = [name for name in node.input if name in constants and constants[name].ndim == 2]
        if module and len(weights) == 1:
            tensors[module + ".weight"] = np.ascontiguousarray(constants[weights[0]].T)
    return constants, tensors


def add_positions(constants, tensors):
    """Joins the class row and the grid to position_embeddings [1, 1 + 37 * 37, D]."""
    key = "embeddings.position_embeddings"
    width = tensors["layernorm.weight"].shape[0]
    grids = [value for value in constants.values() if value.shape == (1, 1369, width)]
    if key in tensors and tensors[key].shape == (1, 1370, width):
        return
    rows = [name for name, value in constants.items() if value.shape in ((1, 1, width), (1, width)) and "cls_token" not in name
            and "mask_token" not in name]
    if len(grids) != 1 or len(rows) != 1:
        raise SystemExit(f"convert_starter: position table not found ({len(grids)} grids, class rows {rows})")
    tensors[key] = np.concatenate([constants[rows[0]].reshape(1, 1, width), grids[0]], axis=1)


def write_safetensors(path, tensors):
    header, data = {}, bytearray()
    for name in sorted(tensors):
        raw = np.ascontiguousarray(tensors[name]).astype("<f2").tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensors[name].shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + bytes(data))


def main():
    source, folder = sys.argv[1:]
    constants, tensors = collect(onnx.load(source))
    add_positions(constants, tensors)
    wanted = re.compile(r"embeddings\.|encoder\.layer\.\d+\.|layernorm\.")
    tensors = {name: value for name, value in tensors.items() if wanted.match(name)}
    if "embeddings.mask_token" not in tensors:
        tensors.pop("embeddings.mask_token", None)
    width = tensors["layernorm.weight"].shape[0]
    depth = 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))
    write_safetensors(os.path.join(folder, "model.safetensors"), tensors)
    config = {"architectures": ["Dinov2Model"], "model_type": "dinov2", "hidden_size": width, "num_hidden_layers": depth,
              "num_attention_heads": width // 64, "mlp_ratio": 4, "hidden_act": "gelu", "layer_norm_eps": 1e-6,
              "image_size": 518, "patch_size": 14, "num_channels": 3, "qkv_bias": True, "layerscale_value": 1.0,
              "use_swiglu_ffn": False, "torch_dtype": "float16"}
    preprocessor = {"image_processor_type": "BitImageProcessor", "do_resize": True, "size": {"shortest_edge": 256},
                    "do_center_crop": True, "crop_size": {"height": 224, "width": 224}, "resample": 3, "do_rescale": True,
                    "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.485, 0.456, 0.406],
                    "image_std": [0.229, 0.224, 0.225]}
    for name, value in (("config.json", config), ("preprocessor_config.json", preprocessor)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            json.dump(value, out, indent=2)


main()
