"""Where in a tool a problem is: on a picture, on a card, at a minute of a film, in a task, or elsewhere.

A film is one of the links of the tool; where it has none, there is one film, which the log does not know. On a picture
a place is a point, 0 to 1000 from the left and from the top. In words it is a square, from A1 to E4.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.shapes import Refused, Words
from consultations.tooling.holding import one_line
from consultations.tooling.view import VersionOf
from models.consultation import Consultation, Question, Version
from models.tools import Material, Tool, ToolVersion
from translations import N_

EDGE = 1000
COLUMNS, ROWS = "ABCDE", "1234"
KINDS = ("page", "card", "minute", "task", "elsewhere")
LONGEST_CARD, LONGEST_FILM = 40, 4 * 3600
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d)", re.ASCII)


def square_of(x: int, y: int) -> str:
    """The square that a point lies in; on a line between two, the further one."""
    across, down = min(x * len(COLUMNS) // EDGE, len(COLUMNS) - 1), min(y * len(ROWS) // EDGE, len(ROWS) - 1)
    return COLUMNS[across] + ROWS[down]


def second_of(written: str) -> int:
    """The second of a film that was written as minutes and seconds, 3:20 or 1:03:20. `Refused` when it cannot be."""
    found = _CLOCK.fullmatch(written.strip())
    if found is None:
        raise Refused(N_("Write minutes and seconds, such as 3:20."))
    hours, minutes, seconds = (int(one or 0) for one in found.groups())
    second = 3600 * hours + 60 * minutes + seconds
    if second > LONGEST_FILM:
        raise Refused(N_("Write minutes and seconds, such as 3:20."))
    return second


def written_of(second: int) -> str:
    """A second of a film as minutes and seconds: 200 is 3:20."""
    return f"{second // 60}:{second % 60:02}"


def sound_place(db: Session, tool_id: str, place: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Any:
    """Where a problem is, as it may be kept; `Refused` when there is no such place in any version of the tool.

    Where it was `before` it may stay, also when that page or task has been taken out since.
    """
    made = kept_place(place)
    if made is None or (made != before and not _there(db, tool_id, made)):
        raise Refused(N_("Say where the problem is."))
    return made


def kept_place(place: Mapping[str, Any]) -> dict[str, Any] | None:
    """What is kept of a place, and nothing else; None when it is none. `Refused`: the name of its card is too long."""
    kind, stem = place.get("kind"), place.get("stem")
    if kind == "elsewhere":
        return {"kind": kind}
    if kind == "page" and isinstance(stem, str) and all(_within(place.get(way), EDGE) for way in ("x", "y")):
        return {"kind": kind, "stem": stem, "x": place["x"], "y": place["y"]}
    if kind == "card" and isinstance(place.get("card"), str):
        card = one_line(place["card"], LONGEST_CARD)
        return {"kind": kind, "card": card} if card else None
    if kind == "minute" and _within(place.get("second"), LONGEST_FILM):
        return {"kind": kind, **({"stem": stem} if isinstance(stem, str) else {}), "second": place["second"]}
    if kind == "task" and isinstance(stem, str):
        return {"kind": kind, "stem": stem}
    return None


def stands_in(place: Mapping[str, Any], version: VersionOf) -> bool:
    """Whether the place of a problem is still there in a version: only a page or a film can be gone."""
    of_a_piece = place.get("kind") in ("page", "minute") and "stem" in place
    return not of_a_piece or place["stem"] in {one.stem for one in version.pieces}


def tasks(db: Session, who: Visitor, tool_id: str) -> tuple[tuple[str, Words], ...]:
    """The tasks with which a tool is tested, in order: (stem, the newest wording)."""
    home = db.get(Tool, tool_id)
    if home is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(home.organisation_id))
    rows = db.exec(
        select(Question.stem, Question.wording)
        .join(Version, col(Version.id) == col(Question.version_id))
        .join(Consultation, col(Consultation.id) == col(Version.consultation_id))
        .where(Consultation.tool_id == tool_id, Question.type == "task")
        .order_by(col(Consultation.started_on), col(Consultation.id), col(Version.number), col(Question.position))
    )
    return tuple(dict(rows.all()).items())


def _within(value: Any, most: int) -> bool:
    return type(value) is int and 0 <= value <= most


def _there(db: Session, tool_id: str, place: Mapping[str, Any]) -> bool:
    if place["kind"] in ("page", "minute") and "stem" in place:
        is_one = col(Material.picture_id).is_not(None) if place["kind"] == "page" else Material.kind == "link"
        found = (
            select(Material.id)
            .join(ToolVersion, col(ToolVersion.id) == col(Material.tool_version_id))
            .where(ToolVersion.tool_id == tool_id, Material.stem == place["stem"], is_one)
        )
    elif place["kind"] == "task":
        found = (
            select(Question.id)
            .join(Version, col(Version.id) == col(Question.version_id))
            .join(Consultation, col(Consultation.id) == col(Version.consultation_id))
            .where(Consultation.tool_id == tool_id, Question.type == "task", Question.stem == place["stem"])
        )
    else:
        return True
    return db.exec(found.limit(1)).first() is not None
