"""Reads what `cargo run --example lessons` wrote, and makes batches of it."""

import pathlib
import struct
import sys

import numpy as np

ROWS = 13
LENGTHS = (8, 12, 16, 20, 26, 34, 44, 60, 100)
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


class Plain:
    """Sentences of plain text, as numbers of kinds of words."""

    SOURCES = ("wikipedia_current_events", "news", "cia_factbook", "historyatstate", "white_house")

    def __init__(self, folder):
        self.kinds = np.frombuffer(read(folder, "plain.kinds"), np.uint32).reshape(-1, ROWS).astype(np.int32)
        self.sentences, self.headlines, self.starts = [], [], {}
        for name in self.SOURCES:
            self.starts[name] = len(self.sentences)
            data, at = np.frombuffer(read(folder, f"plain.{name}"), np.uint32), 0
            while at < len(data):
                n = int(data[at]) & 0x7FFFFFFF
                self.headlines.append(int(data[at]) >> 31)
                self.sentences.append(data[at + 1 : at + 1 + n])
                at += 1 + n

    def of(self, name):
        """The numbers of a source's sentences."""
        ends = [*self.starts.values(), len(self.sentences)]
        return range(self.starts[name], ends[self.SOURCES.index(name) + 1])

    def rows(self, i):
        """Rows [n, 13] of a sentence; the last one tells the first word and headlines."""
        rows = self.kinds[self.sentences[i]]
        rows[:, -1] += 2 * self.headlines[i]
        rows[0, -1] += 1
        return rows


def groups(sizes, random=None):
    """Batches of one length each, as (longest, numbers of sentences); shuffled when there is a source of chance."""
    out = []
    shortest = 0
    for longest in LENGTHS:
        size = TOKENS // longest
        fit = [i for i, n in enumerate(sizes) if shortest < n <= longest]
        shortest = longest
        if random is not None:
            random.shuffle(fit)
        out += [(longest, fit[start : start + size]) for start in range(0, len(fit), size)]
    if random is not None:
        random.shuffle(out)
    return out


def batches(lessons, random=None):
    """Batches of lessons as (numbers of sentences, rows, gold, lengths)."""
    for longest, ids in groups([len(s[1]) for s in lessons], random):
        size = TOKENS // longest
        rows = np.zeros((size, longest, ROWS), np.int32)
        gold = np.zeros((3, size, longest), np.int32)
        lengths = np.zeros(size, np.int32)
        for k, i in enumerate(ids):
            n = len(lessons[i][1])
            rows[k, :n] = lessons[i][0]
            gold[:, k, :n] = lessons[i][1:4]
            lengths[k] = n
        yield ids, rows, gold, lengths
