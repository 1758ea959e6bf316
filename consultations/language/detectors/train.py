"""Learn the classifier's weights from examples/*.tsv: `python -m consultations.language.detectors.train`.

Needs the sentence encoder and numpy, takes about two minutes, and gives the same weights each time on one machine.
With `--measure` it prints, before writing, what cross-validation over wording families finds.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import classifier, encoder, features, signs
from .misspelling import misspelt

HERE = Path(__file__).parent
GAMMA, LETTERS, MEETINGS, RIDGE = 1.0, 0.5, 0.25, 2.0
"""Width of the kernel, weight of letter groups and of concepts beside it, regularisation: by cross-validation."""
LETTERS_RIDGE, LETTERS_MEETINGS = 0.5, 0.5
FOLDS, BLOCK = 10, 4
PLAIN_HELD, ORDINARY_RED = 0.093, 0.01
"""Share of plain ordinary answers that may be held (amber), and of all harmless ones that may alert at once (red)."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One line of an examples file. `sign` is `ordinary` or `look_alike` where nothing is wrong."""

    language: str
    family: str
    sign: str
    text: str
    block: str

    @property
    def harmless(self) -> bool:
        """Whether the answer gives no cause for concern."""
        return self.sign in {"ordinary", "look_alike"}


def examples() -> list[Example]:
    """All examples, in the order of the files. A block is four neighbouring lines of a family, in both languages."""
    found = []
    for path in sorted((HERE / "examples").glob("*.tsv")):
        seen: dict[str, int] = {}
        language = path.stem.rsplit("_", 1)[1]
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            family, sign, text = line.split("\t")
            place = seen[family] = seen.get(family, -1) + 1
            found.append(Example(language, family, sign, text, f"{family} {place // BLOCK}"))
    return found


@dataclass(frozen=True)
class Features:
    """The three views of a list of texts: centred sentence vectors, letter groups (rows of length one), concepts."""

    near: NDArray[np.float32]
    letters: NDArray[np.float32]
    meetings: NDArray[np.float32]

    def rows(self, which: NDArray[np.int64]) -> "Features":
        """The same views of some of the texts."""
        return Features(self.near[which], self.letters[which], self.meetings[which])


def letter_rows(texts: list[str]) -> NDArray[np.float32]:
    """Letter groups as dense rows of length one."""
    rows = np.zeros((len(texts), features.BUCKETS), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        found = features.buckets(text)
        row[found] = 1 / max(len(found), 1) ** 0.5
    return rows


def quantised(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Vectors in whole numbers of one byte, each scaled to its own largest component (direction is what counts)."""
    return np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)


def nearness(a: NDArray[np.float32], b: NDArray[np.float32]) -> Matrix:
    """Gaussian kernel between two lists of vectors of length one."""
    return np.exp(-GAMMA * (2 - 2 * (a @ b.T).astype(np.float64)))


def kernels(a: Features, b: Features) -> tuple[Matrix, Matrix]:
    """How alike texts are: with the encoder, and by letters and concepts only."""
    letters = (a.letters @ b.letters.T).astype(np.float64)
    meetings = (a.meetings @ b.meetings.T).astype(np.float64)
    return nearness(a.near, b.near) + LETTERS * letters + MEETINGS * meetings, letters + LETTERS_MEETINGS * meetings


def solved(kernel: Matrix, own: Matrix, targets: Matrix, ridge: float) -> Matrix:
    """Ridge regression whose answer is spanned by the well-spelt examples only: one column of coefficients a sign.

    `kernel`: all texts by well-spelt examples; `own`: well-spelt examples among themselves.
    """
    square = kernel.T @ kernel + ridge * own + 1e-6 * np.eye(len(own))
    return np.linalg.solve(square, kernel.T @ (targets - targets.mean(axis=0)))


def logistic(scores: Matrix, truth: Matrix) -> tuple[float, float]:
    """Slope and offset of the logistic curve that best turns scores into 0 to 1 (Platt scaling, Newton's method)."""
    design, line = np.stack([scores, np.ones_like(scores)], axis=1), np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ line))
        bend = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(2)
        line = line + np.linalg.solve(bend, design.T @ (truth - chance))
    return float(line[0]), float(line[1])


def cross_validated(pair: tuple[Matrix, Matrix], targets: Matrix, folds: NDArray[np.int64], n: int) -> Matrix:
    """Scores (n texts, 2 models) of texts by models that saw no text of the same block, well or badly spelt."""
    scores = np.zeros((n, 2))
    both = np.concatenate([folds, folds])
    for fold in range(FOLDS):
        seen, span, new = (
            np.flatnonzero(both != fold),
            np.flatnonzero(folds != fold),
            np.flatnonzero(folds == fold),
        )
        for column, (kernel, ridge) in enumerate(zip(pair, (RIDGE, LETTERS_RIDGE), strict=True)):
            coefficients = solved(kernel[np.ix_(seen, span)], kernel[np.ix_(span, span)], targets[seen], ridge)
            scores[new, column] = (kernel[np.ix_(new, span)] @ coefficients).sum(axis=1)
    return scores


def fold_numbers(known: list[Example]) -> NDArray[np.int64]:
    """The fold of each example: whole blocks, dealt out in the order of their names."""
    dealt = {block: i % FOLDS for i, block in enumerate(sorted({one.block for one in known}))}
    return np.array([dealt[one.block] for one in known])


def report(known: list[Example], scores: Matrix) -> None:
    """Print recall and the share of harmless answers flagged, per language, for each detector and for all together."""
    matched = np.array([bool(signs.seen(one.text)) for one in known])
    truth = np.array([not one.harmless for one in known])
    plain = np.array([one.sign == "ordinary" for one in known])
    flags = {"rules": matched}
    for name, column in (("letters", 1), ("encoder+letters", 0)):
        flags[name] = scores[:, column] >= np.quantile(scores[plain, column], 1 - PLAIN_HELD)
        flags[f"rules or {name}"] = flags[name] | matched
    for name, flag in flags.items():
        for language in ("nl", "fr"):
            here = np.array([one.language == language for one in known])
            figures = (
                flag[here & truth].mean(),
                flag[here & plain].mean(),
                flag[here & ~truth & ~plain].mean(),
            )
            sys.stdout.write(
                f"{name:26s} {language} recall {figures[0]:.3f} plain {figures[1]:.3f} look-alike {figures[2]:.3f}\n"
            )


def main() -> None:
    """Train, and write weights.npz and weights.json beside this file."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--measure", action="store_true")
    measure = arguments.parse_args().measure
    known = examples()
    texts = [one.text for one in known] + [misspelt(one.text, one.language, 2) for one in known]
    vectors = np.array([encoder.encoded(text) for text in texts])
    mean = vectors[: len(known)].mean(axis=0)
    small = quantised(classifier.centred(vectors, mean))
    near = small.astype(np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    views = Features(near, letter_rows(texts), np.array([features.meetings(text) for text in texts]))
    spanning = views.rows(np.arange(len(known)))
    pair = kernels(views, spanning)
    names = sorted({one.sign for one in known if not one.harmless})
    targets = np.array([[one.sign == name for name in names] for one in known * 2], dtype=np.float64)

    scores = cross_validated(pair, targets, fold_numbers(known), len(known))
    truth = np.array([not one.harmless for one in known], dtype=np.float64)
    if measure:
        report(known, scores)
    (slope, offset), (slope_letters, offset_letters) = (logistic(scores[:, i], truth) for i in (0, 1))
    alarm = 1 / (1 + np.exp(-np.array([slope, slope_letters]) * scores - np.array([offset, offset_letters])))
    plain = np.array([one.sign == "ordinary" for one in known])
    numbers = {"gamma": GAMMA, "slope": slope, "offset": offset}
    numbers |= {"slope_letters": slope_letters, "offset_letters": offset_letters}
    for suffix, column in (("", 0), ("_letters", 1)):
        numbers[f"amber{suffix}"] = float(np.quantile(alarm[plain, column], 1 - PLAIN_HELD))
        numbers[f"red{suffix}"] = float(np.quantile(alarm[truth == 0, column], 1 - ORDINARY_RED))

    deep, shallow = (
        solved(kernel, kernel[: len(known)], targets, ridge)
        for kernel, ridge in zip(pair, (RIDGE, LETTERS_RIDGE), strict=True)
    )
    np.savez_compressed(
        HERE / "weights.npz",
        mean=mean,
        examples=small[: len(known)],
        near=deep.astype(np.float16),
        letters=(LETTERS * (spanning.letters.T @ deep)).astype(np.float16),
        meetings=(MEETINGS * (spanning.meetings.T @ deep)).astype(np.float16),
        letters_only=(spanning.letters.T @ shallow).astype(np.float16),
        meetings_only=(LETTERS_MEETINGS * (spanning.meetings.T @ shallow)).astype(np.float16),
    )
    text = json.dumps({"signs": names, "numbers": {k: round(v, 6) for k, v in numbers.items()}}, indent=1)
    (HERE / "weights.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
