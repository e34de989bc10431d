"""The network: summed embeddings, two BiLSTM layers, tags, biaffine arcs (Dozat and Manning 2017), relations.

Sizes are read off the weights, so that one program runs the small network that ships and the large ones that teach it.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

LAYERS = 2


class Size(NamedTuple):
    """Lengths of an embedding, of the state of one direction, and of what arcs and relations are scored with."""

    width: int
    hidden: int
    part: int


# What ships (the same numbers stand in `network.rs`), and what teaches it.
SMALL = Size(128, 112, 64)
LARGE = Size(128, 192, 96)


def start(head, size, seed):
    """Weights to begin with."""
    random = np.random.default_rng(seed)

    def matrix(rows, columns, scale=1.0):
        bound = scale * np.sqrt(6.0 / (rows + columns))
        return random.uniform(-bound, bound, (rows, columns)).astype(np.float32)

    w = {"embedding": (random.standard_normal((head.rows, size.width)) * 0.1).astype(np.float32)}
    columns = size.width
    for layer in range(LAYERS):
        for side in "fb":
            w[f"in{layer}{side}"] = matrix(columns, 4 * size.hidden)
            w[f"re{layer}{side}"] = np.concatenate(
                [np.linalg.qr(random.standard_normal((size.hidden, size.hidden)))[0] for _ in range(4)], 1
            ).astype(np.float32)
            bias = np.zeros(4 * size.hidden, np.float32)
            bias[size.hidden : 2 * size.hidden] = 1.0
            w[f"bias{layer}{side}"] = bias
        columns = 2 * size.hidden
    for name in ("dependent", "governor", "lower", "upper"):
        w[name] = matrix(columns, size.part)
        w[f"{name}_bias"] = np.zeros(size.part, np.float32)
    w["tag"] = matrix(columns, head.tags)
    w["tag_bias"] = np.zeros(head.tags, np.float32)
    w["arc"] = matrix(size.part, size.part, 0.5)
    w["arc_bias"] = np.zeros(size.part, np.float32)
    w["root"] = matrix(1, size.part)[0]
    w["root_upper"] = matrix(1, size.part)[0]
    w["relation"] = matrix(3 * size.part, head.relations)
    w["relation_bias"] = np.zeros(head.relations, np.float32)
    return {k: jnp.asarray(v) for k, v in w.items()}


def cell(state, gates):
    """One step from gates' sums; the new state, and what the way back needs."""
    i, f, o, u = jnp.split(gates, 4, -1)
    i, f, o, u = jax.nn.sigmoid(i), jax.nn.sigmoid(f), jax.nn.sigmoid(o), jnp.tanh(u)
    c = f * state[1] + i * u
    t = jnp.tanh(c)
    return (o * t, c), (i, f, o, u, state[1], t)


@jax.custom_vjp
def recur(gates, weights):
    """States [T, B, hidden] of an LSTM whose input sums are `gates`."""
    return recur_forward(gates, weights)[0]


def recur_forward(gates, weights):
    def step(state, g):
        state, kept = cell(state, g + state[0] @ weights)
        return state, (state[0], kept)

    zero = jnp.zeros((gates.shape[1], weights.shape[0]))
    _, (states, kept) = jax.lax.scan(step, (zero, zero), gates)
    return states, (states, kept, weights)


def recur_back(saved, slopes):
    """By hand, so that the weights' slope is one product at the end and not a sum at every step."""
    states, kept, weights = saved

    def step(carry, inputs):
        dh, dc = carry
        (i, f, o, u, before, t), slope = inputs
        dh = dh + slope
        dc = dc + dh * o * (1 - t * t)
        dg = jnp.concatenate(
            [dc * u * i * (1 - i), dc * before * f * (1 - f), dh * t * o * (1 - o), dc * i * (1 - u * u)], -1
        )
        return (dg @ weights.T, dc * f), dg

    zero = jnp.zeros_like(states[0])
    _, dgates = jax.lax.scan(step, (zero, zero), (kept, slopes), reverse=True)
    hidden = weights.shape[0]
    dweights = states[:-1].reshape(-1, hidden).T @ dgates[1:].reshape(-1, 4 * hidden)
    return dgates, dweights


recur.defvjp(recur_forward, recur_back)


def lstm(w, layer, x, back):
    """Both directions over x [B, T, in]; `back` [B, T] turns each sentence round."""
    turned = jnp.take_along_axis(x, back[:, :, None], 1)
    forward, backward = (
        recur((a @ w[f"in{layer}{s}"] + w[f"bias{layer}{s}"]).transpose(1, 0, 2), w[f"re{layer}{s}"]).transpose(1, 0, 2)
        for s, a in (("f", x), ("b", turned))
    )
    return jnp.concatenate([forward, jnp.take_along_axis(backward, back[:, :, None], 1)], -1)


def mask(key, x, rate):
    """Dropout with one mask for the whole sentence."""
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - rate, (x.shape[0], 1, x.shape[2])) / (1 - rate)


def encode(w, rows, lengths, keys, rate, word_rate):
    """States of all words, and which places hold words."""
    size, longest, _ = rows.shape
    kept = jnp.ones(rows.shape)
    if keys[0] is not None:
        # Some words lose their own row and their classes, so that spelling and company must do.
        drop = jax.random.bernoulli(keys[0], word_rate, (size, longest))
        word = jnp.where(drop, 0, rows[:, :, 0])
        rows = jnp.concatenate([word[:, :, None], rows[:, :, 1:]], 2)
        lost = jax.random.bernoulli(keys[1], word_rate, (size, longest))
        kept = kept.at[:, :, 9:11].set(1.0 - lost[:, :, None])
    # One look-up for each row of a word: the way back through a single one is much slower.
    x = sum(w["embedding"][rows[:, :, k]] * kept[:, :, k, None] for k in range(rows.shape[2]))
    place = jnp.arange(longest)[None]
    inside = place < lengths[:, None]
    back = jnp.where(inside, lengths[:, None] - 1 - place, place)
    x = mask(keys[2], x, rate * 0.7)
    for layer in range(LAYERS):
        x = mask(keys[3 + layer], lstm(w, layer, x, back), rate)
    return x, inside


def run(w, rows, lengths, key=None, rate=0.3, word_rate=0.2):
    """Scores of tags and arcs, and what relations are scored with."""
    keys = [None] * 8 if key is None else list(jax.random.split(key, 8))
    x, inside = encode(w, rows, lengths, keys, rate, word_rate)
    size, longest = inside.shape
    tags = x @ w["tag"] + w["tag_bias"]
    part = {n: jax.nn.leaky_relu(x @ w[n] + w[f"{n}_bias"], 0.125) for n in ("dependent", "governor", "lower", "upper")}
    for n, k in (("dependent", 5), ("governor", 6)):
        part[n] = mask(keys[k], part[n], rate)
    asks = part["dependent"] @ w["arc"] + w["arc_bias"]
    root = jnp.broadcast_to(w["root"], (size, 1, w["root"].size))
    arcs = asks @ jnp.concatenate([root, part["governor"]], 1).transpose(0, 2, 1)
    allowed = jnp.concatenate([jnp.ones((size, 1), bool), inside], 1)[:, None, :]
    itself = jnp.arange(longest)[:, None] + 1 == jnp.arange(longest + 1)[None]
    arcs = jnp.where(allowed & ~itself[None], arcs, -1e9)
    root = jnp.broadcast_to(w["root_upper"], (size, 1, w["root_upper"].size))
    return tags, arcs, part["lower"], jnp.concatenate([root, part["upper"]], 1), inside


def relations(w, lower, upper, heads):
    """Scores of relations to the given heads."""
    chosen = jnp.take_along_axis(upper, heads[:, :, None], 1)
    return jnp.concatenate([lower, chosen, lower * chosen], -1) @ w["relation"] + w["relation_bias"]
