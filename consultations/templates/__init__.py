"""Ready bilingual instruments, as data files beside this one; here they are only read."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from consultations.shapes import Words

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Template:
    """One ready instrument. `questions` are as they stand in the file."""

    key: str
    kind: str
    age_bands: tuple[str, ...]
    minutes: int
    validation: str
    source: str
    title: Words
    purpose: Words
    questions: tuple[Mapping[str, Any], ...]


@cache
def templates() -> dict[str, Template]:
    """All templates by key, in the order of their file names."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        data["questions"] = tuple(data["questions"])
        data["age_bands"] = tuple(data["age_bands"])
        one = Template(**data)
        if one.key in found:
            raise RuntimeError(f"two templates are called {one.key}")
        found[one.key] = one
    return found
