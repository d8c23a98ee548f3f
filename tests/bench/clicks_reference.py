#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The curve of bench_clicks in NumPy, from the features, clicks and truth that `bench_clicks --export FOLDER` wrote.

    clicks_reference.py FOLDER

Rules: method.md 2, "Labels by clicking"; everything after the features is computed here, in double precision.
"""
import csv
import pathlib
import sys

import numpy

CLICKS = (1, 2, 5, 10, 20)
NEIGHBOURS, TEMPERATURE = 30, 0.02
CLASSES = 12  # "other" and CamVid's eleven


def unit(rows):
    length = numpy.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / numpy.where(length > 0, length, 1)


def default_threshold(keys, classes):
    """Splits similarities of pairs of one class from those of two: the most of the two shares that it gets right."""
    a, b = numpy.triu_indices(len(keys), 1)
    similarity = (keys @ keys.T)[a, b]
    same = numpy.sort(similarity[classes[a] == classes[b]])
    different = numpy.sort(similarity[classes[a] != classes[b]])
    if same.size == 0:
        return numpy.median(different)
    values = numpy.unique(similarity)
    right = (1 - numpy.searchsorted(same, values) / same.size) + numpy.searchsorted(different, values) / different.size
    best = int(numpy.argmax(right))
    return values[0] if best == 0 else (values[best - 1] + values[best]) / 2


def votes(queries, keys, classes, threshold):
    """Scores [patches, CLASSES] and whether each patch is known."""
    similarity = queries @ keys.T
    known = similarity.max(axis=1) >= threshold
    k = min(NEIGHBOURS, len(keys))
    best = numpy.argsort(-similarity, axis=1, kind="stable")[:, :k]
    nearest = numpy.take_along_axis(similarity, best, axis=1)
    weight = numpy.exp((nearest - nearest[:, :1]) / TEMPERATURE)
    weight /= weight.sum(axis=1, keepdims=True)
    scores = numpy.zeros((len(queries), CLASSES))
    for rank in range(k):
        numpy.add.at(scores, (numpy.arange(len(queries)), classes[best[:, rank]]), weight[:, rank])
    return scores * known[:, None], known


def taps(size, patches):
    """Of each pixel: the two patches around it (half-pixel centres, clamped) and the weight of the second."""
    position = numpy.clip((numpy.arange(size) + 0.5) * patches / size - 0.5, 0, patches - 1)
    first = numpy.minimum(position.astype(int), patches - 1)
    return first, numpy.minimum(first + 1, patches - 1), position - first


def labels(scores, known, grid, shape):
    """Class of each pixel, -1 where no known patch is around."""
    rows, cols = grid
    scores, known = scores.reshape(rows, cols, -1), known.reshape(rows, cols)
    y0, y1, fy = taps(shape[0], rows)
    x0, x1, fx = taps(shape[1], cols)
    total = numpy.zeros(shape + (scores.shape[-1],))
    weight = numpy.zeros(shape)
    for y, wy in ((y0, 1 - fy), (y1, fy)):
        for x, wx in ((x0, 1 - fx), (x1, fx)):
            corner = wy[:, None] * wx[None, :] * known[y][:, x]
            total += corner[..., None] * scores[y][:, x]
            weight += corner
    return numpy.where(weight > 0, total.argmax(axis=-1), -1)


def mean_iou(confusion):
    """confusion [truth, prediction]; its last column counts unknown pixels."""
    both = numpy.diag(confusion[:, :CLASSES])
    either = confusion.sum(axis=1) + confusion[:, :CLASSES].sum(axis=0) - both
    return (both[either > 0] / either[either > 0]).mean()


def main():
    folder = pathlib.Path(sys.argv[1])
    with open(folder / "clicks.csv", newline="") as file:
        clicks = list(csv.DictReader(file))
    features = unit(numpy.load(folder / "clicks.npy").astype(float))
    seed, rank, classes = (numpy.array([int(click[name]) for click in clicks]) for name in ("seed", "rank", "class"))
    seeds = sorted(set(seed))
    banks = {}
    for count in CLICKS:
        for s in seeds:
            chosen = (seed == s) & (rank < count)
            keys, of = features[chosen], classes[chosen]
            banks[count, s] = keys, of, default_threshold(keys, of)
    confusions = {key: numpy.zeros((CLASSES, CLASSES + 1)) for key in banks}
    with open(folder / "pictures.csv", newline="") as file:
        numbers = [row["number"] for row in csv.DictReader(file)]
    for number in numbers:
        grid = numpy.load(folder / f"{number}_features.npy")
        truth = numpy.load(folder / f"{number}_truth.npy").astype(int)
        queries = unit(grid.reshape(-1, grid.shape[-1]).astype(float))
        for key, (keys, of, threshold) in banks.items():
            found = labels(*votes(queries, keys, of, threshold), grid.shape[:2], truth.shape)
            valid = truth >= 0
            cells = truth[valid] * (CLASSES + 1) + numpy.where(found[valid] < 0, CLASSES, found[valid])
            confusions[key] += numpy.bincount(cells, minlength=CLASSES * (CLASSES + 1)).reshape(CLASSES, CLASSES + 1)
    print(f"mIoU on {len(numbers)} pictures, mean of {len(seeds)} seeds")
    for count in CLICKS:
        print(f"{count:14d}   {numpy.mean([mean_iou(confusions[count, s]) for s in seeds]):.4f}")


main()
