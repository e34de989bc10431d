"""Trains the network: `python3 training/train.py LEARNED LEARNED/network`; see models/en.md for the whole order.

A third argument, weights from the treebanks alone (`network.gold.npz`), skips the first part.
"""

import functools
import os
import sys
import time

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import numpy as np

import export
import lessons
import network

WARM = 100
# Codes of labels, see `labels.rs`.
VERB, COPULA = 15, 35


def cross(scores, gold, inside):
    return (-jnp.take_along_axis(jax.nn.log_softmax(scores), gold[..., None], -1)[..., 0] * inside).sum()


def loss(w, rows, gold, lengths, key):
    tags, arcs, lower, upper, inside = network.run(w, rows, lengths, key)
    wrong = cross(tags, gold[0], inside) + cross(arcs, gold[1], inside)
    wrong += cross(network.relations(w, lower, upper, gold[1]), gold[2], inside)
    return wrong / jnp.maximum(lengths.sum(), 1)


@functools.partial(jax.jit, donate_argnums=(0, 1, 2, 3))
def learn(w, first, second, mean, rows, gold, lengths, key, rate, step, decay):
    """One step of Adam; `mean` follows the weights slowly and is what is kept."""
    value, slope = jax.value_and_grad(loss)(w, rows, gold, lengths, key)
    size = jnp.sqrt(sum((g * g).sum() for g in slope.values()))
    scale = jnp.minimum(1.0, 5.0 / size)
    b1, b2 = 0.9, 0.98
    new = ({}, {}, {}, {})
    for k, g in slope.items():
        g = g * scale
        m, v = b1 * first[k] + (1 - b1) * g, b2 * second[k] + (1 - b2) * g * g
        step_size = rate * jnp.sqrt(1 - b2**step) / (1 - b1**step)
        new[0][k] = w[k] - step_size * m / (jnp.sqrt(v) + 1e-7)
        new[1][k], new[2][k] = m, v
        new[3][k] = decay * mean[k] + (1 - decay) * new[0][k]
    return *new, value


@jax.jit
def read(w, rows, lengths):
    tags, arcs, lower, upper, _ = network.run(w, rows, lengths)
    heads = arcs.argmax(-1)
    return tags.argmax(-1), heads, network.relations(w, lower, upper, heads).argmax(-1)


def measure(w, head, given):
    """Parts of speech, heads, heads with relations, in percent; heads are each word's best, not yet a tree."""
    counts = np.zeros(4)
    punctuation = 0
    for ids, rows, gold, lengths in lessons.batches(given):
        tags, heads, relations = (np.asarray(x) for x in read(w, rows, lengths))
        inside = np.arange(rows.shape[1])[None] < lengths[:, None]
        right = heads == gold[1]
        both = right & (head.main[relations] == head.main[gold[2]])
        upos = head.upos[tags] == head.upos[gold[0]]
        counts += [(x & inside).sum() for x in (inside, upos, right, both)]
    return "UPOS {:.2f} UAS {:.2f} LAS {:.2f}".format(*(100 * counts[1:] / counts[0]))


def teach(w, head, tests, given, epochs, top_rate, seed, out):
    """Learns; returns the mean of the last weights."""
    random = np.random.default_rng(seed)
    zero = lambda: {k: jnp.zeros_like(v) for k, v in w.items()}
    first, second, mean = zero(), zero(), {k: v + 0 for k, v in w.items()}
    key = jax.random.key(seed, impl="rbg")
    total = epochs * len(lessons.batches(given))
    step, began = 0, time.time()
    for epoch in range(epochs):
        sum_ = 0.0
        for _, rows, gold, lengths in lessons.batches(given, random):
            step += 1
            key, chance = jax.random.split(key)
            rate = top_rate * min(1.0, step / WARM) * max(0.02, 1 - step / total)
            decay = min(0.995, step / (step + 10.0))
            w, first, second, mean, value = learn(
                w, first, second, mean, rows, gold, lengths, chance, rate, float(step), decay
            )
            sum_ += float(value)
        print(f"{time.time() - began:.0f} s, epoch {epoch + 1}, loss {sum_ * epochs / total:.3f}", flush=True)
        if epoch % 3 == 2 or epoch + 3 >= epochs:
            for name, trees in tests.items():
                print(f"  {name} {measure(mean, head, trees)}", flush=True)
            np.savez(out + ".npz", **{k: np.asarray(v) for k, v in mean.items()})
    return mean


def is_tree(heads):
    """One root, and every word leads there."""
    if (heads == 0).sum() != 1:
        return False
    at = heads.copy()
    for _ in range(len(heads).bit_length() + 1):
        at = np.where(at == 0, 0, at[at - 1])
    return not at.any()


def label(w, head, plain):
    """Plain sentences with the network's own tags and trees, where those are trees whose root is a clause."""
    out = []
    for ids, rows, _, lengths in lessons.batches(plain):
        answers = [np.asarray(x) for x in read(w, rows, lengths)]
        for k, i in enumerate(ids):
            tags, heads, relations = (x[k, : lengths[k]] for x in answers)
            if not is_tree(heads):
                continue
            root = int(heads.argmin())
            # News sentences say that something happens: a root that is no verb is most often a verb misread.
            if head.upos[tags[root]] == VERB or (relations[heads == root + 1] == COPULA).any():
                out.append((plain[i][0], tags, heads, relations, True))
    return out


def main():
    folder, out = sys.argv[1], sys.argv[2]
    head = lessons.Head(folder)
    ewt, gum = lessons.sentences(folder, "ewt.train"), lessons.sentences(folder, "gum.train")
    given = ewt + gum + [s for s in gum if s[4]] * 2
    tests = {n: lessons.sentences(folder, f"{n}.dev") for n in ("ewt", "gum", "news")}
    if len(sys.argv) > 3:
        w = {k: jnp.asarray(v) for k, v in np.load(sys.argv[3]).items()}
    else:
        w = teach(network.start(head, 3), head, tests, given, 16, 3e-3, 7, out + ".gold")
    export.write(w, out + ".gold")
    plain = label(w, head, lessons.sentences(folder, "plain")[::2])
    print(f"{len(plain)} plain sentences, {sum(len(s[1]) for s in plain)} words", flush=True)
    w = teach(w, head, tests, given + plain, 3, 2e-3, 11, out)
    export.write(w, out)


main()
