"""Adam (Kingma and Ba 2015), with slopes cut to a length of 5."""

import jax
import jax.numpy as jnp

FIRST, SECOND = 0.9, 0.98
LONGEST_SLOPE = 5.0
WARM = 100


def start(w):
    """Moments to begin with."""
    return {k: jnp.zeros_like(v) for k, v in w.items()}, {k: jnp.zeros_like(v) for k, v in w.items()}


def rate(top, step, steps):
    """Up at first, then down to a fiftieth."""
    return top * min(1.0, step / WARM) * max(0.02, 1 - step / steps)


def update(w, moments, slopes, rate, step):
    """One step; the new weights and moments."""
    length = jnp.sqrt(sum((g * g).sum() for g in slopes.values()))
    scale = jnp.minimum(1.0, LONGEST_SLOPE / length)
    size = rate * jnp.sqrt(1 - SECOND**step) / (1 - FIRST**step)
    new, first, second = {}, {}, {}
    for k, g in slopes.items():
        g = g * scale
        first[k] = FIRST * moments[0][k] + (1 - FIRST) * g
        second[k] = SECOND * moments[1][k] + (1 - SECOND) * g * g
        new[k] = w[k] - size * first[k] / (jnp.sqrt(second[k]) + 1e-7)
    return new, (first, second)
