# SPDX-License-Identifier: Apache-2.0
"""Images per second of a ViT-Ti/16 (timm names) in plain PyTorch: the peer of bench_encode.

usage: encode_reference.py WEIGHTS.safetensors [--threads 2] [--repeat 5] [--bench PROGRAM]

Needs torch 2.11 and safetensors in an environment of its own. With --bench both are run in turn, A B A B, and the ratio
of the medians is printed.
"""
import argparse
import json
import statistics
import subprocess
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file


class Vit:
    def __init__(self, file, heads):
        self.w = load_file(file)
        self.heads = heads
        self.depth = 1 + max(int(k.split(".")[1]) for k in self.w if k.startswith("blocks."))

    def positions(self, rows, cols):
        grid = self.w["pos_embed"][:, 1:]
        side = int(grid.shape[1] ** 0.5)
        grid = grid.reshape(1, side, side, -1).permute(0, 3, 1, 2)
        grid = F.interpolate(grid, size=(rows, cols), mode="bicubic", antialias=True)
        return torch.cat([self.w["pos_embed"][:, :1], grid.flatten(2).transpose(1, 2)], dim=1)

    def __call__(self, x, positions):
        w = self.w
        x = F.conv2d(x, w["patch_embed.proj.weight"], w["patch_embed.proj.bias"], stride=16).flatten(2).transpose(1, 2)
        x = torch.cat([w["cls_token"].expand(x.shape[0], -1, -1), x], dim=1) + positions
        n, t, d = x.shape
        for i in range(self.depth):
            p = f"blocks.{i}."
            y = F.layer_norm(x, (d,), w[p + "norm1.weight"], w[p + "norm1.bias"], 1e-6)
            qkv = F.linear(y, w[p + "attn.qkv.weight"], w[p + "attn.qkv.bias"])
            q, k, v = qkv.reshape(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
            y = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, t, d)
            x = x + F.linear(y, w[p + "attn.proj.weight"], w[p + "attn.proj.bias"])
            y = F.layer_norm(x, (d,), w[p + "norm2.weight"], w[p + "norm2.bias"], 1e-6)
            y = F.gelu(F.linear(y, w[p + "mlp.fc1.weight"], w[p + "mlp.fc1.bias"]))
            x = x + F.linear(y, w[p + "mlp.fc2.weight"], w[p + "mlp.fc2.bias"])
        return F.layer_norm(x, (d,), w["norm.weight"], w["norm.bias"], 1e-6)[:, 1:]


def rate(model, positions, batch, images=16):
    x = torch.randn(batch, 3, 512, 512)
    with torch.inference_mode():
        model(x, positions)
        start = time.perf_counter()
        for _ in range(images // batch):
            model(x, positions)
    return images / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--bench", help="the program bench_encode")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    model = Vit(arguments.weights, heads=3)
    with torch.inference_mode():
        positions = model.positions(32, 32)
    for batch in (1, 8):
        theirs, ours = [], []
        for _ in range(arguments.repeat):
            theirs.append(rate(model, positions, batch))
            if arguments.bench:
                text = subprocess.run([arguments.bench, arguments.weights, str(batch), str(arguments.threads)], check=True,
                                      capture_output=True, text=True).stdout
                ours.append(json.loads(text)["imagesPerSecond"])
        line = f"batch {batch}: PyTorch {torch.__version__} {statistics.median(theirs):.2f} images/s ({min(theirs):.2f}-{max(theirs):.2f})"
        if ours:
            line += f", Nectar {statistics.median(ours):.2f} ({min(ours):.2f}-{max(ours):.2f}), ratio {statistics.median(ours) / statistics.median(theirs):.3f}"
        print(line)


main()
