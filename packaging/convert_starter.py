# SPDX-License-Identifier: Apache-2.0
"""Writes the encoder inside an ONNX file as F16 safetensors with Hugging Face DINOv2 names.

usage: convert_starter.py MODEL.onnx FOLDER

The ONNX graph keeps the names of biases, norms and embeddings; the weights of linear layers were folded into unnamed,
transposed constants whose MatMul node still carries the module's path; the position table was split from its class row.
"""
import json
import pathlib
import re
import struct
import sys

import numpy as np
import onnx
from onnx import numpy_helper

WANTED = re.compile(r"embeddings\.|encoder\.layer\.\d+\.|layernorm\.")
POSITIONS = "embeddings.position_embeddings"
GRID = 37 * 37


def module_of(node_name):
    """'/backbone/encoder/layer.3/attention/…/MatMul' -> 'encoder.layer.3.attention.…'; None outside the encoder."""
    parts = [part for part in node_name.split("/") if part]
    return ".".join(parts[1:-1]) if parts and parts[0] == "backbone" else None


def collect(model):
    """All constants by their ONNX name, and the encoder's tensors by their S7 name."""
    constants = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    tensors = {name.removeprefix("backbone."): value for name, value in constants.items() if name.startswith("backbone.")}
    for node in model.graph.node:
        module = module_of(node.name)
        weights = [constants[name] for name in node.input if name in constants and constants[name].ndim == 2]
        if node.op_type == "MatMul" and module and len(weights) == 1:
            tensors[module + ".weight"] = weights[0].T
    return constants, {name: value for name, value in tensors.items() if WANTED.match(name)}


def position_table(constants, width):
    """The class row and the grid joined to [1, 1 + 37 * 37, width]."""
    grids = [value for value in constants.values() if value.shape == (1, GRID, width)]
    rows = [value for name, value in constants.items()
            if value.shape in ((1, 1, width), (1, width)) and "cls_token" not in name and "mask_token" not in name]
    if len(grids) != 1 or len(rows) != 1:
        raise SystemExit(f"convert_starter: position table: {len(grids)} grids and {len(rows)} class rows found, one each expected")
    return np.concatenate([rows[0].reshape(1, 1, width), grids[0]], axis=1)


def write_safetensors(path, tensors):
    header, chunks, end = {}, [], 0
    for name in sorted(tensors):
        raw = np.ascontiguousarray(tensors[name]).astype("<f2").tobytes()
        header[name] = {"dtype": "F16", "shape": list(tensors[name].shape), "data_offsets": [end, end + len(raw)]}
        chunks.append(raw)
        end += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % 64)  # the data begins aligned
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(chunks))


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def main():
    source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    constants, tensors = collect(onnx.load(source))
    width = tensors["layernorm.weight"].shape[0]
    depth = 1 + max(int(name.split(".")[2]) for name in tensors if name.startswith("encoder.layer."))
    tensors.setdefault(POSITIONS, position_table(constants, width))
    write_safetensors(folder / "model.safetensors", tensors)
    write_json(folder / "config.json", {
        "architectures": ["Dinov2Model"], "model_type": "dinov2", "hidden_size": width, "num_hidden_layers": depth,
        "num_attention_heads": width // 64, "mlp_ratio": 4, "hidden_act": "gelu", "layer_norm_eps": 1e-6,
        "image_size": 518, "patch_size": 14, "num_channels": 3, "qkv_bias": True, "layerscale_value": 1.0,
        "use_swiglu_ffn": False, "torch_dtype": "float16"})
    write_json(folder / "preprocessor_config.json", {
        "image_processor_type": "BitImageProcessor", "do_resize": True, "size": {"shortest_edge": 256},
        "do_center_crop": True, "crop_size": {"height": 224, "width": 224}, "resample": 3, "do_rescale": True,
        "rescale_factor": 1 / 255, "do_normalize": True, "image_mean": [0.485, 0.456, 0.406],
        "image_std": [0.229, 0.224, 0.225]})


if __name__ == "__main__":
    main()
