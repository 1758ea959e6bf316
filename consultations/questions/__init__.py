"""One file a question type. The folder is the list: a file with a `QuestionType` in it is a type one can choose."""

import importlib
import pkgutil
from functools import cache

from consultations.questions.base import QuestionType

SHARED = {"base", "adding", "options", "label_sets", "writing", "phases", "scored"}


@cache
def question_types() -> dict[str, QuestionType]:
    """All question types, by name. A name used twice stops the start."""
    found: dict[str, QuestionType] = {}
    for each in pkgutil.iter_modules(__path__):
        if each.name in SHARED:
            continue
        kind = importlib.import_module(f"{__name__}.{each.name}").TYPE
        if kind.name in found:
            raise RuntimeError(f"two question types are called {kind.name}")
        found[kind.name] = kind
    return found


def question_type(name: str) -> QuestionType:
    """The question type called `name`; KeyError when there is none."""
    return question_types()[name]
