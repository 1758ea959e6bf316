"""An attack on what was shown: the few children whose answers follow from it, by adding and subtracting."""

from itertools import chain, combinations

import numpy as np


def too_close(shown: set[frozenset[int]]) -> list[frozenset[int]]:
    """The groups of one to four children whose answers follow from what was shown, by adding and subtracting."""
    every = sorted(shown, key=sorted)
    together: dict[tuple[bool, ...], set[int]] = {}
    for child in set(chain.from_iterable(every)):
        together.setdefault(tuple(child in one for one in every), set()).add(child)
    atoms = list(together)
    known = np.array(atoms, dtype=float).T if atoms else np.zeros((0, 0))
    rank = np.linalg.matrix_rank(known) if atoms else 0
    few = [at for at, atom in enumerate(atoms) if len(together[atom]) <= 4]
    found = []
    for size in range(1, 5):
        for some in combinations(few, size):
            children = frozenset(chain.from_iterable(together[atoms[at]] for at in some))
            wanted = np.array([[float(at in some) for at in range(len(atoms))]])
            if len(children) <= 4 and np.linalg.matrix_rank(np.vstack([known, wanted])) == rank:
                found.append(children)
    return found
