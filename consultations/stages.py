"""How one question of a session stands: which round, whether it is stopped, whether the room may see it. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

ROUND_MARKS = {1: "", 2: "2"}
"""The mark of an answer given in each round."""


@dataclass(frozen=True)
class Stage:
    """`round` 1 or 2; `stopped`: nobody can change a vote; `revealed`: everybody sees how it stands."""

    round: int = 1
    stopped: bool = False
    revealed: bool = False

    @property
    def mark(self) -> str:
        """The mark of what is given now."""
        return ROUND_MARKS[self.round]


def stage_of(stages: Mapping[str, Any], question_id: str) -> Stage:
    """How a question stands, from what is kept of all of them."""
    return Stage(**stages.get(question_id, {}))


def staged(stages: Mapping[str, Any], question_id: str, **changed: Any) -> dict[str, Any]:
    """All of them, one changed."""
    return {**stages, question_id: asdict(replace(stage_of(stages, question_id), **changed))}
