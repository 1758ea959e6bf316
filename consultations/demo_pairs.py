"""The pairs of the prototype test of the demo: how their tasks go, what they meet, and what they say of it.

What a pair does hangs only on which pair it is: a question more, or one less, changes nothing of what others say.
"""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

SAID: Mapping[str, Any] = tomllib.loads((Path(__file__).with_name("demo_testing.toml")).read_text(encoding="utf-8"))
TASKS = ("task_start", "task_play", "task_find")
ENDED = ("unaided", "helped", "failed", "not_tried")
# How a task ends, how many seconds it takes and how much easier it feels: with v1, and with v2.
GOES: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "task_start": ((7, 6, 6, 0), (15, 3, 1, 0)),
    "task_play": ((10, 5, 4, 1), (10, 5, 4, 1)),
    "task_find": ((12, 4, 3, 0), (12, 4, 3, 0)),
}
TAKES = {"task_start": (215, 105), "task_play": (520, 540), "task_find": (95, 85)}
EASIER = {"task_start": (0, 1), "task_play": (0, -1), "task_find": (0, 0)}
FEELS = {"unaided": 4, "helped": 3, "failed": 2, "not_tried": 2}
FELT = {"joy": 6, "keen": 4, "curious": 5, "calm": 3, "bored": 1, "confused": 2}
# Where pins of each kind stand most: on which page, how far from the left and from the top.
SPOTS: Mapping[int, Mapping[str, tuple[int, int, int]]] = {
    1: {"dislike": (0, 300, 350), "like": (2, 650, 400), "idea": (3, 500, 800)},
    2: {"dislike": (3, 600, 300), "like": (1, 400, 450), "idea": (2, 700, 750)},
}
PINS, SPREAD = 0.75, 90
NOT_SEEN, NOT_SEEN_AT_ALL, INTERRUPTED = 0.08, 0.03, 0.08
SKIPS = 0.04


@dataclass(frozen=True)
class Pair:
    """One pair: in which round (told apart by its days), which number, in which language, with which version last."""

    days: int
    number: int
    language: str
    version: int

    def chance(self, *of: Any) -> random.Random:
        """The same for the same thing, every time."""
        return random.Random(f"{self.days} {self.number} {of}")  # noqa: S311  (a demo that is the same every time)


def ended(pair: Pair, task: str, version: int) -> str:
    """How a task ends."""
    return pair.chance(task, version).choices(ENDED, GOES[task][version - 1])[0]


def easy(pair: Pair, task: str, version: int) -> int:
    """How easy it felt, from 1 to 5."""
    moved = EASIER[task][version - 1] + pair.chance("ease", task, version).choice((-1, 0, 0, 1))
    return max(1, min(5, FEELS[ended(pair, task, version)] + moved))


def seen(pair: Pair, task: str, version: int) -> dict[str, Any]:
    """What an observer writes down of a task. What was not seen is left out; a time may have been interrupted."""
    how, luck = ended(pair, task, version), pair.chance("seen", task, version)
    if how == "not_tried":
        return {"ended": how}
    slower = {"unaided": 1.0, "helped": 1.3, "failed": 1.5}[how]
    facts: dict[str, Any] = {
        "seconds": round(TAKES[task][version - 1] * slower * luck.uniform(0.7, 1.4)),
        "errors": luck.choices((0, 1, 2, 3), (6, 3, 2, 1) if how == "unaided" else (1, 3, 4, 2))[0],
        "assists": luck.choice((1, 1, 2)) if how == "helped" else 0,
        "ease": easy(pair, task, version),
    }
    kept = {name: value for name, value in facts.items() if luck.random() > NOT_SEEN}
    kept["interrupted"] = "seconds" in kept and luck.random() < INTERRUPTED
    return kept if luck.random() < NOT_SEEN_AT_ALL else {"ended": how, **kept}


def meets(pair: Pair, problem: Mapping[str, Any], version: int) -> bool:
    """Whether it trips over a problem."""
    return pair.chance(problem["key"], version).random() < problem["met"][version - 1]


def gives(pair: Pair, key: str, type_: str, settings: Any) -> Any:
    """The answer of a pair to the question of the plan with this key; None when it skips it, or we know no answer."""
    luck = pair.chance("gives", key)
    if luck.random() < SKIPS:
        return None
    keys = [one.key for one in getattr(settings, "options", ())]
    match type_:
        case "task":
            return _tells(ended(pair, key, pair.version), luck)
        case "ease":
            return str(easy(pair, key.replace("ease", "task"), pair.version))
        case "five_degrees":
            return luck.choices("12345", (1, 2, 5, 5, 3))[0]
        case "emotion_picker":
            felt = luck.choices(tuple(FELT), tuple(FELT.values()), k=2)
            return [one for one in FELT if one in felt]
        case "again_again":
            return {one: luck.choices(("yes", "maybe", "no"), _liked(one))[0] for one in keys}
        case "fun_sorter":
            return sorted(keys, key=lambda one: -_liked(one)[0] * luck.uniform(0.5, 1.5))
        case "this_or_that":
            likes = {"drawing": 6, "photo": 3, "words": 1}
            return [[a, b, luck.choices((a, b), (likes[a], likes[b]))[0]] for a, b in combinations(keys, 2)]
        case "page_remarks":
            return _pins(pair, settings.pages, luck)
        case "short_text":
            return luck.choice(SAID[pair.language]["gave"]["keep" if key == "keep" else f"change{pair.version}"])
    return None


def _pins(pair: Pair, pages: Sequence[Any], luck: random.Random) -> Any:
    """A few pins where there is something to see: what they like, what is too much, an idea in words."""
    put = []
    for kind, (place, across, down) in SPOTS[pair.version].items():
        if pages and luck.random() < PINS:
            x, y = (round(min(980, max(20, luck.gauss(middle, SPREAD)))) for middle in (across, down))
            idea = luck.choice(SAID[pair.language]["gave"][f"change{pair.version}"])
            words = idea if kind == "idea" else ""
            put.append({"page": pages[place % len(pages)].key, "x": x, "y": y, "kind": kind, "words": words})
    return put or None


def _tells(how: str, luck: random.Random) -> str:
    """Children say a little more often than observers that it worked."""
    return {"failed": "helped", "helped": "unaided"}.get(how, how) if luck.random() < 0.15 else how


def _liked(activity: str) -> tuple[int, int, int]:
    return {"rules": (3, 4, 4), "round": (9, 2, 1), "find": (6, 3, 2)}[activity]
