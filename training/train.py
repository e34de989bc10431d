"""Trains one network on the treebanks: `python3 training/train.py LEARNED NAME [short]`; see models/en.md for the whole order.

`large.1` and `large.2` are the teachers; `label.py` lets them parse plain text. `small` learns from that text and the
treebanks first, then from the treebanks alone, and is written as `LEARNED/network` for the program.
"""

import functools
import os
import sys
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import numpy as np

import adam
import export
import lessons
import network


def cross(scores, gold, inside):
    return (-jnp.take_along_axis(jax.nn.log_softmax(scores), gold[..., None], -1)[..., 0] * inside).sum()


def loss(w, rows, gold, lengths, key, dropout):
    tags, arcs, lower, upper, inside = network.run(w, rows, lengths, key, dropout)
    wrong = cross(tags, gold[0], inside) + cross(arcs, gold[1], inside)
    wrong += cross(network.relations(w, lower, upper, gold[1]), gold[2], inside)
    return wrong / jnp.maximum(lengths.sum(), 1)


@functools.partial(jax.jit, donate_argnums=(0, 1, 2))
def learn(w, moments, mean, rows, gold, lengths, key, rate, step, decay, dropout):
    """One step; `mean` follows the weights slowly and is what is kept."""
    value, slopes = jax.value_and_grad(loss)(w, rows, gold, lengths, key, dropout)
    w, moments = adam.update(w, moments, slopes, rate, step)
    return w, moments, {k: decay * mean[k] + (1 - decay) * w[k] for k in w}, value


@jax.jit
def read(w, rows, lengths):
    tags, arcs, lower, upper, _ = network.run(w, rows, lengths)
    heads = arcs.argmax(-1)
    return tags.argmax(-1), heads, network.relations(w, lower, upper, heads).argmax(-1)


def measure(w, head, given):
    """Parts of speech, heads, heads with relations, in percent; heads are each word's best, not yet a tree."""
    counts = np.zeros(4)
    for _, rows, gold, lengths in lessons.batches(given):
        tags, heads, relations = (np.asarray(x) for x in read(w, rows, lengths))
        inside = np.arange(rows.shape[1])[None] < lengths[:, None]
        right = heads == gold[1]
        both = right & (head.main[relations] == head.main[gold[2]])
        upos = head.upos[tags] == head.upos[gold[0]]
        counts += [(x & inside).sum() for x in (inside, upos, right, both)]
    return "UPOS {:.2f} UAS {:.2f} LAS {:.2f}".format(*(100 * counts[1:] / counts[0]))


def teach(w, head, tests, given, epochs, top_rate, dropout, seed):
    """Learns; returns the mean of the last weights."""
    random = np.random.default_rng(seed)
    moments, mean = adam.start(w), {k: v + 0 for k, v in w.items()}
    key = jax.random.key(seed, impl="rbg")
    steps = epochs * len(lessons.groups([len(s[1]) for s in given]))
    step, began = 0, time.time()
    for epoch in range(1, epochs + 1):
        sum_ = 0.0
        for _, rows, gold, lengths in lessons.batches(given, random):
            step += 1
            key, chance = jax.random.split(key)
            decay = min(0.995, step / (step + 10.0))
            rate = adam.rate(top_rate, step, steps)
            w, moments, mean, value = learn(
                w, moments, mean, rows, gold, lengths, chance, rate, float(step), decay, dropout
            )
            sum_ += float(value)
        print(f"{time.time() - began:.0f} s, epoch {epoch}, loss {sum_ * epochs / steps:.3f}", flush=True)
        if epoch % 4 == 0 or epoch == epochs:
            for name, trees in tests.items():
                print(f"  {name} {measure(mean, head, trees)}", flush=True)
    return mean


def main():
    folder, name, *short = sys.argv[1:]
    rounds = (lambda n: 1) if short else (lambda n: n)
    head = lessons.Head(folder)
    ewt, gum = lessons.sentences(folder, "ewt.train"), lessons.sentences(folder, "gum.train")
    treebanks = ewt + gum + [s for s in gum if s[4]] * 2 + lessons.sentences(folder, "own")
    tests = {n: lessons.sentences(folder, f"{n}.dev") for n in ("ewt", "gum", "news")}

    size, seed = {"small": (network.SMALL, 3), "large.1": (network.LARGE, 4), "large.2": (network.LARGE, 5)}[name]
    w = network.start(head, size, seed)
    if name == "small":
        labelled = lessons.sentences(folder, "labelled")
        w = teach(w, head, tests, treebanks + labelled, rounds(3), 3e-3, 0.2, 7)
        w = teach(w, head, tests, treebanks, rounds(8), 1e-3, 0.3, 8)
        export.write(w, os.path.join(folder, "network"))
    else:
        w = teach(w, head, tests, treebanks, rounds(16), 3e-3, 0.3, seed)
        np.savez(os.path.join(folder, f"{name}.npz"), **{k: np.asarray(v) for k, v in w.items()})


if __name__ == "__main__":
    main()
