"""The network: summed embeddings, two BiLSTM layers, tags, biaffine arcs (Dozat and Manning 2017), relations."""

import jax
import jax.numpy as jnp
import numpy as np

WIDTH = 128
HIDDEN = 96
ARC = 64
RELATION = 64


def start(head, seed):
    """Weights to begin with."""
    random = np.random.default_rng(seed)

    def matrix(rows, columns, scale=1.0):
        bound = scale * np.sqrt(6.0 / (rows + columns))
        return random.uniform(-bound, bound, (rows, columns)).astype(np.float32)

    w = {"embedding": (random.standard_normal((head.rows, WIDTH)) * 0.1).astype(np.float32)}
    columns = WIDTH
    for layer in range(2):
        for side in "fb":
            w[f"in{layer}{side}"] = matrix(columns, 4 * HIDDEN)
            w[f"re{layer}{side}"] = np.concatenate(
                [np.linalg.qr(random.standard_normal((HIDDEN, HIDDEN)))[0] for _ in range(4)], 1
            ).astype(np.float32)
            bias = np.zeros(4 * HIDDEN, np.float32)
            bias[HIDDEN : 2 * HIDDEN] = 1.0
            w[f"bias{layer}{side}"] = bias
        columns = 2 * HIDDEN
    for name, size in (("dependent", ARC), ("governor", ARC), ("lower", RELATION), ("upper", RELATION)):
        w[name] = matrix(columns, size)
        w[f"{name}_bias"] = np.zeros(size, np.float32)
    w["tag"] = matrix(columns, head.tags)
    w["tag_bias"] = np.zeros(head.tags, np.float32)
    w["arc"] = matrix(ARC, ARC, 0.5)
    w["arc_bias"] = np.zeros(ARC, np.float32)
    w["root"] = matrix(1, ARC)[0]
    w["root_upper"] = matrix(1, RELATION)[0]
    w["relation"] = matrix(3 * RELATION, head.relations)
    w["relation_bias"] = np.zeros(head.relations, np.float32)
    return {k: jnp.asarray(v) for k, v in w.items()}


def lstm(w, layer, x, back):
    """Both directions over x [B, T, in]; `back` [B, T] turns each sentence round."""
    turned = jnp.take_along_axis(x, back[:, :, None], 1)
    gates = [
        (a @ w[f"in{layer}{s}"] + w[f"bias{layer}{s}"]).transpose(1, 0, 2) for s, a in (("f", x), ("b", turned))
    ]

    def step(state, inputs):
        out = []
        for (h, c), g, s in zip(state, inputs, "fb"):
            i, f, o, u = jnp.split(g + h @ w[f"re{layer}{s}"], 4, -1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(u)
            out.append((jax.nn.sigmoid(o) * jnp.tanh(c), c))
        return tuple(out), tuple(h for h, _ in out)

    zero = jnp.zeros((x.shape[0], HIDDEN))
    _, (forward, backward) = jax.lax.scan(step, ((zero, zero), (zero, zero)), tuple(gates))
    backward = jnp.take_along_axis(backward.transpose(1, 0, 2), back[:, :, None], 1)
    return jnp.concatenate([forward.transpose(1, 0, 2), backward], -1)


def mask(key, x, rate, shape):
    """Dropout with one mask for the whole sentence."""
    if key is None:
        return x
    return x * jax.random.bernoulli(key, 1 - rate, shape) / (1 - rate)


def run(w, rows, lengths, key=None, rate=0.3, word_rate=0.2):
    """Scores of tags and arcs, and what relations are scored with."""
    size, longest, _ = rows.shape
    keys = [None] * 8 if key is None else list(jax.random.split(key, 8))
    kept = jnp.ones(rows.shape)
    if key is not None:
        # Some words lose their own row and their classes, so that spelling and company must do.
        drop = jax.random.bernoulli(keys[0], word_rate, (size, longest))
        word = jnp.where(drop, 0, rows[:, :, 0])
        rows = jnp.concatenate([word[:, :, None], rows[:, :, 1:]], 2)
        lost = jax.random.bernoulli(keys[1], word_rate, (size, longest))
        kept = kept.at[:, :, 9:11].set(1.0 - lost[:, :, None])
    x = (w["embedding"][rows] * kept[..., None]).sum(2)
    place = jnp.arange(longest)[None]
    inside = place < lengths[:, None]
    back = jnp.where(inside, lengths[:, None] - 1 - place, place)
    x = mask(keys[2], x, rate * 0.7, (size, 1, WIDTH))
    x = lstm(w, 0, x, back)
    x = mask(keys[3], x, rate, (size, 1, 2 * HIDDEN))
    x = lstm(w, 1, x, back)
    x = mask(keys[4], x, rate, (size, 1, 2 * HIDDEN))
    tags = x @ w["tag"] + w["tag_bias"]
    part = {n: jax.nn.leaky_relu(x @ w[n] + w[f"{n}_bias"], 0.125) for n in ("dependent", "governor", "lower", "upper")}
    for n, k, s in (("dependent", 5, ARC), ("governor", 6, ARC)):
        part[n] = mask(keys[k], part[n], rate, (size, 1, s))
    asks = part["dependent"] @ w["arc"] + w["arc_bias"]
    root = jnp.broadcast_to(w["root"], (size, 1, ARC))
    arcs = asks @ jnp.concatenate([root, part["governor"]], 1).transpose(0, 2, 1)
    allowed = jnp.concatenate([jnp.ones((size, 1), bool), inside], 1)[:, None, :]
    itself = place[0][:, None] + 1 == jnp.arange(longest + 1)[None]
    arcs = jnp.where(allowed & ~itself[None], arcs, -1e9)
    root = jnp.broadcast_to(w["root_upper"], (size, 1, RELATION))
    return tags, arcs, part["lower"], jnp.concatenate([root, part["upper"]], 1), inside


def relations(w, lower, upper, heads):
    """Scores of relations to the given heads."""
    chosen = jnp.take_along_axis(upper, heads[:, :, None], 1)
    return jnp.concatenate([lower, chosen, lower * chosen], -1) @ w["relation"] + w["relation_bias"]
