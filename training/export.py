"""Writes the weights as `src/extract/syntax/network.rs` reads them: 8-bit numbers with a scale for each row."""

import struct

import numpy as np

# One unit of what goes into a matrix, see `network.rs`.
WORD, STATE, PART = 1024.0, 16384.0, 256.0
BLOCK = 64


def list_of(values, kind):
    values = np.ascontiguousarray(values, kind)
    return struct.pack("<I", values.size) + values.tobytes()


def rounded(rows):
    """Each row as 8-bit numbers and their unit."""
    unit = np.maximum(np.abs(rows).max(1), 1e-8) / 127.0
    return np.rint(rows / unit[:, None]).astype(np.int8), unit.astype(np.float32)


def matrix(weights, bias, given):
    """Weights [in, out]; outputs fill blocks of 64, pairs of inputs stay together."""
    rows = weights.T.astype(np.float32)
    spare = -len(rows) % BLOCK
    rows = np.pad(rows, ((0, spare), (0, 0)))
    numbers, unit = rounded(rows)
    blocks = numbers.reshape(-1, BLOCK, rows.shape[1] // 2, 2).transpose(0, 2, 1, 3)
    return list_of(blocks, "i1") + list_of(unit / given, "<f4") + list_of(np.pad(bias, (0, spare)), "<f4")


def write(w, out):
    w = {k: np.asarray(v) for k, v in w.items()}
    numbers, unit = rounded(w["embedding"])
    parts = [list_of(numbers, "i1"), list_of(unit, "<f4")]
    for layer, given in ((0, WORD), (1, STATE)):
        for side in "fb":
            bias = w[f"bias{layer}{side}"]
            parts.append(matrix(w[f"in{layer}{side}"], bias, given))
            parts.append(matrix(w[f"re{layer}{side}"], bias * 0, STATE))
    for name in ("tag", "dependent", "governor", "lower", "upper"):
        parts.append(matrix(w[name], w[f"{name}_bias"], STATE))
    parts.append(matrix(w["arc"], w["arc_bias"], PART))
    parts.append(matrix(w["relation"], w["relation_bias"], PART))
    parts.append(list_of(w["root"], "<f4"))
    parts.append(list_of(w["root_upper"], "<f4"))
    with open(out, "wb") as file:
        file.write(b"".join(parts))
