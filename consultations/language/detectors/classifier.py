"""How much a text resembles what children wrote when something was wrong: a score learnt from our own examples.

Kernel ridge regression, one column a sign: nearness of meaning to each example (Gaussian kernel on sentence vectors)
plus letter groups plus meeting concepts. Plain numbers in weights.npz, computed by train.py; no learning library here.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import encoder, features

HERE = Path(__file__).parent
WINDOW, STEP, MOST_WINDOWS = 240, 160, 12
"""The encoder reads a long text in windows of 240 characters, 160 apart; of many windows the 12 most telling."""


@dataclass(frozen=True)
class Weights:
    """What train.py learnt. `near` and `examples` belong to the encoder; `letters_only` is the model without it."""

    signs: tuple[str, ...]
    mean: NDArray[np.float32]
    examples: NDArray[np.float32]
    near: NDArray[np.float32]
    letters: NDArray[np.float32]
    meetings: NDArray[np.float32]
    letters_only: NDArray[np.float32]
    meetings_only: NDArray[np.float32]
    settings: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The shipped weights. Raises OSError when they are missing: the caller treats that as a concern."""
    with np.load(HERE / "weights.npz") as file:
        held = {name: file[name] for name in file.files}
    settings = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    plain = {name: held[name].astype(np.float32) for name in held if name != "examples"}
    examples = held["examples"].astype(np.float32)
    examples /= np.linalg.norm(examples, axis=1, keepdims=True)
    return Weights(
        signs=tuple(settings["signs"]),
        examples=examples,
        settings={name: float(value) for name, value in settings["numbers"].items()},
        **plain,
    )


def centred(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sentence vectors less the frozen mean of our examples, each of length one again."""
    moved = vectors - mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-9), dtype=np.float32)


def windows(text: str) -> list[str]:
    """A text as overlapping pieces cut at white space where there is some; a short text is one piece."""
    if len(text) <= WINDOW:
        return [text]
    pieces, start = [], 0
    while start < len(text):
        end = start + WINDOW
        cut = text.rfind(" ", start + STEP, end) if end < len(text) else -1
        pieces.append(text[start : cut if cut > 0 else end])
        if end >= len(text):
            break
        turn = text.find(" ", start + STEP, start + STEP + 40)
        start = turn + 1 if turn > 0 else start + STEP
    return list(dict.fromkeys(pieces))


def _by_letters(text: str, letters: NDArray[np.float32], meetings: NDArray[np.float32]) -> NDArray[np.float32]:
    """One number a sign from letter groups and concepts."""
    found = features.buckets(text)
    return letters[found].sum(axis=0) / max(len(found), 1) ** 0.5 + np.einsum(
        "i,ij->j", features.meetings(text), meetings
    )


def _by_everything(text: str, known: Weights) -> NDArray[np.float32]:
    """One number a sign from meaning, letter groups and concepts."""
    vector = centred(encoder.encoded(text), known.mean)
    alike = np.einsum("ij,j->i", known.examples, vector)  # not `@`: a many-core product slows the encoder beside it
    nearness = np.exp(-known.settings["gamma"] * (2 - 2 * alike))
    return np.einsum("i,ij->j", nearness, known.near) + _by_letters(text, known.letters, known.meetings)


@dataclass(frozen=True)
class Score:
    """How alarming (0 to 1; not a chance of being true: half of the examples are disclosures), and of which sign.

    `held`: enough that somebody should read it. `urgent`: enough to be told at once.
    """

    alarm: float
    sign: str
    held: bool
    urgent: bool


def score(text: str, use_encoder: bool | None = None) -> Score:
    """The most alarming window of a text. `use_encoder` is for measuring; None means: if the machine can."""
    known = weights()
    pieces = windows(text)
    rough = [_by_letters(piece, known.letters_only, known.meetings_only) for piece in pieces]
    deep = encoder.available() if use_encoder is None else use_encoder
    if deep:
        order = sorted(range(len(pieces)), key=lambda i: (-float(rough[i].sum()), i))[:MOST_WINDOWS]
        rough = [_by_everything(pieces[i], known) for i in order]
    strongest = max(rough, key=lambda one: float(one.sum()))
    limits, of = known.settings, "" if deep else "_letters"
    alarm = 1 / (1 + np.exp(-(limits[f"slope{of}"] * float(strongest.sum()) + limits[f"offset{of}"])))
    sign = known.signs[int(np.argmax(strongest))]
    return Score(float(alarm), sign, held=bool(alarm >= limits[f"amber{of}"]), urgent=bool(alarm >= limits[f"red{of}"]))
