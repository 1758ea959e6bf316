"""A kind of consultation is a recipe, as data: who holds the pen, which question types fit, in what order it goes."""

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True)
class Kind:
    """One recipe. `pen`: whether children write themselves or an adult writes down what is said.

    `together`: whether everybody goes at the leader's pace unless the leader chooses otherwise. `tests_a_tool`: whether
    each session is about one version of a tool.
    """

    name: str
    title: str
    pen: Literal["child", "facilitator"]
    fits: tuple[str, ...]
    together: bool = False
    tests_a_tool: bool = False


@cache
def kinds() -> dict[str, Kind]:
    """All kinds, by name: each file in this folder holds one as `KIND`."""
    found: dict[str, Kind] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        kind = importlib.import_module(f"{__name__}.{module}").KIND
        if kind.name in found:
            raise RuntimeError(f"two kinds are called {kind.name}")
        found[kind.name] = kind
    return found
