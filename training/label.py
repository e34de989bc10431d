"""Lets the teachers parse plain text: `python3 training/label.py LEARNED [short]` writes `LEARNED/labelled`.

The means of their scores count; sentences where the best heads make no tree are left out.
"""

import os
import sys

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")

import jax
import jax.numpy as jnp
import numpy as np

import lessons
import network

TEACHERS = ("large.1", "large.2")
# Of how many sentences of a source one is taken; about 2 million words in all.
STEPS = {"wikipedia_current_events": 1, "news": 1, "cia_factbook": 2, "historyatstate": 2, "white_house": 6}


@jax.jit
def read(teachers, rows, lengths):
    """Tags, heads and relations that the teachers agree on."""
    answers = [network.run(w, rows, lengths) for w in teachers]
    chance = lambda scores: sum(jax.nn.log_softmax(s) for s in scores)
    heads = chance([a[1] for a in answers]).argmax(-1)
    relations = chance([network.relations(w, a[2], a[3], heads) for w, a in zip(teachers, answers)])
    # A root has the relation of that name, and nothing else has.
    at_root = jnp.arange(relations.shape[-1])[None, None] == 0
    relations = jnp.where(at_root == (heads == 0)[..., None], relations, -1e9)
    return chance([a[0] for a in answers]).argmax(-1), heads, relations.argmax(-1)


def is_tree(heads):
    """One root, and every word leads there."""
    if (heads == 0).sum() != 1:
        return False
    at = heads.copy()
    for _ in range(len(heads).bit_length() + 1):
        at = np.where(at == 0, 0, at[at - 1])
    return not at.any()


def main():
    folder, *short = sys.argv[1:]
    thinner = 10 if short else 1
    plain = lessons.Plain(folder)
    teachers = []
    for name in TEACHERS:
        old = np.load(os.path.join(folder, f"{name}.npz"))
        teachers.append({k: jnp.asarray(old[k]) for k in old})
    sizes = [len(s) for s in plain.sentences]
    taken = [i for name, step in STEPS.items() for i in plain.of(name)[:: step * thinner]]
    out, words = [], 0
    for longest, ids in lessons.groups([sizes[i] for i in taken]):
        n = lessons.TOKENS // longest
        rows, lengths = np.zeros((n, longest, lessons.ROWS), np.int32), np.zeros(n, np.int32)
        for k, i in enumerate(ids):
            rows[k, : sizes[taken[i]]] = plain.rows(taken[i])
            lengths[k] = sizes[taken[i]]
        answers = [np.asarray(x) for x in read(teachers, rows, lengths)]
        for k in range(len(ids)):
            tags, heads, relations = (x[k, : lengths[k]] for x in answers)
            if is_tree(heads):
                out.append([lengths[k], 1])
                out.append(np.column_stack([rows[k, : lengths[k]], tags, heads, relations]).reshape(-1))
                words += lengths[k]
    np.concatenate(out).astype(np.uint32).tofile(os.path.join(folder, "labelled"))
    print(f"{words} words parsed")


main()
