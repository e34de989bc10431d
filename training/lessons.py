"""Reads what `cargo run --example lessons` wrote, and makes batches of it."""

import pathlib
import struct
import sys

import numpy as np

ROWS = 13
LENGTHS = (12, 24, 40, 64, 100)
TOKENS = 2048


class Head:
    """Sizes, and the coarser classes that count in the evaluation."""

    def __init__(self, folder):
        data = read(folder, "head")
        self.rows, self.tags, self.relations, n = struct.unpack_from("<4I", data)
        self.upos = np.frombuffer(data, np.uint8, n, 16)
        self.main = np.frombuffer(data, np.uint8, self.relations, 20 + n)


def read(folder, name):
    path = pathlib.Path(folder) / name
    if not path.exists():
        sys.exit(f"{path} is missing: write the lessons first, see models/en.md")
    return path.read_bytes()


def sentences(folder, name):
    """List of (rows [n, 13], tags, heads, relations, is news)."""
    data = np.frombuffer(read(folder, name), np.uint32)
    out, at = [], 0
    while at < len(data):
        n, news = int(data[at]), bool(data[at + 1])
        words = data[at + 2 : at + 2 + n * (ROWS + 3)].reshape(n, ROWS + 3).astype(np.int32)
        out.append((words[:, :ROWS], words[:, ROWS], words[:, ROWS + 1], words[:, ROWS + 2], news))
        at += 2 + n * (ROWS + 3)
    return out


def batches(lessons, random=None):
    """Batches of one length each; shuffled when there is a source of chance."""
    out = []
    shortest = 0
    for longest in LENGTHS:
        size = max(1, TOKENS // longest)
        fit = [i for i, s in enumerate(lessons) if shortest < len(s[1]) <= longest]
        shortest = longest
        if random is not None:
            random.shuffle(fit)
        for start in range(0, len(fit), size):
            ids = fit[start : start + size]
            rows = np.zeros((size, longest, ROWS), np.int32)
            gold = np.zeros((3, size, longest), np.int32)
            lengths = np.zeros(size, np.int32)
            for k, i in enumerate(ids):
                n = len(lessons[i][1])
                rows[k, :n] = lessons[i][0]
                gold[:, k, :n] = lessons[i][1:4]
                lengths[k] = n
            out.append((ids, rows, gold, lengths))
    if random is not None:
        random.shuffle(out)
    return out
